package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the condition of a statement demands of key attributes: its parts that are joined by AND, taken apart.
 *
 * @param hashes the values that the hash key may have; empty where the condition leaves it open
 * @param range what is demanded of the range key, if a store can look for it; null where nothing is
 * @param rest what is demanded besides, part by part
 */
record KeyTerms(List<AttributeValue> hashes, @Nullable Condition range, List<Condition> rest) {
    private static final Set<String> ORDERING = Set.of("=", "<", "<=", ">", ">=");

    /** The terms of a condition for a table or index with these keys. */
    static KeyTerms of(@Nullable Condition where, KeySchema keys) {
        if (keys.isComposite()) {
            // A statement that names an index with several attributes of a kind looks through all of it.
            return new KeyTerms(List.of(), null, parts(where));
        }
        List<AttributeValue> hashes = new ArrayList<>();
        List<Condition> rest = new ArrayList<>();
        Condition range = null;
        for (Condition part : parts(where)) {
            List<AttributeValue> found =
                    hashes.isEmpty() ? values(part, keys.hash().name()) : List.of();
            if (!found.isEmpty()) {
                hashes.addAll(found);
            } else if (range == null
                    && keys.range() != null
                    && isRange(part, keys.range().name())) {
                range = part;
            } else {
                rest.add(part);
            }
        }
        if (hashes.isEmpty() && range != null) {
            rest.add(range);
            range = null;
        }
        return new KeyTerms(hashes, range, rest);
    }

    /** The parts of a condition that are joined by AND. */
    private static List<Condition> parts(@Nullable Condition where) {
        List<Condition> parts = new ArrayList<>();
        if (where instanceof Condition.And(Condition left, Condition right)) {
            parts.addAll(parts(left));
            parts.addAll(parts(right));
        } else if (where != null) {
            parts.add(where);
        }
        return parts;
    }

    /** The values to which a part ties an attribute; none where it does not. */
    private static List<AttributeValue> values(Condition part, String attribute) {
        if (part instanceof Condition.Comparison(Operand left, String operator, Operand right)
                && operator.equals("=")) {
            if (isAttribute(left, attribute) && right instanceof Operand.Literal(AttributeValue value)) {
                return List.of(value);
            }
            if (isAttribute(right, attribute) && left instanceof Operand.Literal(AttributeValue value)) {
                return List.of(value);
            }
        }
        if (part instanceof Condition.In(Operand value, List<Operand> options)
                && isAttribute(value, attribute)
                && options.stream().allMatch(Operand.Literal.class::isInstance)) {
            return options.stream()
                    .map(option -> ((Operand.Literal) option).value())
                    .distinct()
                    .toList();
        }
        return List.of();
    }

    private static boolean isAttribute(Operand operand, String name) {
        return operand instanceof Operand.Attribute(Path path)
                && !path.nested()
                && path.head().equals(name);
    }

    private static boolean isRange(Condition part, String name) {
        return switch (part) {
            case Condition.Comparison(Operand left, String operator, Operand right) ->
                ORDERING.contains(operator)
                        && (isAttribute(left, name) && right instanceof Operand.Literal
                                || isAttribute(right, name) && left instanceof Operand.Literal);
            case Condition.Between(Operand value, Operand low, Operand high) ->
                isAttribute(value, name) && low instanceof Operand.Literal && high instanceof Operand.Literal;
            case Operand.Call(String function, List<Operand> arguments) ->
                function.equals("begins_with")
                        && isAttribute(arguments.getFirst(), name)
                        && arguments.getLast() instanceof Operand.Literal;
            case Condition.And and -> false;
            case Condition.Or or -> false;
            case Condition.Not not -> false;
            case Condition.In in -> false;
        };
    }

    /** The range of keys with this value of the hash key. */
    KeyRange rangeOf(AttributeValue hash, KeySchema keys) {
        Condition tied = new Condition.Comparison(
                new Operand.Attribute(Path.of(keys.hash().name())), "=", new Operand.Literal(hash));
        Condition both = range == null ? tied : new Condition.And(tied, range);
        return KeyConditions.of(both).on(keys);
    }

    /** What is demanded besides keys; null where nothing is. */
    @Nullable
    Condition filter() {
        return rest.stream().reduce(Condition.And::new).orElse(null);
    }

    /** The whole key of one item, where the condition ties each of its attributes to one value; null where it does not. */
    @Nullable
    Map<String, AttributeValue> key(KeySchema keys) {
        if (hashes.size() != 1) {
            return null;
        }
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        key.put(keys.hash().name(), hashes.getFirst());
        KeyAttribute second = keys.range();
        if (second != null) {
            List<AttributeValue> values = range == null ? List.of() : values(range, second.name());
            if (values.size() != 1) {
                return null;
            }
            key.put(second.name(), values.getFirst());
        }
        return key;
    }
}

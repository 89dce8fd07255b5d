package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import cloudjar.services.dynamodb.value.DynamoNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says whether conditions hold for an item.
 *
 * <p>What is not there equals nothing, orders with nothing, and differs from everything.
 */
public record Evaluation(Map<String, AttributeValue> item) {
    /** Whether the condition holds. */
    public boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And(Condition left, Condition right) -> holds(left) && holds(right);
            case Condition.Or(Condition left, Condition right) -> holds(left) || holds(right);
            case Condition.Not(Condition inner) -> !holds(inner);
            case Condition.Comparison(Operand left, String operator, Operand right) ->
                compare(value(left), operator, value(right));
            case Condition.Between(Operand value, Operand low, Operand high) ->
                compare(value(value), ">=", value(low)) && compare(value(value), "<=", value(high));
            case Condition.In(Operand value, List<Operand> options) ->
                options.stream().anyMatch(option -> compare(value(value), "=", value(option)));
            case Operand.Call(String function, List<Operand> arguments) -> holds(function, arguments);
        };
    }

    private static boolean compare(Optional<AttributeValue> left, String operator, Optional<AttributeValue> right) {
        boolean equal = left.isPresent() && right.isPresent() && AttributeValues.equal(left.get(), right.get());
        if (operator.equals("=")) {
            return equal;
        }
        if (operator.equals("<>")) {
            return !equal;
        }
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        OptionalInt order = AttributeValues.compare(left.get(), right.get());
        if (order.isEmpty()) {
            return false;
        }
        int sign = order.getAsInt();
        return switch (operator) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            case ">=" -> sign >= 0;
            default -> throw new IllegalStateException("no comparator: " + operator);
        };
    }

    private boolean holds(String function, List<Operand> arguments) {
        Optional<AttributeValue> first = value(arguments.getFirst());
        return switch (function) {
            case "attribute_exists" -> first.isPresent();
            case "attribute_not_exists" -> first.isEmpty();
            default -> {
                Optional<AttributeValue> second = value(arguments.getLast());
                yield first.isPresent() && second.isPresent() && holds(function, first.get(), second.get());
            }
        };
    }

    private static boolean holds(String function, AttributeValue value, AttributeValue operand) {
        return switch (function) {
            case "attribute_type" -> AttributeValues.type(value).equals(operand.s());
            case "begins_with" -> beginsWith(value, operand);
            case "contains" -> contains(value, operand);
            default -> throw new IllegalStateException("no condition: " + function);
        };
    }

    /** Whether a string or binary begins with another. */
    public static boolean beginsWith(AttributeValue value, AttributeValue start) {
        String text = value.s();
        if (text != null) {
            return start.s() != null && text.startsWith(Objects.requireNonNull(start.s()));
        }
        Bytes bytes = value.b();
        Bytes prefix = start.b();
        return bytes != null
                && prefix != null
                && bytes.size() >= prefix.size()
                && Bytes.copyOf(bytes.toArray(), 0, prefix.size()).equals(prefix);
    }

    /** Whether a string or binary holds another, or a set or list an element. */
    public static boolean contains(AttributeValue value, AttributeValue part) {
        return switch (AttributeValues.type(value)) {
            case "S" ->
                part.s() != null && Objects.requireNonNull(value.s()).contains(Objects.requireNonNull(part.s()));
            case "B" ->
                part.b() != null && contains(Objects.requireNonNull(value.b()), Objects.requireNonNull(part.b()));
            case "SS" -> part.s() != null && value.ss().contains(part.s());
            case "NS" -> part.n() != null && AttributeValues.numbers(value).contains(AttributeValues.number(part));
            case "BS" -> part.b() != null && value.bs().contains(part.b());
            case "L" -> value.l().stream().anyMatch(element -> AttributeValues.equal(element, part));
            default -> false;
        };
    }

    private static boolean contains(Bytes bytes, Bytes part) {
        byte[] whole = bytes.toArray();
        for (int at = 0; at + part.size() <= whole.length; at++) {
            if (Bytes.copyOf(whole, at, part.size()).equals(part)) {
                return true;
            }
        }
        return false;
    }

    private Optional<AttributeValue> value(Operand operand) {
        return switch (operand) {
            case Operand.Attribute(Path path) -> path.in(item);
            case Operand.Literal(AttributeValue value) -> Optional.of(value);
            case Operand.Call(String function, List<Operand> arguments) ->
                value(arguments.getFirst()).flatMap(Evaluation::size);
            case Operand.Sum sum -> throw new IllegalStateException("conditions do not add: " + sum);
            case Operand.Undefined() -> throw new IllegalStateException("an undefined value was let through");
        };
    }

    /** The length of a string or binary, the count of a collection's elements; nothing for others. */
    private static Optional<AttributeValue> size(AttributeValue value) {
        int size =
                switch (AttributeValues.type(value)) {
                    case "S" -> Objects.requireNonNull(value.s()).length();
                    case "B" -> Objects.requireNonNull(value.b()).size();
                    case "SS" -> value.ss().size();
                    case "NS" -> value.ns().size();
                    case "BS" -> value.bs().size();
                    case "L" -> value.l().size();
                    case "M" -> value.m().size();
                    default -> -1;
                };
        return size < 0 ? Optional.empty() : Optional.of(AttributeValues.of(DynamoNumber.of(BigDecimal.valueOf(size))));
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a query demands of key attributes, by their names: one condition each, joined by AND. */
final class KeyConditions {
    private static final String WHERE = "Invalid condition in KeyConditionExpression: ";
    private static final Set<String> INDEXABLE = Set.of("EQ", "LT", "LE", "GT", "GE", "BETWEEN", "BEGINS_WITH");

    /** One for each attribute that a key can have. */
    private static final int CONDITIONS_MAX = 2 * (int) DynamoDbLimits.INDEX_KEY_ATTRIBUTES.current();

    private final Map<String, KeyCondition> byName = new LinkedHashMap<>();

    private KeyConditions() {}

    /**
     * Those of a {@code KeyConditionExpression}.
     *
     * @throws ApiException {@code ValidationException} where it is more than a key condition
     */
    static KeyConditions of(Condition expression) {
        KeyConditions conditions = new KeyConditions();
        conditions.add(expression);
        conditions.requireFew(CONDITIONS_MAX);
        return conditions;
    }

    /**
     * Those of the older parameter {@code KeyConditions}.
     *
     * @throws ApiException {@code ValidationException} where an operator does not take its arguments
     */
    static KeyConditions of(Map<String, cloudjar.api.dynamodb.Condition> older) {
        KeyConditions conditions = new KeyConditions();
        older.forEach((name, condition) -> {
            OlderParameters.comparison(name, condition.comparisonOperator(), condition.attributeValueList());
            conditions.byName.put(
                    name, new KeyCondition(condition.comparisonOperator(), condition.attributeValueList()));
        });
        conditions.requireFew(CONDITIONS_MAX);
        return conditions;
    }

    /** The value that an attribute must equal; null where none is demanded. */
    @Nullable
    AttributeValue equal(String name) {
        KeyCondition condition = byName.get(name);
        return condition != null && condition.operator().equals("EQ") ? condition.first() : null;
    }

    private void requireFew(int most) {
        if (byName.isEmpty() || byName.size() > most) {
            throw DynamoDbErrors.validation("Conditions can be of length 1 or 2 only");
        }
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And(Condition left, Condition right) -> {
                add(left);
                add(right);
            }
            case Condition.Or or -> throw invalidOperator("OR");
            case Condition.Not not -> throw invalidOperator("NOT");
            case Condition.In in -> throw invalidOperator("IN");
            case Condition.Between(Operand value, Operand low, Operand high) -> {
                if (!(value instanceof Operand.Attribute)) {
                    throw DynamoDbErrors.validation(
                            WHERE + "BETWEEN operator must have the key attribute as its first operand");
                }
                add("BETWEEN", List.of(value, low, high));
            }
            case Condition.Comparison(Operand left, String operator, Operand right) -> compare(left, operator, right);
            case Operand.Call(String function, List<Operand> arguments) -> {
                if (!function.equals("begins_with")) {
                    throw invalidOperator(function);
                }
                if (!(arguments.getFirst() instanceof Operand.Attribute)) {
                    throw DynamoDbErrors.validation(
                            WHERE + "begins_with operator must have the key attribute as its first operand");
                }
                add("BEGINS_WITH", arguments);
            }
        }
    }

    private void compare(Operand left, String operator, Operand right) {
        boolean turned = !(left instanceof Operand.Attribute) && right instanceof Operand.Attribute;
        String name =
                switch (operator) {
                    case "=" -> "EQ";
                    case "<" -> turned ? "GT" : "LT";
                    case "<=" -> turned ? "GE" : "LE";
                    case ">" -> turned ? "LT" : "GT";
                    case ">=" -> turned ? "LE" : "GE";
                    default -> throw invalidOperator(operator);
                };
        add(name, turned ? List.of(right, left) : List.of(left, right));
    }

    private void add(String operator, List<Operand> operands) {
        List<Path> paths = new ArrayList<>();
        List<AttributeValue> values = new ArrayList<>();
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.Attribute(Path path) -> paths.add(path);
                case Operand.Literal(AttributeValue value) -> values.add(value);
                case Operand.Call call ->
                    throw DynamoDbErrors.validation("KeyConditionExpressions cannot contain nested operations");
                case Operand.Sum sum -> throw new IllegalStateException("conditions do not add: " + sum);
                case Operand.Undefined() -> throw new IllegalStateException("an undefined value was let through");
            }
        }
        if (paths.size() > 1) {
            throw DynamoDbErrors.validation(WHERE + "Multiple attribute names used in one condition");
        }
        if (paths.isEmpty()) {
            throw DynamoDbErrors.validation(WHERE + "No key attribute specified");
        }
        Path path = paths.getFirst();
        if (path.nested()) {
            throw DynamoDbErrors.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        if (byName.put(path.head(), new KeyCondition(operator, values)) != null) {
            throw DynamoDbErrors.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static ApiException invalidOperator(String operator) {
        return DynamoDbErrors.validation("Invalid operator used in KeyConditionExpression: " + operator);
    }

    /**
     * The rows that these conditions mean in a table or index with these keys.
     *
     * @throws ApiException {@code ValidationException} where they are no conditions on these keys
     */
    KeyRange on(KeySchema keys) {
        if (!keys.isComposite()) {
            requireFew(2);
        }
        if (keys.range() == null && byName.size() > keys.hashes().size()) {
            throw DynamoDbErrors.validation("Query key condition not supported");
        }
        Map<String, AttributeValue> hash = new LinkedHashMap<>();
        for (KeyAttribute attribute : keys.hashes()) {
            KeyCondition condition = byName.get(attribute.name());
            if (condition == null) {
                throw missing(attribute.name());
            }
            require(attribute, condition);
            if (!condition.operator().equals("EQ")) {
                throw DynamoDbErrors.validation("Query key condition not supported");
            }
            KeySchema.bytes(attribute, condition.first(), true);
            hash.put(attribute.name(), condition.first());
        }
        return new KeyRange(keys.hashOf(hash), ranges(keys), !keys.moreRanges().isEmpty());
    }

    /** The conditions on the attributes to order by: from the first on without a gap, and none after one that is not equality. */
    private List<KeyCondition> ranges(KeySchema keys) {
        List<KeyCondition> found = new ArrayList<>();
        int open = byName.size() - keys.hashes().size();
        for (KeyAttribute attribute : keys.ranges()) {
            if (found.size() == open) {
                return found;
            }
            KeyCondition condition = byName.get(attribute.name());
            if (condition == null) {
                throw missing(attribute.name());
            }
            if (!found.isEmpty() && !found.getLast().operator().equals("EQ")) {
                throw DynamoDbErrors.validation("Query key condition not supported");
            }
            require(attribute, condition);
            found.add(condition);
        }
        if (found.size() < open) {
            throw DynamoDbErrors.validation("Query key condition not supported");
        }
        return found;
    }

    private static ApiException missing(String name) {
        return DynamoDbErrors.validation("Query condition missed key schema element: " + name);
    }

    private static void require(KeyAttribute attribute, KeyCondition condition) {
        if (!INDEXABLE.contains(condition.operator())) {
            throw DynamoDbErrors.validation("Attempted conditional constraint is not an indexable operation");
        }
        for (AttributeValue value : condition.values()) {
            if (!AttributeValues.type(value).equals(attribute.type())) {
                throw DynamoDbErrors.invalid("Condition parameter type does not match schema type");
            }
        }
    }
}

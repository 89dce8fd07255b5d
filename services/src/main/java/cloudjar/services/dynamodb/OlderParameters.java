package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeAction;
import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.AttributeValueUpdate;
import cloudjar.api.dynamodb.ComparisonOperator;
import cloudjar.api.dynamodb.ConditionalOperator;
import cloudjar.api.dynamodb.ExpectedAttributeValue;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Projection;
import cloudjar.services.dynamodb.expression.Update;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters from before there were expressions, as the expressions that say the same.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Legacy DynamoDB conditional parameters".
 */
final class OlderParameters {
    private OlderParameters() {}

    /** {@code Expected}. */
    static @Nullable Condition expected(
            Map<String, ExpectedAttributeValue> expected, @Nullable String conditionalOperator) {
        List<Condition> conditions = new ArrayList<>();
        expected.forEach((name, wanted) -> conditions.add(expected(name, wanted)));
        return joined(conditions, conditionalOperator);
    }

    private static Condition expected(String name, ExpectedAttributeValue wanted) {
        AttributeValue value = wanted.value();
        String operator = wanted.comparisonOperator();
        if (operator != null) {
            if (wanted.exists() != null) {
                throw DynamoDbErrors.invalid(
                        "Exists and ComparisonOperator cannot be used together for Attribute: " + name);
            }
            if (value != null && wanted.hasAttributeValueList()) {
                throw DynamoDbErrors.invalid(
                        "Value and AttributeValueList cannot be used together for Attribute: " + name);
            }
            boolean bare = value == null && !wanted.hasAttributeValueList();
            boolean unary = operator.equals(ComparisonOperator.NULL) || operator.equals(ComparisonOperator.NOT_NULL);
            if (bare && !unary) {
                throw DynamoDbErrors.invalid("Value or AttributeValueList must be used with ComparisonOperator: "
                        + operator + " for Attribute: " + name);
            }
            return comparison(name, operator, value == null ? wanted.attributeValueList() : List.of(value));
        }
        if (wanted.hasAttributeValueList()) {
            throw DynamoDbErrors.invalid(
                    "AttributeValueList can only be used with a ComparisonOperator for Attribute: " + name);
        }
        if (Boolean.FALSE.equals(wanted.exists())) {
            if (value != null) {
                throw DynamoDbErrors.invalid("Value cannot be used when Exists is false for Attribute: " + name);
            }
            return exists(name, "attribute_not_exists");
        }
        if (value == null) {
            throw DynamoDbErrors.invalid(
                    "Value must be provided when Exists is " + wanted.exists() + " for Attribute: " + name);
        }
        return comparison(name, ComparisonOperator.EQ, List.of(value));
    }

    /** {@code QueryFilter} and {@code ScanFilter}. */
    static @Nullable Condition filter(
            Map<String, cloudjar.api.dynamodb.Condition> filter, @Nullable String conditionalOperator) {
        List<Condition> conditions = new ArrayList<>();
        filter.forEach((name, wanted) ->
                conditions.add(comparison(name, wanted.comparisonOperator(), wanted.attributeValueList())));
        return joined(conditions, conditionalOperator);
    }

    private static @Nullable Condition joined(List<Condition> conditions, @Nullable String operator) {
        boolean any = ConditionalOperator.OR.equals(operator);
        if (operator != null && conditions.isEmpty()) {
            throw DynamoDbErrors.validation("ConditionalOperator cannot be used without Filter or Expected");
        }
        if (operator != null && conditions.size() == 1) {
            throw DynamoDbErrors.validation(
                    "ConditionalOperator can only be used when Filter or Expected has two or more" + " elements");
        }
        return conditions.stream()
                .reduce((left, right) -> any ? new Condition.Or(left, right) : new Condition.And(left, right))
                .orElse(null);
    }

    /** One comparison in the old words; its arguments are checked. */
    static Condition comparison(String name, String operator, List<AttributeValue> arguments) {
        requireArguments(operator, arguments);
        Operand attribute = new Operand.Attribute(Path.of(name));
        List<Operand> literals =
                arguments.stream().<Operand>map(Operand.Literal::new).toList();
        return switch (operator) {
            case "EQ" -> new Condition.Comparison(attribute, "=", literals.getFirst());
            case "NE" -> new Condition.Comparison(attribute, "<>", literals.getFirst());
            case "LT" -> new Condition.Comparison(attribute, "<", literals.getFirst());
            case "LE" -> new Condition.Comparison(attribute, "<=", literals.getFirst());
            case "GT" -> new Condition.Comparison(attribute, ">", literals.getFirst());
            case "GE" -> new Condition.Comparison(attribute, ">=", literals.getFirst());
            case "NULL" -> exists(name, "attribute_not_exists");
            case "NOT_NULL" -> exists(name, "attribute_exists");
            case "CONTAINS" -> new Operand.Call("contains", List.of(attribute, literals.getFirst()));
            case "NOT_CONTAINS" ->
                new Condition.Not(new Operand.Call("contains", List.of(attribute, literals.getFirst())));
            case "BEGINS_WITH" -> new Operand.Call("begins_with", List.of(attribute, literals.getFirst()));
            case "IN" -> new Condition.In(attribute, literals);
            case "BETWEEN" -> new Condition.Between(attribute, literals.getFirst(), literals.getLast());
            default -> throw new IllegalStateException("the model lets no other operator through: " + operator);
        };
    }

    private static Condition exists(String name, String function) {
        return new Operand.Call(function, List.of(new Operand.Attribute(Path.of(name))));
    }

    private static void requireArguments(String operator, List<AttributeValue> arguments) {
        int count = arguments.size();
        boolean fits =
                switch (operator) {
                    case "NULL", "NOT_NULL" -> count == 0;
                    case "IN" -> count > 0;
                    case "BETWEEN" -> count == 2;
                    default -> count == 1;
                };
        if (!fits) {
            throw DynamoDbErrors.invalid("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        Set<String> types = new HashSet<>();
        arguments.forEach(argument -> types.add(AttributeValues.type(argument)));
        if (types.size() > 1) {
            throw DynamoDbErrors.invalid("AttributeValues inside AttributeValueList must be of same type");
        }
        if (operator.equals(ComparisonOperator.BETWEEN)
                && AttributeValues.compare(arguments.getFirst(), arguments.getLast())
                                .orElse(0)
                        > 0) {
            throw DynamoDbErrors.validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater"
                            + " than the upper bound");
        }
        Set<String> takes = operandTypes(operator);
        types.stream().filter(type -> !takes.contains(type)).findFirst().ifPresent(type -> {
            throw DynamoDbErrors.invalid(
                    "ComparisonOperator " + operator + " is not valid for " + type + " AttributeValue" + " type");
        });
    }

    private static Set<String> operandTypes(String operator) {
        return switch (operator) {
            case "EQ", "NE", "NULL", "NOT_NULL" -> Set.of("S", "N", "B", "SS", "NS", "BS", "L", "M", "BOOL", "NULL");
            case "CONTAINS", "NOT_CONTAINS" -> Set.of("S", "N", "B", "BOOL", "NULL");
            case "BEGINS_WITH" -> Set.of("S", "B");
            default -> Set.of("S", "N", "B");
        };
    }

    /** {@code AttributeUpdates}. */
    static Update updates(Map<String, AttributeValueUpdate> updates) {
        List<Update.Put> sets = new ArrayList<>();
        List<Path> removes = new ArrayList<>();
        List<Update.Amount> adds = new ArrayList<>();
        List<Update.Amount> deletes = new ArrayList<>();
        updates.forEach((name, change) -> {
            Path path = Path.of(name);
            String action = Optional.ofNullable(change.action()).orElse(AttributeAction.PUT);
            AttributeValue value = change.value();
            if (value == null && !action.equals(AttributeAction.DELETE)) {
                throw DynamoDbErrors.invalid("Only DELETE action is allowed when no attribute value is specified");
            }
            if (value == null) {
                removes.add(path);
            } else if (action.equals(AttributeAction.PUT)) {
                sets.add(new Update.Put(path, new Operand.Literal(value)));
            } else if (action.equals(AttributeAction.ADD)) {
                requireType(action, value, Set.of("N", "SS", "NS", "BS", "L"));
                adds.add(new Update.Amount(path, value));
            } else {
                requireType(action, value, Set.of("SS", "NS", "BS"));
                deletes.add(new Update.Amount(path, value));
            }
        });
        return new Update(sets, removes, adds, deletes);
    }

    private static void requireType(String action, AttributeValue value, Set<String> types) {
        String type = AttributeValues.type(value);
        if (!types.contains(type)) {
            throw DynamoDbErrors.invalid(action + " action is not supported for the type " + type);
        }
    }

    /** {@code AttributesToGet}. */
    static Projection attributesToGet(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw DynamoDbErrors.invalid("Duplicate value in attribute name: " + name);
            }
        }
        return Projection.ofAttributes(names);
    }
}

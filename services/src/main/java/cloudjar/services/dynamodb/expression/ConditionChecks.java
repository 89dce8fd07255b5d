package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.DynamoDbLimits;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What AWS looks for in conditions that are written correctly: functions and operands that fit each other. */
final class ConditionChecks {
    static final String REDUNDANT = "The expression has redundant parentheses;";

    /** How many operands each function takes. */
    private static final Map<String, Integer> FUNCTIONS = Map.of(
            "attribute_exists", 1,
            "attribute_not_exists", 1,
            "attribute_type", 2,
            "begins_with", 2,
            "contains", 2,
            "size", 1);

    private static final Set<String> FUNCTIONS_OF_UPDATES = Set.of("if_not_exists", "list_append");
    private static final Set<String> TYPES = Set.of("S", "N", "B", "NULL", "SS", "BOOL", "L", "BS", "NS", "M");

    private final Faults faults;

    ConditionChecks(Faults faults) {
        this.faults = faults;
    }

    /** A function that stands where a condition must. */
    void standsAlone(Operand.Call call) {
        if (call.function().equals("size")) {
            misused(call);
        }
    }

    private void misused(Operand.Call call) {
        faults.report(
                Faults.Kind.MISUSE,
                "The function is not allowed to be used this way in an expression; function: " + call.function());
    }

    /** Operands of an operator or a function. */
    void arguments(List<Operand> operands) {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Call call && !call.function().equals("size")) {
                misused(call);
            }
        }
    }

    /** A function with what it is given. */
    void function(Operand.Call call) {
        String name = call.function();
        List<Operand> arguments = call.arguments();
        arguments(arguments);
        Integer count = FUNCTIONS.get(name);
        if (count == null) {
            faults.report(
                    Faults.Kind.FUNCTION,
                    FUNCTIONS_OF_UPDATES.contains(name)
                            ? "The function is not allowed in a condition expression; function: " + name
                            : "Invalid function name; function: " + name);
            return;
        }
        if (count != arguments.size()) {
            faults.report(
                    Faults.Kind.OPERAND,
                    "Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + arguments.size());
            return;
        }
        distinct(name, arguments);
        switch (name) {
            case "attribute_exists", "attribute_not_exists" -> requirePath(name, arguments.getFirst());
            case "attribute_type" -> requireTypeName(name, arguments.get(1));
            case "begins_with" -> arguments.forEach(argument -> refuseTypes(name, argument, "S", "B"));
            case "size" ->
                literal(arguments.getFirst())
                        .map(AttributeValues::type)
                        .filter(Set.of("N", "BOOL", "NULL")::contains)
                        .ifPresent(type -> wrongType(name, type));
            default -> {}
        }
    }

    private void requirePath(String name, Operand operand) {
        if (!(operand instanceof Operand.Attribute)) {
            faults.report(
                    Faults.Kind.TYPE, "Operator or function requires a document path; operator or function: " + name);
        }
    }

    private void requireTypeName(String name, Operand operand) {
        Optional<AttributeValue> value = literal(operand);
        if (value.isEmpty()) {
            if (!(operand instanceof Operand.Undefined)) {
                wrongType(name, "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
            }
            return;
        }
        String type = AttributeValues.type(value.get());
        if (!type.equals("S")) {
            wrongType(name, type);
        } else if (!TYPES.contains(String.valueOf(value.get().s()))) {
            faults.report(
                    Faults.Kind.TYPE,
                    "Invalid attribute type name found; type: " + value.get().s()
                            + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
    }

    private void refuseTypes(String name, Operand operand, String... allowed) {
        literal(operand)
                .map(AttributeValues::type)
                .filter(type -> !List.of(allowed).contains(type))
                .ifPresent(type -> wrongType(name, type));
    }

    private void wrongType(String name, String type) {
        faults.report(
                Faults.Kind.TYPE,
                "Incorrect operand type for operator or function; operator or function: " + name + ", operand type: "
                        + type);
    }

    private static Optional<AttributeValue> literal(Operand operand) {
        return operand instanceof Operand.Literal(AttributeValue value) ? Optional.of(value) : Optional.empty();
    }

    /** Two operands that are one and the same path. */
    void distinct(String operator, List<Operand> operands) {
        if (operands.size() == 2
                && operands.getFirst() instanceof Operand.Attribute(Path path)
                && operands.getFirst().equals(operands.getLast())) {
            faults.report(
                    Faults.Kind.DISTINCT,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + operator + ", first operand: " + path.shown());
        }
    }

    /** The bounds of BETWEEN. */
    void bounds(Operand low, Operand high) {
        if (!(low instanceof Operand.Literal(AttributeValue from))
                || !(high instanceof Operand.Literal(AttributeValue to))) {
            return;
        }
        String shown = "lower bound operand: AttributeValue: " + AttributeValues.shown(from)
                + ", upper bound operand: AttributeValue: " + AttributeValues.shown(to);
        if (!AttributeValues.type(from).equals(AttributeValues.type(to))) {
            faults.report(
                    Faults.Kind.TYPE,
                    "The BETWEEN operator requires same data type for lower and upper bounds; " + shown);
        } else if (AttributeValues.compare(from, to).orElse(0) > 0) {
            faults.report(
                    Faults.Kind.TYPE,
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; " + shown);
        }
    }

    /** The options of IN. */
    void options(List<Operand> options) {
        if (options.size() > DynamoDbLimits.IN_OPERANDS.current()) {
            faults.report(
                    Faults.Kind.OPERAND,
                    "Incorrect number of operands for operator or function; operator or function: IN, number of"
                            + " operands: " + (options.size() + 1));
        }
    }
}

package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads an update.
 *
 * <pre>
 * update:  section {section}
 * section: SET path = value {, path = value} | REMOVE path {, path} | ADD path :v {, path :v} | DELETE path :v {, path :v}
 * value:   operand [(+ | -) operand]
 * operand: path | :v | if_not_exists ( path , operand ) | list_append ( operand , operand ) | ( value )
 * </pre>
 */
final class UpdateParser {
    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
    private static final Set<String> FUNCTIONS = Set.of("if_not_exists", "list_append");
    private static final Set<String> FUNCTIONS_OF_CONDITIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");
    private static final Map<String, String> TYPE_NAMES = Map.of(
            "S", "STRING", "N", "NUMBER", "B", "BINARY", "NULL", "NULL", "BOOL", "BOOLEAN", "L", "LIST", "M", "MAP");
    private static final int DEPTH_MAX = 310;

    private final OperandReader reader;
    private final Tokens tokens;
    private final Faults faults;
    private final PathConflicts conflicts;
    private final List<Update.Put> sets = new ArrayList<>();
    private final List<Path> removes = new ArrayList<>();
    private final List<Update.Amount> adds = new ArrayList<>();
    private final List<Update.Amount> deletes = new ArrayList<>();
    private int depth;

    private UpdateParser(String text, Placeholders placeholders) {
        this.reader = new OperandReader(text, placeholders);
        this.tokens = reader.tokens;
        this.faults = reader.faults;
        this.conflicts = new PathConflicts(faults);
    }

    /** The update of a text. */
    static Update parse(String text, Placeholders placeholders) {
        UpdateParser parser = new UpdateParser(text, placeholders);
        parser.sections();
        parser.reader.end();
        return new Update(parser.sets, parser.removes, parser.adds, parser.deletes);
    }

    private void sections() {
        Set<String> seen = new HashSet<>();
        do {
            String section =
                    SECTIONS.stream().filter(tokens.peek()::is).findFirst().orElseThrow(tokens::unexpected);
            tokens.next();
            if (!seen.add(section)) {
                faults.report(
                        Faults.Kind.SECTION,
                        "The \"" + section.toUpperCase(Locale.ROOT)
                                + "\" section can only be used once in an update expression;");
            }
            clauses(section);
        } while (tokens.peek().kind() != Token.Kind.END);
    }

    private void clauses(String section) {
        do {
            reader.countOperator();
            Path path = reader.path();
            switch (section) {
                case "SET" -> {
                    tokens.require("=");
                    sets.add(new Update.Put(path, value()));
                }
                case "REMOVE" -> removes.add(path);
                case "ADD" -> amount(section, path, adds);
                case "DELETE" -> amount(section, path, deletes);
                default -> throw new IllegalStateException("no section: " + section);
            }
            conflicts.add(path);
        } while (tokens.take(","));
    }

    private void amount(String section, Path path, List<Update.Amount> amounts) {
        if (reader.literal() instanceof Operand.Literal(AttributeValue value)) {
            String type = AttributeValues.type(value);
            boolean fits = !TYPE_NAMES.containsKey(type) || section.equals("ADD") && type.equals("N");
            if (!fits) {
                faults.report(
                        Faults.Kind.OPERAND,
                        "Incorrect operand type for operator or function; operator: " + section + ", operand type: "
                                + TYPE_NAMES.get(type) + ", typeSet: "
                                + (section.equals("ADD") ? "ALLOWED_FOR_ADD_OPERAND" : "ALLOWED_FOR_DELETE_OPERAND"));
            }
            amounts.add(new Update.Amount(path, value));
        }
    }

    private Operand value() {
        Operand left = operand();
        Token sign = tokens.peek();
        if (!sign.is("+") && !sign.is("-")) {
            return left;
        }
        tokens.next();
        reader.countOperator();
        Operand right = operand();
        requireType(sign.text(), left, "N");
        requireType(sign.text(), right, "N");
        return new Operand.Sum(left, sign.text(), right);
    }

    private Operand operand() {
        if (tokens.take("(")) {
            depth++;
            if (depth > DEPTH_MAX) {
                throw new ExpressionException(ConditionChecks.REDUNDANT);
            }
            Operand inner = value();
            tokens.require(")");
            depth--;
            return inner;
        }
        if (tokens.peek().kind() == Token.Kind.VALUE) {
            return reader.literal();
        }
        return reader.atFunction() ? function() : new Operand.Attribute(reader.path());
    }

    private Operand function() {
        String name = tokens.next().text();
        tokens.require("(");
        reader.countOperator();
        List<Operand> arguments = new ArrayList<>();
        depth++;
        if (depth > DEPTH_MAX) {
            throw new ExpressionException(ConditionChecks.REDUNDANT);
        }
        do {
            arguments.add(operand());
        } while (tokens.take(","));
        depth--;
        tokens.require(")");
        check(name, arguments);
        return new Operand.Call(name, arguments);
    }

    private void check(String name, List<Operand> arguments) {
        if (!FUNCTIONS.contains(name)) {
            faults.report(
                    Faults.Kind.FUNCTION,
                    FUNCTIONS_OF_CONDITIONS.contains(name)
                            ? "The function is not allowed in an update expression; function: " + name
                            : "Invalid function name; function: " + name);
        } else if (arguments.size() != 2) {
            faults.report(
                    Faults.Kind.TYPE,
                    "Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + arguments.size());
        } else if (name.equals("list_append")) {
            arguments.forEach(argument -> requireType(name, argument, "L"));
        } else if (!(arguments.getFirst() instanceof Operand.Attribute)) {
            faults.report(
                    Faults.Kind.TYPE, "Operator or function requires a document path; operator or function: " + name);
        }
    }

    private void requireType(String operator, Operand operand, String wanted) {
        if (operand instanceof Operand.Literal(AttributeValue value)
                && !AttributeValues.type(value).equals(wanted)) {
            faults.report(
                    Faults.Kind.TYPE,
                    "Incorrect operand type for operator or function; operator or function: " + operator
                            + ", operand type: " + AttributeValues.type(value));
        }
    }
}

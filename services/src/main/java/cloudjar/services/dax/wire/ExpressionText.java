package cloudjar.services.dax.wire;

import cloudjar.api.dynamodb.AttributeValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the expressions of one request out as DynamoDB takes them: clients send them as trees of functions, each function by
 * its number. Names and values get placeholders of ours. Used by one thread.
 */
public final class ExpressionText {
    private static final int FORMAT = 1;
    private static final int ORDINAL = 3324;
    private static final int DEPTH_MAX = 400;
    private static final String[] COMPARATORS = {"=", "<>", "<", ">=", ">", "<="};
    private static final int AND = 6;
    private static final int OR = 7;
    private static final int NOT = 8;
    private static final int BETWEEN = 9;
    private static final int IN = 10;
    private static final int FIRST_FUNCTION = 11;
    private static final String[] FUNCTIONS = {
        "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"
    };
    private static final int VARIABLE = 17;
    private static final int PATH = 18;
    private static final int FIRST_ACTION = 19;
    private static final String[] ACTIONS = {"SET", "ADD", "DELETE", "REMOVE"};
    private static final int IF_NOT_EXISTS = 23;
    private static final int LIST_APPEND = 24;
    private static final int PLUS = 25;
    private static final int MINUS = 26;

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** The names behind the placeholders; null where there are none. */
    public @Nullable Map<String, String> names() {
        if (names.isEmpty()) {
            return null;
        }
        Map<String, String> byPlaceholder = new LinkedHashMap<>();
        names.forEach((name, placeholder) -> byPlaceholder.put(placeholder, name));
        return byPlaceholder;
    }

    /** The values behind the placeholders; null where there are none. */
    public @Nullable Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    /** The placeholder of a name. */
    String name(String name) {
        return names.computeIfAbsent(name, unused -> "#n" + names.size());
    }

    /** A condition, filter or key condition. */
    public String condition(byte[] bytes) throws IOException {
        return new Tree(open(bytes, 3)).condition();
    }

    /** An update. */
    public String update(byte[] bytes) throws IOException {
        return new Tree(open(bytes, 3)).update();
    }

    /** The paths of a projection, by their elements: names, and places in lists. */
    public static List<List<Object>> projection(byte[] bytes) throws IOException {
        CborReader in = open(bytes, 2);
        int count = in.readArray();
        List<List<Object>> paths = new ArrayList<>();
        while (in.more(count, paths.size())) {
            int elements = in.readArray();
            if (in.readInt() != PATH) {
                throw new WireException("a projection has paths");
            }
            paths.add(elements(in, elements - 1));
        }
        return paths;
    }

    private static CborReader open(byte[] bytes, int parts) throws IOException {
        CborReader in = new CborReader(new ByteArrayInputStream(bytes));
        if (in.readArray() != parts || in.readInt() != FORMAT) {
            throw new WireException("an expression of another format");
        }
        return in;
    }

    private static List<Object> elements(CborReader in, int count) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (in.major() == 6) {
                if (in.readTag() != ORDINAL) {
                    throw new WireException("neither a name nor a place in a list");
                }
                elements.add((int) in.readInt());
            } else {
                elements.add(in.readText());
            }
        }
        return elements;
    }

    /** A piece of text, and what holds it together. */
    private record Piece(int function, String text) {
        /** This piece within another; in parentheses where it would come apart. */
        String within(int outer) {
            boolean apart = outer == NOT
                    ? function == AND || function == OR || function == NOT
                    : (function == AND || function == OR) && function != outer;
            return apart ? "(" + text + ")" : text;
        }
    }

    /** One expression on the way. Values come after it, so those that it uses have the placeholders they will get. */
    private final class Tree {
        private final CborReader in;
        private final String prefix = ":v" + values.size() + "x";

        Tree(CborReader in) {
            this.in = in;
        }

        String condition() throws IOException {
            String text = piece(0).text();
            readValues();
            return text;
        }

        String update() throws IOException {
            Map<String, List<String>> clauses = new LinkedHashMap<>();
            int count = in.readArray();
            for (int i = 0; in.more(count, i); i++) {
                int size = in.readArray();
                int action = (int) in.readInt() - FIRST_ACTION;
                if (action < 0 || action >= ACTIONS.length) {
                    throw new WireException("no action of updates: " + action);
                }
                String path = piece(0).text();
                String operand = size > 2 ? (action == 0 ? " = " : " ") + piece(0).text() : "";
                clauses.computeIfAbsent(ACTIONS[action], unused -> new ArrayList<>())
                        .add(path + operand);
            }
            readValues();
            StringBuilder text = new StringBuilder();
            clauses.forEach((word, parts) -> text.append(word)
                    .append(' ')
                    .append(String.join(", ", parts))
                    .append(' '));
            return text.toString().strip();
        }

        private void readValues() throws IOException {
            int count = in.readArray();
            for (int i = 0; in.more(count, i); i++) {
                values.put(prefix + i, Values.read(in));
            }
        }

        private Piece piece(int depth) throws IOException {
            if (depth > DEPTH_MAX) {
                throw new WireException("nested too deep");
            }
            int size = in.readArray();
            int function = (int) in.readInt();
            if (function == PATH) {
                return new Piece(function, path(elements(in, size - 1)));
            }
            if (function == VARIABLE) {
                return new Piece(function, prefix + in.readInt());
            }
            if (function == IN) {
                Piece operand = piece(depth + 1);
                return new Piece(
                        function, operand.text() + " IN (" + String.join(", ", texts(in.readArray(), depth)) + ")");
            }
            List<Piece> arguments = new ArrayList<>();
            for (int i = 1; i < size; i++) {
                arguments.add(piece(depth + 1));
            }
            return new Piece(function, text(function, arguments));
        }

        private List<String> texts(int count, int depth) throws IOException {
            List<String> texts = new ArrayList<>();
            while (in.more(count, texts.size())) {
                texts.add(piece(depth + 1).text());
            }
            return texts;
        }

        private String text(int function, List<Piece> arguments) throws IOException {
            int wanted = function == NOT ? 1 : function < BETWEEN || function >= PLUS ? 2 : function == BETWEEN ? 3 : 1;
            if (arguments.size() < wanted) {
                throw new WireException("too few arguments of function " + function);
            }
            if (function >= 0 && function < COMPARATORS.length) {
                return infix(arguments, " " + COMPARATORS[function] + " ");
            }
            return switch (function) {
                case AND ->
                    arguments.get(0).within(AND) + " AND " + arguments.get(1).within(AND);
                case OR ->
                    arguments.get(0).within(OR) + " OR " + arguments.get(1).within(OR);
                case NOT -> "NOT " + arguments.getFirst().within(NOT);
                case BETWEEN ->
                    arguments.get(0).text() + " BETWEEN " + arguments.get(1).text() + " AND "
                            + arguments.get(2).text();
                case IF_NOT_EXISTS -> call("if_not_exists", arguments);
                case LIST_APPEND -> call("list_append", arguments);
                case PLUS -> infix(arguments, " + ");
                case MINUS -> infix(arguments, " - ");
                default -> {
                    int known = function - FIRST_FUNCTION;
                    if (known < 0 || known >= FUNCTIONS.length) {
                        throw new WireException("no function: " + function);
                    }
                    yield call(FUNCTIONS[known], arguments);
                }
            };
        }

        private static String infix(List<Piece> arguments, String operator) {
            return arguments.get(0).text() + operator + arguments.get(1).text();
        }

        private static String call(String function, List<Piece> arguments) {
            return function + "("
                    + String.join(", ", arguments.stream().map(Piece::text).toList()) + ")";
        }

        private String path(List<Object> elements) {
            StringBuilder text = new StringBuilder();
            for (Object element : elements) {
                if (element instanceof Integer place) {
                    text.append('[').append(place.intValue()).append(']');
                } else {
                    text.append(text.isEmpty() ? "" : ".").append(name((String) element));
                }
            }
            return text.toString();
        }
    }
}

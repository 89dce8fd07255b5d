package cloudjar.modelgen.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of EDN (the notation of Clojure's data) that models use: maps, vectors, lists, sets, strings, keywords,
 * numbers, booleans, nil, comments and discarded forms. Keywords become their text without the colon, symbols their text.
 */
final class EdnReader {
    private static final int DEPTH_MAX = 200;

    private final String text;
    private int at;
    private int depth;

    private EdnReader(String text) {
        this.text = text;
    }

    /**
     * The map that {@code text} holds.
     *
     * @throws IOException where it holds anything else
     */
    static Node read(String text) throws IOException {
        EdnReader reader = new EdnReader(text);
        Object value = reader.value();
        reader.skipBlank();
        if (!(value instanceof Node node) || reader.at < text.length()) {
            throw reader.malformed("one map is expected");
        }
        return node;
    }

    private @Nullable Object value() throws IOException {
        skipBlank();
        char first = peek();
        if (++depth > DEPTH_MAX) {
            throw malformed("nested too deeply");
        }
        Object value =
                switch (first) {
                    case '{' -> map();
                    case '[' -> sequence(']');
                    case '(' -> sequence(')');
                    case '"' -> string();
                    case '#' -> tagged();
                    case '}', ']', ')' -> throw malformed("unexpected " + first);
                    default -> atom();
                };
        depth--;
        return value;
    }

    private Node map() throws IOException {
        at++;
        Map<String, Object> entries = new LinkedHashMap<>();
        while (!ends('}')) {
            Object key = value();
            if (!(key instanceof String name) || ends('}')) {
                throw malformed("a map needs keywords or strings as keys, each with a value");
            }
            Object value = value();
            if (value != null) {
                entries.put(name, value);
            }
        }
        return new Node(entries);
    }

    private List<Object> sequence(char end) throws IOException {
        at++;
        List<Object> elements = new ArrayList<>();
        while (!ends(end)) {
            Object value = value();
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    /** Whether the closing character comes next; consumes it. */
    private boolean ends(char close) throws IOException {
        skipBlank();
        if (peek() != close) {
            return false;
        }
        at++;
        return true;
    }

    private @Nullable Object tagged() throws IOException {
        if (text.startsWith("#{", at)) {
            at++;
            return sequence('}');
        }
        throw malformed("tagged values are not understood");
    }

    private String string() throws IOException {
        at++;
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            out.append(next == '\\' ? escaped() : next);
        }
        at++;
        return out.toString();
    }

    private char escaped() throws IOException {
        char letter = peek();
        at++;
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\' -> letter;
            case 'u' -> unicode();
            default -> throw malformed("unknown escape " + letter);
        };
    }

    private char unicode() throws IOException {
        if (at + 4 > text.length()) {
            throw malformed("a truncated escape");
        }
        try {
            char result = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return result;
        } catch (NumberFormatException e) {
            throw malformed("a malformed escape");
        }
    }

    private @Nullable Object atom() throws IOException {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && "{}[]()\";".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.startsWith(":")) {
            return word.substring(1);
        }
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "nil" -> null;
            default -> isSymbol(word) ? word : number(word);
        };
    }

    private static boolean isSymbol(String word) {
        return !word.isEmpty() && Character.isLetter(word.charAt(0));
    }

    private Double number(String word) throws IOException {
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw malformed("unknown word " + word);
        }
    }

    private void skipBlank() throws IOException {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == ';') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (text.startsWith("#_", at)) {
                at += 2;
                value();
            } else if (isBlank(next)) {
                at++;
            } else {
                return;
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ',' || Character.isWhitespace(c);
    }

    private char peek() throws IOException {
        if (at >= text.length()) {
            throw malformed("it ends too early");
        }
        return text.charAt(at);
    }

    private IOException malformed(String reason) {
        return new IOException("not an EDN model: " + reason + " at " + at);
    }
}

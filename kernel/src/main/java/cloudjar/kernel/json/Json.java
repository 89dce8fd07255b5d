package cloudjar.kernel.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON inside values (policies, settings): read into {@code Map}, {@code List}, {@code String}, {@code
 * BigDecimal}, {@code Boolean} and {@link #NULL}, and written without spaces, members in their order.
 */
public final class Json {
    /** The null of JSON. */
    public static final Object NULL = new Object();

    private static final int DEPTH_MAX = 64;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** The object that the text is; empty where it is anything else. */
    public static Optional<Map<String, Object>> object(String text) {
        Json in = new Json(text);
        try {
            in.skipSpace();
            if (in.peek() != '{') {
                return Optional.empty();
            }
            Map<String, Object> object = in.readObject();
            in.skipSpace();
            return in.at == text.length() ? Optional.of(object) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** The value that the text is; empty where it is no JSON. */
    public static Optional<Object> value(String text) {
        Json in = new Json(text);
        try {
            Object value = in.readValue();
            in.skipSpace();
            return in.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** The text of a string, in its quotes. */
    public static String quote(String string) {
        StringBuilder out = new StringBuilder(string.length() + 16);
        writeString(string, out);
        return out.toString();
    }

    /** The text of a value of the kinds above; a {@code Number} or {@code Boolean} is written as it prints. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                char separator = '{';
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(separator);
                    writeString(member.getKey().toString(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    separator = ',';
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                char separator = '[';
                for (Object element : list) {
                    out.append(separator);
                    write(element, out);
                    separator = ',';
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case String string -> writeString(string, out);
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            default -> out.append("null");
        }
    }

    private static void writeString(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private Object readValue() throws Malformed {
        skipSpace();
        return switch (peek()) {
            case '{' -> readObject();
            case '[' -> readArray();
            case '"' -> readString();
            case 't' -> readWord("true", true);
            case 'f' -> readWord("false", false);
            case 'n' -> readWord("null", NULL);
            default -> readNumber();
        };
    }

    private Map<String, Object> readObject() throws Malformed {
        enter();
        expect('{');
        Map<String, Object> members = new LinkedHashMap<>();
        skipSpace();
        if (peek() == '}') {
            at++;
        } else {
            do {
                skipSpace();
                String name = readString();
                skipSpace();
                expect(':');
                members.put(name, readValue());
            } while (another('}'));
        }
        depth--;
        return members;
    }

    private List<Object> readArray() throws Malformed {
        enter();
        expect('[');
        List<Object> elements = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            at++;
        } else {
            do {
                elements.add(readValue());
            } while (another(']'));
        }
        depth--;
        return elements;
    }

    private boolean another(char end) throws Malformed {
        skipSpace();
        char c = peek();
        at++;
        if (c != ',' && c != end) {
            throw new Malformed();
        }
        return c == ',';
    }

    private String readString() throws Malformed {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw new Malformed();
            }
            out.append(c == '\\' ? readEscape() : c);
        }
        return out.toString();
    }

    private char readEscape() throws Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw new Malformed();
        };
    }

    private int hex() throws Malformed {
        int digit = Character.digit(next(), 16);
        if (digit < 0) {
            throw new Malformed();
        }
        return digit;
    }

    private Object readWord(String word, Object value) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw new Malformed();
        }
        at += word.length();
        return value;
    }

    private BigDecimal readNumber() throws Malformed {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new Malformed();
        }
    }

    private void enter() throws Malformed {
        if (++depth > DEPTH_MAX) {
            throw new Malformed();
        }
    }

    private void expect(char wanted) throws Malformed {
        if (next() != wanted) {
            throw new Malformed();
        }
    }

    private char next() throws Malformed {
        char c = peek();
        at++;
        return c;
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The text is no JSON; never leaves this class. */
    private static final class Malformed extends Exception {
        Malformed() {
            super("malformed JSON", null, false, false);
        }
    }

    /** The member as a string; null where it is absent or of another kind. */
    public static @Nullable String string(Map<String, Object> object, String member) {
        return object.get(member) instanceof String string ? string : null;
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads lines of DynamoDB's JSON, such as <code>{"Item":{"id":{"S":"a"}}}</code>. */
final class ItemJsonReader {
    private static final int DEPTH_MAX = 40;
    private static final int HEX = 16;

    /** A line that is no item. */
    private static final class NoItemException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoItemException() {
            super("no item", null, false, false);
        }
    }

    private final String text;
    private int at;
    private int depth;

    private ItemJsonReader(String text) {
        this.text = text;
    }

    /** The item of a line; empty where it is none. */
    static Optional<Map<String, AttributeValue>> item(String line) {
        ItemJsonReader reader = new ItemJsonReader(line);
        try {
            reader.require('{');
            if (!reader.string().equals("Item")) {
                return Optional.empty();
            }
            reader.require(':');
            Map<String, AttributeValue> item = reader.map();
            reader.require('}');
            return reader.blank() == reader.text.length() ? Optional.of(item) : Optional.empty();
        } catch (NoItemException e) {
            return Optional.empty();
        }
    }

    private int blank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean take(char wanted) {
        blank();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) {
        if (!take(wanted)) {
            throw new NoItemException();
        }
    }

    private Map<String, AttributeValue> map() {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        require('{');
        if (take('}')) {
            return map;
        }
        do {
            String name = string();
            require(':');
            map.put(name, value());
        } while (take(','));
        require('}');
        return map;
    }

    private AttributeValue value() {
        depth++;
        if (depth > DEPTH_MAX) {
            throw new NoItemException();
        }
        require('{');
        String type = string();
        require(':');
        AttributeValue.Builder value = AttributeValue.builder();
        switch (type) {
            case "S" -> value.s(string());
            case "N" -> value.n(string());
            case "B" -> value.b(bytes());
            case "BOOL" -> value.bool(bool());
            case "NULL" -> value.null_(bool());
            case "SS" -> value.ss(list(this::string));
            case "NS" -> value.ns(list(this::string));
            case "BS" -> value.bs(list(this::bytes));
            case "M" -> value.m(map());
            case "L" -> value.l(list(this::value));
            default -> throw new NoItemException();
        }
        require('}');
        depth--;
        return value.build();
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        require('[');
        if (take(']')) {
            return list;
        }
        do {
            list.add(element.get());
        } while (take(','));
        require(']');
        return list;
    }

    private Bytes bytes() {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(string()));
        } catch (IllegalArgumentException e) {
            throw new NoItemException();
        }
    }

    private boolean bool() {
        blank();
        boolean isTrue = text.startsWith("true", at);
        if (!isTrue && !text.startsWith("false", at)) {
            throw new NoItemException();
        }
        at += isTrue ? 4 : 5;
        return isTrue;
    }

    private String string() {
        require('"');
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw new NoItemException();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw new NoItemException();
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw new NoItemException();
        }
        String digits = text.substring(at, at + 4);
        at += 4;
        if (!digits.chars().allMatch(c -> Character.digit(c, HEX) >= 0)) {
            throw new NoItemException();
        }
        return (char) Integer.parseInt(digits, HEX);
    }
}

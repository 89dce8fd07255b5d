package cloudjar.services.cloudtrail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of events and digests: maps, lists, strings, numbers, booleans and nulls, without spaces, members in their order. */
final class JsonText {
    /** JSON that is a value as it stands. */
    record Written(String json) {}

    private JsonText() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> writeMap(map, out);
            case List<?> list -> writeList(list, out);
            case Written written -> out.append(written.json());
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            case null -> out.append("null");
            default -> writeString(value.toString(), out);
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            writeString(member.getKey().toString(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeList(List<?> list, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(']');
    }

    /** Whole stretches are copied, since most texts have nothing in them that is written otherwise. */
    private static void writeString(String string, StringBuilder out) {
        out.append('"');
        int copied = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(string, copied, i).append(escaped(c));
                copied = i + 1;
            }
        }
        out.append(string, copied, string.length()).append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }
}

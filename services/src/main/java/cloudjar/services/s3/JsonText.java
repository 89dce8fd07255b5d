package cloudjar.services.s3;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a JSON object, member after member; members without a value are left out. */
final class JsonText {
    private final StringBuilder out = new StringBuilder("{");

    JsonText member(String name, @Nullable String value) {
        return value == null ? this : raw(name, quoted(value));
    }

    JsonText number(String name, @Nullable Long value) {
        return value == null ? this : raw(name, value.toString());
    }

    JsonText object(String name, JsonText value) {
        return raw(name, value.text());
    }

    /** A list of one object. */
    JsonText objects(String name, JsonText value) {
        return raw(name, "[" + value.text() + "]");
    }

    /** A list of objects. */
    JsonText list(String name, List<JsonText> values) {
        return raw(name, values.stream().map(JsonText::text).collect(Collectors.joining(",", "[", "]")));
    }

    private JsonText raw(String name, String value) {
        if (out.length() > 1) {
            out.append(',');
        }
        out.append(quoted(name)).append(':').append(value);
        return this;
    }

    String text() {
        return out + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

package cloudjar.services.s3.select;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows of a result are written. */
public sealed interface RowWriter {
    /** Writes a row of columns with these names. */
    String row(List<String> names, List<@Nullable Object> values);

    /**
     * CSV.
     *
     * @param always whether fields are quoted that need not be
     */
    record Csv(String record, char field, char quote, char escape, boolean always) implements RowWriter {
        @Override
        public String row(List<String> names, List<@Nullable Object> values) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < values.size(); i++) {
                if (i > 0) {
                    row.append(field);
                }
                Object value = values.get(i);
                if (value != null && !Values.absent(value)) {
                    append(row, value instanceof Map || value instanceof List ? Json.text(value) : Values.text(value));
                }
            }
            return row.append(record).toString();
        }

        private void append(StringBuilder row, String text) {
            boolean needed = always || text.indexOf(field) >= 0 || text.indexOf(quote) >= 0 || text.contains(record);
            if (!needed) {
                row.append(text);
                return;
            }
            row.append(quote);
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == quote) {
                    row.append(escape);
                }
                row.append(text.charAt(i));
            }
            row.append(quote);
        }
    }

    /** JSON, an object each row. */
    record Json(String record) implements RowWriter {
        @Override
        public String row(List<String> names, List<@Nullable Object> values) {
            StringBuilder row = new StringBuilder("{");
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != Values.MISSING) {
                    row.append(row.length() > 1 ? "," : "");
                    quote(row, names.get(i));
                    row.append(':');
                    write(row, values.get(i));
                }
            }
            return row.append('}').append(record).toString();
        }

        static String text(Object value) {
            StringBuilder out = new StringBuilder();
            write(out, value);
            return out.toString();
        }

        private static void write(StringBuilder out, @Nullable Object value) {
            switch (value) {
                case null -> out.append("null");
                case BigDecimal number -> out.append(Values.plain(number));
                case Boolean truth -> out.append(truth);
                case List<?> list -> {
                    out.append('[');
                    for (int i = 0; i < list.size(); i++) {
                        out.append(i > 0 ? "," : "");
                        write(out, list.get(i));
                    }
                    out.append(']');
                }
                case Map<?, ?> map -> {
                    int start = out.append('{').length();
                    map.forEach((name, member) -> {
                        out.append(out.length() > start ? "," : "");
                        quote(out, String.valueOf(name));
                        out.append(':');
                        write(out, member);
                    });
                    out.append('}');
                }
                default -> {
                    if (Values.absent(value)) {
                        out.append("null");
                    } else {
                        quote(out, String.valueOf(value));
                    }
                }
            }
        }

        private static void quote(StringBuilder out, String text) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"', '\\' -> out.append('\\').append(c);
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    case '\t' -> out.append("\\t");
                    default -> {
                        if (c < ' ') {
                            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            out.append('"');
        }
    }
}

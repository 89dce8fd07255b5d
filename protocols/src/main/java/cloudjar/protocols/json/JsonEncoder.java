package cloudjar.protocols.json;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.text.AwsTimestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON. */
final class JsonEncoder {
    private final ContentBuffer out;

    JsonEncoder(ContentBuffer out) {
        this.out = out;
    }

    /**
     * Writes a structure.
     *
     * @param bindings which members to write; null for all
     */
    void structure(JsonShape shape, Structure value, @Nullable Bindings bindings) {
        out.write('{');
        members(shape, value, bindings, true);
        out.write('}');
    }

    /** Writes the members of a structure, with a comma in front unless {@code first}. */
    void members(JsonShape shape, Structure value, @Nullable Bindings bindings, boolean first) {
        boolean comma = !first;
        int count = shape.schema.memberCount();
        for (int i = 0; i < count; i++) {
            Object member = value.get(i);
            if (member == null || bindings != null && !bindings.inBody(i)) {
                continue;
            }
            if (comma) {
                out.write(',');
            }
            comma = true;
            out.write(shape.key(i));
            value(shape.target(i), member, shape.format(i));
        }
    }

    void value(JsonShape shape, Object value, TimestampFormat format) {
        switch (shape.type) {
            case STRING -> JsonText.quoted((String) value, out);
            case BOOLEAN, BYTE, SHORT, INTEGER, LONG, BIG_INTEGER, BIG_DECIMAL -> out.ascii(value.toString());
            case FLOAT, DOUBLE -> real((Number) value);
            case BLOB -> blob((Bytes) value);
            case TIMESTAMP -> timestamp((Instant) value, format);
            case DOCUMENT -> bare(((Document) value).value());
            case LIST -> list(shape, (List<?>) value);
            case MAP -> map(shape, (Map<?, ?>) value);
            case STRUCTURE, UNION -> structure(shape, (Structure) value, null);
        }
    }

    private void real(Number value) {
        if (Double.isFinite(value.doubleValue())) {
            out.ascii(value.toString());
        } else {
            // JSON has no such numbers; AWS spells them as strings.
            JsonText.quoted(value.toString(), out);
        }
    }

    private void blob(Bytes value) {
        out.write('"');
        out.ascii(value.toBase64());
        out.write('"');
    }

    private void timestamp(Instant value, TimestampFormat format) {
        String text = AwsTimestamp.format(value, format);
        if (format == TimestampFormat.EPOCH_SECONDS) {
            out.ascii(text);
        } else {
            JsonText.quoted(text, out);
        }
    }

    private void list(JsonShape shape, List<?> values) {
        JsonShape element = shape.target(0);
        TimestampFormat format = shape.format(0);
        out.write('[');
        boolean comma = false;
        for (Object value : values) {
            if (comma) {
                out.write(',');
            }
            comma = true;
            valueOrNull(element, value, format);
        }
        out.write(']');
    }

    private void map(JsonShape shape, Map<?, ?> values) {
        JsonShape element = shape.target(1);
        TimestampFormat format = shape.format(1);
        out.write('{');
        boolean comma = false;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (comma) {
                out.write(',');
            }
            comma = true;
            JsonText.quoted((String) entry.getKey(), out);
            out.write(':');
            valueOrNull(element, entry.getValue(), format);
        }
        out.write('}');
    }

    private void valueOrNull(JsonShape shape, @Nullable Object value, TimestampFormat format) {
        if (value == null) {
            out.ascii("null");
        } else {
            value(shape, value, format);
        }
    }

    /** Writes a value that no schema describes. */
    private void bare(@Nullable Object value) {
        switch (value) {
            case null -> out.ascii("null");
            case String text -> JsonText.quoted(text, out);
            case Float number -> real(number);
            case Double number -> real(number);
            case Number number -> out.ascii(number.toString());
            case Boolean flag -> out.ascii(flag.toString());
            case List<?> list -> {
                out.write('[');
                boolean comma = false;
                for (Object element : list) {
                    if (comma) {
                        out.write(',');
                    }
                    comma = true;
                    bare(element);
                }
                out.write(']');
            }
            case Map<?, ?> map -> {
                out.write('{');
                boolean comma = false;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (comma) {
                        out.write(',');
                    }
                    comma = true;
                    JsonText.quoted((String) entry.getKey(), out);
                    out.write(':');
                    bare(entry.getValue());
                }
                out.write('}');
            }
            default -> throw new IllegalArgumentException("no document value: " + value.getClass());
        }
    }
}

package cloudjar.protocols.json;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.text.AwsTimestamp;
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import cloudjar.protocols.text.Base64Text;
import cloudjar.protocols.text.MalformedValueException;
import cloudjar.protocols.text.NumberText;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values from JSON, strictly: a string is no number and a number is no string. */
final class JsonDecoder {
    /** Names the type of an object in documents of other serializers; never a member. */
    private static final String TYPE_KEY = "__type";

    private final JsonParser in;
    private final JsonMismatch mismatch;

    JsonDecoder(JsonParser in, JsonMismatch mismatch) {
        this.in = in;
        this.mismatch = mismatch;
    }

    /** Fails unless the content is over. */
    void end() throws IOException {
        if (in.nextToken() != null) {
            throw new MalformedValueException("Text after the end of the JSON value");
        }
    }

    /** Goes to the first token. */
    JsonToken begin() throws IOException {
        JsonToken token = in.nextToken();
        if (token == null) {
            throw new MalformedValueException("Empty JSON");
        }
        return token;
    }

    /** Goes to the first token, which must open an object. */
    void beginObject() throws IOException {
        requireStructure(begin());
    }

    /**
     * Reads the members of an object whose opening is the current token.
     *
     * @param bindings which members to read; null for all
     */
    void members(JsonShape shape, @Nullable Object[] slots, @Nullable Bindings bindings) throws IOException {
        String key;
        while ((key = in.nextFieldName()) != null) {
            int index = shape.index(key);
            JsonToken token = in.nextToken();
            if (index < 0 || bindings != null && !bindings.inBody(index)) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                slots[index] = value(shape.target(index), shape.format(index), token);
            }
        }
    }

    Object value(JsonShape shape, TimestampFormat format, JsonToken token) throws IOException {
        return switch (shape.type) {
            case STRING -> {
                require(token, JsonToken.VALUE_STRING, "String");
                yield in.getText();
            }
            case BOOLEAN -> bool(token);
            case BYTE -> (int) whole(token, Byte.MIN_VALUE, Byte.MAX_VALUE, "Byte");
            case SHORT -> (int) whole(token, Short.MIN_VALUE, Short.MAX_VALUE, "Short");
            case INTEGER -> (int) whole(token, Integer.MIN_VALUE, Integer.MAX_VALUE, "Integer");
            case LONG -> whole(token, Long.MIN_VALUE, Long.MAX_VALUE, "Long");
            case FLOAT -> token == JsonToken.VALUE_NUMBER_FLOAT ? in.getFloatValue() : (float) real(token, "Float");
            case DOUBLE -> real(token, "Double");
            case BIG_INTEGER -> {
                require(token, JsonToken.VALUE_NUMBER_INT, "BigInteger");
                yield in.getBigIntegerValue();
            }
            case BIG_DECIMAL -> decimal(token, "BigDecimal");
            case BLOB -> blob(token);
            case TIMESTAMP -> timestamp(format, token);
            case DOCUMENT -> new Document(bare(token));
            case LIST -> list(shape, token);
            case MAP -> map(shape, token);
            case STRUCTURE -> structure(shape, token);
            case UNION -> union(shape, token);
        };
    }

    private void require(JsonToken token, JsonToken expected, String kind) {
        if (token != expected) {
            throw mismatch.notScalar(token, kind);
        }
    }

    private void requireStructure(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw mismatch.notStructure(token);
        }
    }

    private Boolean bool(JsonToken token) {
        return switch (token) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> throw mismatch.notScalar(token, "Boolean");
        };
    }

    private long whole(JsonToken token, long min, long max, String kind) throws IOException {
        require(token, JsonToken.VALUE_NUMBER_INT, kind);
        JsonParser.NumberType type = in.getNumberType();
        if (type == JsonParser.NumberType.BIG_INTEGER) {
            throw new MalformedValueException("Number out of range for " + kind);
        }
        long value = in.getLongValue();
        if (value < min || value > max) {
            throw new MalformedValueException("Number out of range for " + kind);
        }
        return value;
    }

    private double real(JsonToken token, String kind) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            Double special = NumberText.special(in.getText());
            if (special != null) {
                return special;
            }
        }
        requireNumber(token, kind);
        return in.getDoubleValue();
    }

    private void requireNumber(JsonToken token, String kind) {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw mismatch.notScalar(token, kind);
        }
    }

    private BigDecimal decimal(JsonToken token, String kind) throws IOException {
        requireNumber(token, kind);
        return (BigDecimal) NumberText.parse(ShapeType.BIG_DECIMAL, in.getText());
    }

    private Bytes blob(JsonToken token) throws IOException {
        require(token, JsonToken.VALUE_STRING, "Blob");
        return Base64Text.parse(in.getText());
    }

    private Instant timestamp(TimestampFormat format, JsonToken token) throws IOException {
        if (format != TimestampFormat.EPOCH_SECONDS) {
            require(token, JsonToken.VALUE_STRING, "Timestamp");
            return AwsTimestamp.parse(in.getText(), format, Offsets.REFUSED);
        }
        requireNumber(token, "Timestamp");
        if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return AwsTimestamp.instant(in.getLongValue(), 0);
        }
        return AwsTimestamp.epochSeconds(in.getText());
    }

    private List<?> list(JsonShape shape, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw mismatch.notList(token);
        }
        JsonShape element = shape.target(0);
        TimestampFormat format = shape.format(0);
        List<@Nullable Object> values = new ArrayList<>();
        JsonToken next;
        while ((next = in.nextToken()) != JsonToken.END_ARRAY) {
            if (next == JsonToken.VALUE_NULL) {
                requireSparse(shape);
                values.add(null);
            } else {
                values.add(value(element, format, next));
            }
        }
        return Collections.unmodifiableList(values);
    }

    private Map<String, ?> map(JsonShape shape, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw mismatch.notMap(token);
        }
        JsonShape element = shape.target(1);
        TimestampFormat format = shape.format(1);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String key;
        while ((key = in.nextFieldName()) != null) {
            JsonToken next = in.nextToken();
            if (next == JsonToken.VALUE_NULL) {
                requireSparse(shape);
                values.put(key, null);
            } else {
                values.put(key, value(element, format, next));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static void requireSparse(JsonShape shape) {
        if (!shape.sparse) {
            throw new MalformedValueException("Null in a collection that may not hold nulls");
        }
    }

    private Structure structure(JsonShape shape, JsonToken token) throws IOException {
        requireStructure(token);
        @Nullable Object[] slots = new @Nullable Object[shape.schema.memberCount()];
        members(shape, slots, null);
        Defaults.fill(shape.schema, slots);
        return shape.schema.create(slots);
    }

    private Structure union(JsonShape shape, JsonToken token) throws IOException {
        requireStructure(token);
        @Nullable Object[] slots = new @Nullable Object[shape.schema.memberCount()];
        boolean known = false;
        int count = 0;
        String key;
        while ((key = in.nextFieldName()) != null) {
            int index = shape.index(key);
            JsonToken next = in.nextToken();
            if (next == JsonToken.VALUE_NULL || index < 0 && key.equals(TYPE_KEY)) {
                in.skipChildren();
                continue;
            }
            count++;
            if (index < 0) {
                in.skipChildren();
            } else {
                known = true;
                slots[index] = value(shape.target(index), shape.format(index), next);
            }
        }
        if (!known || count != 1) {
            throw new MalformedValueException("A union must have exactly one member set");
        }
        return shape.schema.create(slots);
    }

    /** Reads a value that no schema describes. */
    private @Nullable Object bare(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getNumberValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case START_ARRAY -> {
                List<@Nullable Object> values = new ArrayList<>();
                JsonToken next;
                while ((next = in.nextToken()) != JsonToken.END_ARRAY) {
                    values.add(bare(next));
                }
                yield Collections.unmodifiableList(values);
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                String key;
                while ((key = in.nextFieldName()) != null) {
                    values.put(key, bare(in.nextToken()));
                }
                yield Collections.unmodifiableMap(values);
            }
            default -> throw new MalformedValueException("Unexpected token");
        };
    }
}

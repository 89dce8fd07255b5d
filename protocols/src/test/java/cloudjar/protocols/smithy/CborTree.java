package cloudjar.protocols.smithy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** CBOR read by another decoder than ours into plain values, so that two messages can be compared by meaning. */
public final class CborTree {
    private static final CBORFactory FACTORY = new CBORFactory();

    private CborTree() {}

    /**
     * The value in {@code content}: null, booleans, numbers, text, bytes, lists and maps sorted by key.
     *
     * @throws IOException where it is not CBOR
     */
    public static @Nullable Object parse(byte[] content) throws IOException {
        try (JsonParser in = FACTORY.createParser(content)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                throw new IOException("empty");
            }
            Object value = value(in, first);
            if (in.nextToken() != null) {
                throw new IOException("bytes after the end");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> new BigDecimal(in.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> {
                double value = in.getDoubleValue();
                yield Double.isFinite(value) ? (Object) in.getDecimalValue().stripTrailingZeros() : (Object) value;
            }
            case VALUE_EMBEDDED_OBJECT -> ByteBuffer.wrap(in.getBinaryValue());
            case START_ARRAY -> list(in);
            case START_OBJECT -> map(in);
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static List<@Nullable Object> list(JsonParser in) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        JsonToken token;
        while ((token = in.nextToken()) != JsonToken.END_ARRAY) {
            values.add(value(in, token));
        }
        return values;
    }

    private static Map<String, @Nullable Object> map(JsonParser in) throws IOException {
        Map<String, @Nullable Object> values = new TreeMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            values.put(key, value(in, in.nextToken()));
        }
        // Clients look at nothing but the name, and a compiled model has no Smithy name space.
        values.computeIfPresent("__type", (key, type) -> ((String) type).substring(((String) type).indexOf('#') + 1));
        return values;
    }
}

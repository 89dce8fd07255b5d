package cloudjar.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values, one behind the other: maps that keep their order, lists, strings, {@link BigDecimal}s, booleans, and
 * {@link #NULL} where a value is null. Used by one thread.
 */
public final class JsonValues {
    /** How deep values may be within each other. */
    public static final int DEPTH_MAX = 200;

    /** What stands for null. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int STRING_MAX = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(STRING_MAX)
                    .build())
            .build();

    /** What is read is no JSON, or too deep or long. */
    public static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    private final JsonParser parser;
    private final long lengthMax;
    private long start;

    /**
     * Begins to read.
     *
     * @param in is not closed
     * @param lengthMax the longest value, in characters, that is held in memory
     */
    public JsonValues(Reader in, long lengthMax) throws IOException {
        this.parser = FACTORY.createParser(in);
        this.lengthMax = lengthMax;
    }

    /** The one value that a text is; nothing where it is none. */
    public static Optional<Object> parse(String text) {
        try {
            JsonValues values = new JsonValues(new StringReader(text), text.length());
            Object value = values.next();
            return value == null || values.next() != null ? Optional.empty() : Optional.of(value);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /**
     * The next value; null at the end.
     *
     * @throws MalformedException where what follows is no JSON
     * @throws IOException where the reader fails
     */
    public @Nullable Object next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            start = parser.currentTokenLocation().getCharOffset();
            return token == null ? null : value(token);
        } catch (JsonProcessingException malformed) {
            throw new MalformedException(malformed.getOriginalMessage());
        }
    }

    private Object value(@Nullable JsonToken token) throws IOException {
        if (parser.currentLocation().getCharOffset() - start > lengthMax) {
            throw new MalformedException("a value is longer than " + lengthMax + " characters");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    map.put(name, value(parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case null, default -> throw new MalformedException("no value");
        };
    }
}

package cloudjar.modelgen.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document into nodes. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final Documentation documentation;

    private JsonReader(JsonParser parser, Documentation documentation) {
        this.parser = parser;
        this.documentation = documentation;
    }

    /**
     * The object that {@code in} holds.
     *
     * @throws IOException where it holds no JSON object
     */
    static Node read(InputStream in, Documentation documentation) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a JSON object is expected");
            }
            return new JsonReader(parser, documentation).object();
        }
    }

    private Node object() throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            // A member may be called "documentation" too, but then it is an object.
            if (documentation == Documentation.SKIPPED
                    && token == JsonToken.VALUE_STRING
                    && name.equals("documentation")) {
                continue;
            }
            Object value = value(token);
            if (value != null) {
                entries.put(name, value);
            }
        }
        return new Node(entries);
    }

    private List<Object> array() throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(token);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + token);
        };
    }
}

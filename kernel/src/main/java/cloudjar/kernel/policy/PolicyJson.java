package cloudjar.kernel.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A policy's JSON, read whole: bounded in depth, strict in form, with the names that an object has twice. */
sealed interface PolicyJson {
    /** A policy has six levels; what goes deeper than this is not one. */
    int DEPTH_MAX = 32;

    JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(PolicyRules.LENGTH_MAX)
                    .build())
            .build();

    /**
     * An object.
     *
     * @param twice the names that stand in it more than once
     */
    record Members(Map<String, PolicyJson> values, Set<String> twice) implements PolicyJson {}

    /** An array. */
    record Elements(List<PolicyJson> values) implements PolicyJson {}

    /** A string. */
    record Text(String value) implements PolicyJson {}

    /** A number or boolean, as written. */
    record Plain(String value) implements PolicyJson {}

    /** The word {@code null}. */
    record Nothing() implements PolicyJson {}

    /** Reads a document. Throws {@link IOException} where it is not JSON, or deeper than {@link #DEPTH_MAX}. */
    static PolicyJson read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            PolicyJson value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return value;
        }
    }

    private static PolicyJson value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> new Plain(parser.getText());
            case VALUE_NULL -> new Nothing();
            case null, default -> throw new IOException("no value");
        };
    }

    private static PolicyJson members(JsonParser parser) throws IOException {
        Map<String, PolicyJson> values = new LinkedHashMap<>();
        Set<String> twice = new TreeSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (values.put(name, value(parser, parser.nextToken())) != null) {
                twice.add(name);
            }
        }
        return new Members(values, twice);
    }

    private static PolicyJson elements(JsonParser parser) throws IOException {
        List<PolicyJson> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token));
        }
        return new Elements(values);
    }
}

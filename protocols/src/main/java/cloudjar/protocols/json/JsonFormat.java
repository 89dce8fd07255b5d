package cloudjar.protocols.json;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.text.MalformedValueException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON of one family of protocols. Safe for any number of threads. */
public final class JsonFormat implements BodyFormat {
    /** How deep objects and lists may be nested; the deepest that AWS documents is DynamoDB's, at 32 attributes. */
    public static final int DEPTH_MAX = 200;

    // Size is bounded by whoever reads the request, so single strings need no bound of their own. The pool is shared,
    // as
    // one per thread would not be reused by virtual threads.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private final String mediaType;
    private final JsonShapes shapes;

    public JsonFormat(String mediaType, JsonNames names) {
        this.mediaType = mediaType;
        this.shapes = new JsonShapes(names);
    }

    @Override
    public String mediaType() {
        return mediaType;
    }

    @Override
    public String eventMediaType() {
        return "application/json";
    }

    /**
     * Reads a whole structure.
     *
     * @throws MalformedValueException where the content is not JSON or does not fit the schema
     */
    public Structure decode(Schema schema, byte[] content) {
        @Nullable Object[] slots = new @Nullable Object[schema.memberCount()];
        members(schema, null, content, slots);
        Defaults.fill(schema, slots);
        return schema.create(slots);
    }

    @Override
    public void decodeMembers(Schema schema, Bindings bindings, byte[] content, @Nullable Object[] slots) {
        members(schema, bindings, content, slots);
    }

    private void members(Schema schema, @Nullable Bindings bindings, byte[] content, @Nullable Object[] slots) {
        try (JsonParser parser = FACTORY.createParser(content)) {
            JsonDecoder decoder = new JsonDecoder(parser);
            decoder.beginObject();
            decoder.members(shapes.of(schema), slots, bindings);
            decoder.end();
        } catch (IOException notJson) {
            throw malformed();
        }
    }

    @Override
    public @Nullable Object decodePayload(Member payload, byte[] content) {
        try (JsonParser parser = FACTORY.createParser(content)) {
            JsonDecoder decoder = new JsonDecoder(parser);
            JsonToken token = decoder.begin();
            JsonShape shape = shapes.of(payload.target());
            boolean document = shape.type == ShapeType.DOCUMENT;
            Object value = token == JsonToken.VALUE_NULL && !document
                    ? null
                    : decoder.value(shape, TimestampFormat.EPOCH_SECONDS, token);
            decoder.end();
            return value;
        } catch (IOException notJson) {
            throw malformed();
        }
    }

    private static MalformedValueException malformed() {
        return new MalformedValueException("");
    }

    /** Writes a whole structure. */
    public void encode(Structure structure, ContentBuffer out) {
        new JsonEncoder(out).structure(shapes.of(structure.schema()), structure, null);
    }

    @Override
    public void encodeMembers(Structure structure, Bindings bindings, ContentBuffer out) {
        new JsonEncoder(out).structure(shapes.of(structure.schema()), structure, bindings);
    }

    @Override
    public void encodePayload(Member payload, Object value, ContentBuffer out) {
        new JsonEncoder(out).value(shapes.of(payload.target()), value, TimestampFormat.EPOCH_SECONDS);
    }

    /**
     * Writes an error.
     *
     * @param type the value of {@code __type}; null for none
     * @param bindings which members to write; null for all
     */
    public void encodeError(Structure error, @Nullable String type, @Nullable Bindings bindings, ContentBuffer out) {
        out.write('{');
        if (type != null) {
            out.ascii("\"__type\":");
            JsonText.quoted(type, out);
        }
        new JsonEncoder(out).members(shapes.of(error.schema()), error, bindings, type == null);
        out.write('}');
    }
}

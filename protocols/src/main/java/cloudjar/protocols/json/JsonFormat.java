package cloudjar.protocols.json;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.rpc.RpcFormat;
import cloudjar.protocols.text.MalformedValueException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of one family of protocols. Safe for any number of threads. */
public final class JsonFormat implements RpcFormat {
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

    /** Errors of AWS's own front ends whose message has a capital letter. */
    private static final Set<String> CAPITAL_MESSAGE = Set.of("SerializationException", "AccessDeniedException");

    private final String mediaType;
    private final JsonShapes shapes;
    private final JsonMismatch mismatch;

    public JsonFormat(String mediaType, JsonNames names, JsonMismatch mismatch) {
        this.mediaType = mediaType;
        this.mismatch = mismatch;
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

    @Override
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
            JsonDecoder decoder = new JsonDecoder(parser, mismatch);
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
            JsonDecoder decoder = new JsonDecoder(parser, mismatch);
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

    @Override
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

    @Override
    public void encodeError(ApiException error, String type, ContentBuffer out) {
        out.ascii("{\"__type\":");
        JsonText.quoted(type, out);
        Structure members = error.error();
        if (error instanceof CommonException common && CAPITAL_MESSAGE.contains(common.code())) {
            message(",\"Message\":", common, out);
        } else {
            new JsonEncoder(out).members(shapes.of(members.schema()), members, null, false);
            // Models of some services (DAX) have errors without members; they are sent with their sentences all the
            // same.
            if (members.schema().members().isEmpty()) {
                message(",\"message\":", error, out);
            }
        }
        out.write('}');
    }

    private static void message(String name, ApiException error, ContentBuffer out) {
        String message = error.getMessage();
        if (message != null && !message.isEmpty()) {
            out.ascii(name);
            JsonText.quoted(message, out);
        }
    }
}

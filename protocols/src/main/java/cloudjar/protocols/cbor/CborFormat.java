package cloudjar.protocols.cbor;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.rpc.RpcFormat;
import org.jspecify.annotations.Nullable;

/** The CBOR of one protocol. Safe for any number of threads. */
public final class CborFormat implements RpcFormat {
    private final String mediaType;
    private final CborTime time;
    private final CborShapes shapes = new CborShapes();

    public CborFormat(String mediaType, CborTime time) {
        this.mediaType = mediaType;
        this.time = time;
    }

    @Override
    public String mediaType() {
        return mediaType;
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
        CborInput in = new CborInput(content);
        new CborDecoder(in, time).members(shapes.of(schema), slots, bindings);
        in.end();
    }

    @Override
    public @Nullable Object decodePayload(Member payload, byte[] content) {
        CborInput in = new CborInput(content);
        Object value = in.takeNull() ? null : new CborDecoder(in, time).value(shapes.of(payload.target()));
        in.end();
        return value;
    }

    @Override
    public void encode(Structure structure, ContentBuffer out) {
        new CborEncoder(out, time).structure(shapes.of(structure.schema()), structure, null);
    }

    @Override
    public void encodeMembers(Structure structure, Bindings bindings, ContentBuffer out) {
        new CborEncoder(out, time).structure(shapes.of(structure.schema()), structure, bindings);
    }

    @Override
    public void encodePayload(Member payload, Object value, ContentBuffer out) {
        new CborEncoder(out, time).value(shapes.of(payload.target()), value);
    }

    @Override
    public void encodeError(ApiException error, String type, ContentBuffer out) {
        CborEncoder encoder = new CborEncoder(out, time);
        CborShape shape = shapes.of(error.error().schema());
        encoder.head(Cbor.MAP, encoder.count(shape, error.error(), null) + 1);
        encoder.text("__type");
        encoder.text(type);
        encoder.members(shape, error.error(), null);
    }
}

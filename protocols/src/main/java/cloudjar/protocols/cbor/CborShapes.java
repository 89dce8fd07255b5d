package cloudjar.protocols.cbor;

import cloudjar.kernel.shape.Schema;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The CBOR form of every shape asked for so far. */
final class CborShapes {
    private final ConcurrentMap<Schema, CborShape> shapes = new ConcurrentHashMap<>();

    CborShape of(Schema schema) {
        CborShape known = shapes.get(schema);
        return known != null ? known : shapes.computeIfAbsent(schema, it -> new CborShape(this, it));
    }
}

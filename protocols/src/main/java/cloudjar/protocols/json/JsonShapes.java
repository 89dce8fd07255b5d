package cloudjar.protocols.json;

import cloudjar.kernel.shape.Schema;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The JSON form of every shape asked for so far. */
final class JsonShapes {
    private final ConcurrentMap<Schema, JsonShape> shapes = new ConcurrentHashMap<>();
    private final JsonNames names;

    JsonShapes(JsonNames names) {
        this.names = names;
    }

    JsonShape of(Schema schema) {
        JsonShape known = shapes.get(schema);
        return known != null ? known : shapes.computeIfAbsent(schema, it -> new JsonShape(this, it, names));
    }
}

package cloudjar.protocols.json;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.ContentBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reading and writing a shape as JSON needs to know of it, worked out once. */
final class JsonShape {
    final Schema schema;
    final ShapeType type;
    final boolean sparse;
    private final JsonShapes source;
    private final Map<String, Integer> indexByKey;
    private final byte[][] keys;
    private final TimestampFormat[] formats;
    private final @Nullable JsonShape[] targets;

    JsonShape(JsonShapes source, Schema schema, JsonNames names) {
        this.source = source;
        this.schema = schema;
        this.type = schema.type();
        this.sparse = schema.traits().has(ShapeTraits.SPARSE);
        int count = schema.memberCount();
        this.indexByKey = HashMap.newHashMap(schema.isStructural() ? count : 0);
        this.keys = new byte[count][];
        this.formats = new TimestampFormat[count];
        this.targets = new JsonShape[count];
        for (Member member : schema.members()) {
            int index = member.index();
            indexByKey.put(names.of(member), index);
            ContentBuffer key = new ContentBuffer(32);
            JsonText.quoted(names.of(member), key);
            key.write(':');
            keys[index] = key.toArray();
            TimestampFormat own = member.timestampFormat();
            formats[index] = own == null ? TimestampFormat.EPOCH_SECONDS : own;
        }
    }

    /** The index of the member with this key, or -1. */
    int index(String key) {
        Integer index = indexByKey.get(key);
        return index == null ? -1 : index;
    }

    /** The member's key, quoted and with its colon. */
    byte[] key(int member) {
        return keys[member];
    }

    TimestampFormat format(int member) {
        return formats[member];
    }

    /** The shape of the member's value. */
    JsonShape target(int member) {
        JsonShape known = targets[member];
        if (known == null) {
            // Equal for every thread that gets here, so a race does no harm.
            targets[member] = known = source.of(schema.member(member).target());
        }
        return known;
    }
}

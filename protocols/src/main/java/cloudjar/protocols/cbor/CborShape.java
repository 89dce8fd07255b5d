package cloudjar.protocols.cbor;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ShapeType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What reading and writing a shape as CBOR needs to know of it, worked out once. */
final class CborShape {
    final Schema schema;
    final ShapeType type;
    final boolean sparse;
    private final CborShapes source;
    private final byte[][] keys;
    private final @Nullable CborShape[] targets;
    /** A hash table with open addressing: the index of a member plus one, or 0. */
    private final int[] table;

    CborShape(CborShapes source, Schema schema) {
        this.source = source;
        this.schema = schema;
        this.type = schema.type();
        this.sparse = schema.traits().has(ShapeTraits.SPARSE);
        int count = schema.memberCount();
        this.keys = new byte[count][];
        this.targets = new CborShape[count];
        this.table = new int[Integer.highestOneBit(Math.max(count, 1)) * 4];
        for (Member member : schema.members()) {
            byte[] key = member.name().getBytes(StandardCharsets.UTF_8);
            keys[member.index()] = key;
            int at = hash(key, 0, key.length) & table.length - 1;
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = member.index() + 1;
        }
    }

    /** The index of the member whose key is these bytes, or -1. */
    int index(byte[] source, int from, int length) {
        int at = hash(source, from, length) & table.length - 1;
        while (table[at] != 0) {
            byte[] key = keys[table[at] - 1];
            if (Arrays.equals(key, 0, key.length, source, from, from + length)) {
                return table[at] - 1;
            }
            at = at + 1 & table.length - 1;
        }
        return -1;
    }

    private static int hash(byte[] source, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + source[i];
        }
        return hash ^ hash >>> 15;
    }

    /** The member's key in UTF-8. */
    byte[] key(int member) {
        return keys[member];
    }

    /** The shape of the member's value. */
    CborShape target(int member) {
        CborShape known = targets[member];
        if (known == null) {
            // Equal for every thread that gets here, so a race does no harm.
            targets[member] = known = source.of(schema.member(member).target());
        }
        return known;
    }
}

package cloudjar.kernel.call;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how much memory an ended call holds. Content that streams is not its own: it has passed, or lies in a store. */
final class Weight {
    private static final int OBJECT_BYTES = 24;

    private Weight() {}

    /** In bytes; takes as long as the call has values. */
    static long of(EndedCall ended) {
        return OBJECT_BYTES + of(ended.input()) + of(ended.output());
    }

    private static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> OBJECT_BYTES + text.length();
            case Bytes bytes -> OBJECT_BYTES + bytes.size();
            case Structure structure -> members(structure);
            case List<?> list -> elements(list);
            case Map<?, ?> map -> entries(map);
            default -> OBJECT_BYTES;
        };
    }

    private static long members(Structure structure) {
        int members = structure.schema().memberCount();
        long bytes = OBJECT_BYTES;
        for (int i = 0; i < members; i++) {
            bytes += of(structure.get(i));
        }
        return bytes;
    }

    private static long elements(List<?> list) {
        long bytes = OBJECT_BYTES;
        for (int i = 0; i < list.size(); i++) {
            bytes += of(list.get(i));
        }
        return bytes;
    }

    private static long entries(Map<?, ?> map) {
        long bytes = OBJECT_BYTES;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            bytes += of(entry.getKey()) + of(entry.getValue());
        }
        return bytes;
    }
}

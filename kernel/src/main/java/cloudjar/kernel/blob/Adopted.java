package cloudjar.kernel.blob;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.util.List;

/**
 * Content that came with a world from another home: rows of that world name it by the number that it had there. Its number
 * here is higher than any of those, so that no number means two things in one world.
 */
final class Adopted {
    /** By the number there, the number here. */
    private static final Table<Long, Long> TABLE = Table.of("kernel", "blobs-adopted", KeyCodec.LONG, Codec.LONG);

    private static final Index<Long, Long, Long> BY_NUMBER = TABLE.index("by-number", KeyCodec.LONG, List::of);
    private static final ScopedTable<Long, Long> ROWS = TABLE.in(Scope.GLOBAL);
    private static final ScopedIndex<Long, Long, Long> BACK = BY_NUMBER.in(Scope.GLOBAL);

    private Adopted() {}

    /** No number at or above this one is another home's. */
    static long bound(Snapshot snapshot) {
        return ROWS.rows(snapshot, Range.all().reversed().limit(1))
                .first()
                .map(row -> row.key() + 1)
                .orElse(0L);
    }

    static void add(Tx tx, long there, long here) {
        ROWS.put(tx, there, here);
    }

    /** The number here of what rows name by this number. */
    static long here(Snapshot snapshot, long named) {
        return ROWS.get(snapshot, named).orElse(named);
    }

    /** The number by which rows name the content that has this number here. */
    static long named(Snapshot snapshot, long here) {
        return BACK.rows(snapshot, Range.prefix(Key.of(here)).limit(1))
                .first()
                .map(Row::key)
                .orElse(here);
    }

    static void remove(Tx tx, long named) {
        boolean unused = ROWS.delete(tx, named);
    }
}

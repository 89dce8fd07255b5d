package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Effects;
import cloudjar.kernel.store.EngineTx;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** A transaction whose writes are an overlay until they are committed as one batch. */
final class RocksDbTx extends RocksDbSnapshot implements EngineTx {
    /**
     * From so many rows on a range is erased as a whole: the batch stays small, while a few rows are better deleted one by
     * one, since every later read looks at what was erased.
     */
    static final int ERASE_MIN_ROWS = 1000;

    private final Effects effects = new Effects();

    RocksDbTx(View view) {
        super(view);
    }

    Effects effects() {
        return effects;
    }

    /** Writes all changes to the batch. */
    void writeTo(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<Key, Key> erased : overlay().erased().ends().entrySet()) {
            batch.deleteRange(erased.getKey().toBytes(), erased.getValue().toBytes());
        }
        for (Map.Entry<Key, Change> change : overlay().changes().entrySet()) {
            switch (change.getValue()) {
                case Change.Written written -> batch.put(change.getKey().toBytes(), written.bytes());
                case Change.Deleted gone -> batch.delete(change.getKey().toBytes());
            }
        }
    }

    @Override
    public <V> void put(Key key, V value, Codec<V> codec) {
        checkOpen();
        replace(overlay().with(key, Change.Written.of(value, codec)));
    }

    @Override
    public boolean delete(Key key) {
        boolean there = contains(key);
        if (there) {
            deleteExisting(key);
        }
        return there;
    }

    /** A row that came and goes in one transaction leaves nothing behind to be skipped by later scans. */
    private void deleteExisting(Key key) {
        boolean written = overlay().changes().containsKey(key);
        boolean committed = overlay().erased().of(key) == null && (!written || view().contains(key));
        replace(
                committed
                        ? overlay().with(key, Change.Deleted.DELETED)
                        : overlay().without(key));
    }

    @Override
    public long deleteRange(Range range) {
        checkOpen();
        if (range.isEmpty()) {
            return 0;
        }
        List<Key> keys = new ArrayList<>();
        long count = 0;
        RowCursor cursor = new RowCursor(view(), overlay(), range);
        while (cursor.advance()) {
            if (keys.size() < ERASE_MIN_ROWS) {
                keys.add(cursor.key());
            } else {
                keys.set(ERASE_MIN_ROWS - 1, cursor.key());
            }
            count++;
        }
        if (count < ERASE_MIN_ROWS) {
            keys.forEach(this::deleteExisting);
        } else {
            boolean ascending = range.order() == Range.Order.ASCENDING;
            Key lowest = ascending ? keys.getFirst() : keys.getLast();
            Key highest = ascending ? keys.getLast() : keys.getFirst();
            replace(overlay().erasing(lowest, highest.next()));
        }
        return count;
    }

    @Override
    public Effects pending() {
        checkOpen();
        return effects;
    }
}

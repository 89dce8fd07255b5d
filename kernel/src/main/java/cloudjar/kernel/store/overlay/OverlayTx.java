package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Effects;
import cloudjar.kernel.store.EngineTx;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import java.util.ArrayList;
import java.util.List;

/** A transaction whose writes are an overlay until they are committed as one batch. */
public class OverlayTx extends OverlaySnapshot implements EngineTx {
    /**
     * From so many rows on a range is erased as a whole: the batch stays small, while a few rows are better deleted one by
     * one, since every later read looks at what was erased.
     */
    public static final int ERASE_MIN_ROWS = 1000;

    private final Effects effects = new Effects();

    /** A transaction that has changed nothing yet. */
    public OverlayTx(Committed rows) {
        this(rows, Overlay.EMPTY);
    }

    /** A transaction over the changes of others that are committed together with it. */
    public OverlayTx(Committed rows, Overlay others) {
        super(rows, others);
    }

    /** What is to happen after the commit. */
    public final Effects effects() {
        return effects;
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
        boolean committed = overlay().erased().of(key) == null && (!written || rows().contains(key));
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
        RowCursor cursor = new RowCursor(rows(), overlay(), range);
        while (keys.size() < ERASE_MIN_ROWS && cursor.advance()) {
            keys.add(cursor.key());
        }
        if (keys.size() < ERASE_MIN_ROWS) {
            keys.forEach(this::deleteExisting);
            return keys.size();
        }
        return range.limit() == Integer.MAX_VALUE ? erase(range) : erase(cursor, keys);
    }

    private long erase(Range range) {
        long count = count(range);
        replace(overlay().erasing(range.from(), range.to()));
        return count;
    }

    /** Erases from the first of the keys to where the cursor's range ends by its limit. */
    private long erase(RowCursor cursor, List<Key> keys) {
        Key first = keys.getFirst();
        Key last = keys.getLast();
        long count = keys.size();
        while (cursor.advance()) {
            last = cursor.key();
            count++;
        }
        boolean ascending = first.compareTo(last) < 0;
        replace(overlay().erasing(ascending ? first : last, (ascending ? last : first).next()));
        return count;
    }

    @Override
    public final Effects pending() {
        checkOpen();
        return effects;
    }
}

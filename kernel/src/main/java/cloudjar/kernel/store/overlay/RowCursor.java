package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;

/** Stands on one row of a range after the other, as a transaction sees them: the committed ones under its own changes. */
final class RowCursor {
    private final Overlay overlay;
    private final CommittedCursor base;
    private final boolean ascending;
    private final @Nullable Iterator<Map.Entry<Key, Change>> changes;
    private Map.@Nullable Entry<Key, Change> change;
    private int left;
    private boolean started;

    /** The row it stands on; its value is the base's when it was not written here. */
    private @Nullable Key key;

    private Change.@Nullable Written written;

    /** Stands before the first row of a range that is not empty. */
    RowCursor(Committed rows, Overlay overlay, Range range) {
        this.overlay = overlay;
        this.base = rows.cursor(range);
        this.ascending = range.order() == Range.Order.ASCENDING;
        this.left = range.limit();
        this.changes = overlay.changes().isEmpty() ? null : changesWithin(overlay, range);
        nextChange();
    }

    private static Iterator<Map.Entry<Key, Change>> changesWithin(Overlay overlay, Range range) {
        PSortedMap<Key, Change> within = overlay.changes().subMap(range.from(), true, range.to(), false);
        return (range.order() == Range.Order.ASCENDING ? within : within.descendingMap())
                .entrySet()
                .iterator();
    }

    /** Goes on to the next row; false when there is none. */
    boolean advance() {
        if (left == 0) {
            return false;
        }
        if (started && key != null && written == null) {
            base.advance();
        }
        started = true;
        written = null;
        key = find();
        left = key == null ? 0 : left - 1;
        return key != null;
    }

    private @Nullable Key find() {
        while (true) {
            Key committed = base.key();
            Map.Entry<Key, Change> changed = change;
            int order = changed == null ? -1 : committed == null ? 1 : compare(committed, changed.getKey());
            if (order < 0) {
                Map.Entry<Key, Key> eraser =
                        committed == null ? null : overlay.erased().of(committed);
                if (eraser == null) {
                    return committed;
                }
                base.leap(eraser.getKey(), eraser.getValue());
            } else {
                if (order == 0) {
                    base.advance();
                }
                nextChange();
                if (changed != null && changed.getValue() instanceof Change.Written value) {
                    written = value;
                    return changed.getKey();
                }
            }
        }
    }

    private int compare(Key committed, Key changed) {
        int order = committed.compareTo(changed);
        return ascending ? order : -order;
    }

    private void nextChange() {
        change = changes != null && changes.hasNext() ? changes.next() : null;
    }

    Key key() {
        Key present = key;
        if (present == null) {
            throw new IllegalStateException("a cursor that stands on no row");
        }
        return present;
    }

    <V> V value(Codec<V> codec) {
        Change.Written own = written;
        return own == null ? codec.decode(base.value()) : own.as(codec);
    }
}

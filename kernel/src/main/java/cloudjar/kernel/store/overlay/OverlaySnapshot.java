package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Rows;
import cloudjar.kernel.store.Snapshot;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads committed rows under an overlay. */
public class OverlaySnapshot implements Snapshot {
    private final Committed rows;
    private Overlay overlay;
    private boolean open = true;

    /** Reads the rows as they are committed. */
    public OverlaySnapshot(Committed rows) {
        this(rows, Overlay.EMPTY);
    }

    /** Reads the rows with some changes. */
    OverlaySnapshot(Committed rows, Overlay overlay) {
        this.rows = rows;
        this.overlay = overlay;
    }

    final Committed rows() {
        return rows;
    }

    /** All changes by now. */
    public final Overlay overlay() {
        return overlay;
    }

    final void replace(Overlay changed) {
        overlay = changed;
    }

    /** Ends the body: from now on it is not to be used. */
    public final void close() {
        open = false;
    }

    final void checkOpen() {
        if (!open) {
            throw new IllegalStateException("a snapshot or transaction used after its body has ended");
        }
    }

    @Override
    public final <V> @Nullable V get(Key key, Codec<V> codec) {
        checkOpen();
        return switch (overlay.of(key)) {
            case null -> {
                byte[] bytes = rows.get(key);
                yield bytes == null ? null : codec.decode(bytes);
            }
            case Change.Written written -> written.as(codec);
            case Change.Deleted gone -> null;
        };
    }

    @Override
    public final boolean contains(Key key) {
        checkOpen();
        return switch (overlay.of(key)) {
            case null -> rows.contains(key);
            case Change.Written written -> true;
            case Change.Deleted gone -> false;
        };
    }

    @Override
    public final <V> Rows<Key, V> range(Range range, Codec<V> codec) {
        checkOpen();
        return () -> new RowIterator<>(range, codec);
    }

    @Override
    public final long count(Range range) {
        checkOpen();
        if (range.isEmpty()) {
            return 0;
        }
        if (!overlay.touches(range.from(), range.to())) {
            return rows.count(range);
        }
        long count = 0;
        RowCursor cursor = new RowCursor(rows, overlay, range);
        while (cursor.advance()) {
            count++;
        }
        return count;
    }

    private final class RowIterator<V> implements Iterator<Row<Key, V>> {
        private final Range range;
        private final Codec<V> codec;
        private final Overlay version = overlay;
        private @Nullable RowCursor cursor;
        private boolean ready;
        private boolean ended;

        RowIterator(Range range, Codec<V> codec) {
            this.range = range;
            this.codec = codec;
            this.ended = range.isEmpty();
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            if (!ready && !ended) {
                RowCursor walking = cursor;
                if (walking == null) {
                    walking = new RowCursor(rows, version, range);
                    cursor = walking;
                }
                ready = walking.advance();
                ended = !ready;
            }
            return ready;
        }

        @Override
        public Row<Key, V> next() {
            RowCursor present = hasNext() ? cursor : null;
            if (present == null) {
                throw new NoSuchElementException();
            }
            ready = false;
            return new Row<>(present.key(), present.value(codec));
        }
    }
}

package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Rows;
import cloudjar.kernel.store.Snapshot;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a view under an overlay. */
sealed class RocksDbSnapshot implements Snapshot permits RocksDbTx {
    private final View view;
    private Overlay overlay = Overlay.EMPTY;
    private boolean open = true;

    RocksDbSnapshot(View view) {
        this.view = view;
    }

    final View view() {
        return view;
    }

    final Overlay overlay() {
        return overlay;
    }

    final void replace(Overlay changed) {
        overlay = changed;
    }

    final void close() {
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
                byte[] bytes = view.get(key);
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
            case null -> view.contains(key);
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
        long count = 0;
        if (!range.isEmpty()) {
            RowCursor cursor = new RowCursor(view, overlay, range);
            while (cursor.advance()) {
                count++;
            }
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
                    walking = new RowCursor(view, version, range);
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

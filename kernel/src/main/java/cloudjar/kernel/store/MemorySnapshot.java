package cloudjar.kernel.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A view of one version of the rows. */
sealed class MemorySnapshot implements Snapshot permits MemoryTx {
    private RowTree rows;
    private boolean open = true;

    MemorySnapshot(RowTree rows) {
        this.rows = rows;
    }

    final RowTree rows() {
        return rows;
    }

    final void replace(RowTree changed) {
        rows = changed;
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
        return rows.get(key) instanceof Cell cell ? cell.as(codec) : null;
    }

    @Override
    public final boolean contains(Key key) {
        checkOpen();
        return rows.contains(key);
    }

    @Override
    public final <V> Rows<Key, V> range(Range range, Codec<V> codec) {
        checkOpen();
        return () -> rows(new Walk(range), codec);
    }

    @Override
    public final long count(Range range) {
        checkOpen();
        return range.isEmpty()
                ? 0
                : Math.min(range.limit(), rows.countBelow(range.to()) - rows.countBelow(range.from()));
    }

    private static <V> Iterator<Row<Key, V>> rows(Walk walk, Codec<V> codec) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public Row<Key, V> next() {
                RowTreeCursor row = walk.next();
                return new Row<>(row.key(), ((Cell) row.value()).as(codec));
            }
        };
    }

    /** The keys of the range, read now. */
    final List<Key> keys(Range range) {
        checkOpen();
        List<Key> keys = new ArrayList<>();
        new Walk(range).forEachRemaining(row -> keys.add(row.key()));
        return keys;
    }

    /** Walks over one version of the rows: a cursor that stands on the row until it is asked for the next one. */
    private final class Walk implements Iterator<RowTreeCursor> {
        private final Range range;
        private final RowTree version = rows;
        private @Nullable RowTreeCursor cursor;
        private int left;
        private boolean ready;

        Walk(Range range) {
            this.range = range;
            this.left = range.isEmpty() ? 0 : range.limit();
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            if (!ready && left > 0) {
                ready = advance();
                left = ready ? left - 1 : 0;
            }
            return ready;
        }

        @Override
        public RowTreeCursor next() {
            RowTreeCursor present = hasNext() ? cursor : null;
            if (present == null) {
                throw new NoSuchElementException();
            }
            ready = false;
            return present;
        }

        private boolean advance() {
            RowTreeCursor walking = cursor;
            if (walking == null) {
                walking = ascending()
                        ? RowTreeCursor.from(version, range.from())
                        : RowTreeCursor.below(version, range.to());
                cursor = walking;
            }
            return walking.advance() && holds(walking);
        }

        private boolean holds(RowTreeCursor row) {
            return ascending() ? row.compare(range.to()) < 0 : row.compare(range.from()) >= 0;
        }

        private boolean ascending() {
            return range.order() == Range.Order.ASCENDING;
        }
    }
}

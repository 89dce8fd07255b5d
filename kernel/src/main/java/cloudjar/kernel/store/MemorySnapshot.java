package cloudjar.kernel.store;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** A view of one version of the rows. */
sealed class MemorySnapshot implements Snapshot permits MemoryTx {
    private TreePMap<Key, Object> rows;
    private boolean open = true;

    MemorySnapshot(TreePMap<Key, Object> rows) {
        this.rows = rows;
    }

    final TreePMap<Key, Object> rows() {
        return rows;
    }

    final void replace(TreePMap<Key, Object> changed) {
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
    @SuppressWarnings("unchecked")
    public final <V> @Nullable V get(Key key, Codec<V> codec) {
        checkOpen();
        return (V) rows.get(key);
    }

    @Override
    public final boolean contains(Key key) {
        checkOpen();
        return rows.get(key) != null;
    }

    @Override
    public final <V> Rows<Key, V> range(Range range, Codec<V> codec) {
        checkOpen();
        return () -> new RowIterator<>(range);
    }

    @Override
    public final long count(Range range) {
        checkOpen();
        return range.isEmpty()
                ? 0
                : Math.min(range.limit(), within(range.from(), range.to()).size());
    }

    /** The rows between two bounds: makes a new path of nodes along each bound and shares all others. */
    private TreePMap<Key, Object> within(Key from, Key to) {
        return rows.subMap(from, true, to, false);
    }

    /**
     * Walks over one version of the rows. The first row is found by a search alone, since many callers want no more; the
     * rest is cut out when it is asked for.
     */
    private final class RowIterator<V> implements Iterator<Row<Key, V>> {
        private final Range range;
        private final TreePMap<Key, Object> version = rows;
        private int left;
        private @Nullable Key last;
        private Map.@Nullable Entry<Key, Object> next;
        private @Nullable Iterator<Map.Entry<Key, Object>> rest;

        RowIterator(Range range) {
            this.range = range;
            this.left = range.isEmpty() ? 0 : range.limit();
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            if (next == null && left > 0) {
                next = last == null ? start() : follow(last);
                if (next == null) {
                    left = 0;
                }
            }
            return next != null;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Row<Key, V> next() {
            Map.Entry<Key, Object> current = hasNext() ? next : null;
            if (current == null) {
                throw new NoSuchElementException();
            }
            last = current.getKey();
            next = null;
            left--;
            return new Row<>(current.getKey(), (V) current.getValue());
        }

        private Map.@Nullable Entry<Key, Object> start() {
            Map.@Nullable Entry<Key, Object> first =
                    ascending() ? version.ceilingEntry(range.from()) : version.lowerEntry(range.to());
            return first == null || !holds(first.getKey()) ? null : first;
        }

        private Map.@Nullable Entry<Key, Object> follow(Key current) {
            Iterator<Map.Entry<Key, Object>> following = rest;
            if (following == null) {
                following = (ascending()
                                ? version.subMap(current, false, range.to(), false)
                                : version.subMap(range.from(), true, current, false)
                                        .descendingMap())
                        .entrySet()
                        .iterator();
                rest = following;
            }
            return following.hasNext() ? following.next() : null;
        }

        private boolean holds(Key key) {
            return ascending() ? key.compareTo(range.to()) < 0 : key.compareTo(range.from()) >= 0;
        }

        private boolean ascending() {
            return range.order() == Range.Order.ASCENDING;
        }
    }
}

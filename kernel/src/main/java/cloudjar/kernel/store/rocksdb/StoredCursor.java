package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.overlay.CommittedCursor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Stands on one committed row of a range after the other. It begins on the view's shared iterator; when another cursor has
 * taken that, it goes on with one of its own.
 */
final class StoredCursor implements CommittedCursor {
    private final View view;
    private final Range range;
    private @Nullable RocksIterator own;
    private @Nullable Key key;

    /** Stands on the first row. */
    StoredCursor(View view, Range range) {
        this.view = view;
        this.range = range;
        if (ascending()) {
            Key first = seek(view.gaps().start(range.from()));
            // Where the range has no row, what it has been passed on to is the end of a longer stretch without one.
            view.found(new Gaps.Stretch(range.from(), first == null ? range.to() : first, range.to()));
        } else {
            seekBelow(range.to());
        }
    }

    @Override
    public @Nullable Key key() {
        return key;
    }

    @Override
    public byte[] value() {
        return there().value();
    }

    @Override
    public void advance() {
        RocksIterator iterator = there();
        if (ascending()) {
            iterator.next();
        } else {
            iterator.prev();
        }
        arrive(iterator);
    }

    @Override
    public void leap(Key from, Key to) {
        if (ascending()) {
            seek(to);
        } else {
            seekBelow(from);
        }
    }

    private boolean ascending() {
        return range.order() == Range.Order.ASCENDING;
    }

    /** Returns the row that it came to, which may lie behind the range. */
    private @Nullable Key seek(Key target) {
        RocksIterator iterator = iterator();
        iterator.seek(target.toBytes());
        return arrive(iterator);
    }

    private void seekBelow(Key bound) {
        RocksIterator iterator = iterator();
        iterator.seekForPrev(bound.toBytes());
        if (iterator.isValid() && Key.fromBytes(iterator.key()).equals(bound)) {
            iterator.prev();
        }
        arrive(iterator);
    }

    private RocksIterator iterator() {
        return own == null ? view.claim(this) : own;
    }

    /** An iterator that stands on the present row. */
    private RocksIterator there() {
        Key present = key;
        if (present == null) {
            throw new IllegalStateException("a cursor behind the last row");
        }
        if (own != null) {
            return own;
        }
        if (view.isHolder(this)) {
            return view.claim(this);
        }
        RocksIterator iterator = view.newIterator();
        iterator.seek(present.toBytes());
        own = iterator;
        return iterator;
    }

    private @Nullable Key arrive(RocksIterator iterator) {
        if (!iterator.isValid()) {
            try {
                iterator.status();
            } catch (RocksDBException e) {
                throw view.unreadable(e);
            }
            key = null;
            return null;
        }
        Key found = Key.fromBytes(iterator.key());
        boolean within = ascending() ? found.compareTo(range.to()) < 0 : found.compareTo(range.from()) >= 0;
        key = within ? found : null;
        return found;
    }
}

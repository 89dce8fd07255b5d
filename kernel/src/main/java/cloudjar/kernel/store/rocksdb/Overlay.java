package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Key;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What a transaction has changed so far, over the rows that were committed before it. Immutable, so that an iteration goes
 * on over the version it began with while the transaction goes on changing.
 *
 * @param changes what was done to single keys, after any erasing of them
 * @param erased where the committed rows are gone
 */
record Overlay(TreePMap<Key, Change> changes, Stretches erased) {
    static final Overlay EMPTY = new Overlay(TreePMap.empty(), Stretches.NONE);

    boolean isEmpty() {
        return changes.isEmpty() && erased.isEmpty();
    }

    /** What was done to the key, or null when only its committed row says. */
    @Nullable
    Change of(Key key) {
        Change change = changes.isEmpty() ? null : changes.get(key);
        return change == null && erased.of(key) != null ? Change.Deleted.DELETED : change;
    }

    Overlay with(Key key, Change change) {
        return new Overlay(changes.plus(key, change), erased);
    }

    /** Without any change of the key. */
    Overlay without(Key key) {
        return new Overlay(changes.minus(key), erased);
    }

    /** With all rows from one key (inclusive) to another (exclusive) gone, those this transaction wrote included. */
    Overlay erasing(Key from, Key to) {
        TreePMap<Key, Change> rest =
                changes.minusAll(changes.subMap(from, true, to, false).keySet());
        return new Overlay(rest, erased.with(from, to));
    }
}

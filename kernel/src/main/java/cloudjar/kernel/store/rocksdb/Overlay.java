package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What a transaction has changed so far, over the rows that were committed before it. Immutable, so that an iteration goes
 * on over the version it began with while the transaction goes on changing.
 *
 * @param changes what was done to single keys, after any erasing of them
 * @param erased ranges whose committed rows are gone: from their beginning (inclusive) to their end (exclusive), disjoint
 */
record Overlay(TreePMap<Key, Change> changes, TreePMap<Key, Key> erased) {
    static final Overlay EMPTY = new Overlay(TreePMap.empty(), TreePMap.empty());

    boolean isEmpty() {
        return changes.isEmpty() && erased.isEmpty();
    }

    /** What was done to the key, or null when only its committed row says. */
    @Nullable
    Change of(Key key) {
        Change change = changes.isEmpty() ? null : changes.get(key);
        return change == null && eraserOf(key) != null ? Change.Deleted.DELETED : change;
    }

    /** The erased range in which the key lies, or null. */
    Map.@Nullable Entry<Key, Key> eraserOf(Key key) {
        if (erased.isEmpty()) {
            return null;
        }
        Map.Entry<Key, Key> range = erased.floorEntry(key);
        return range != null && key.compareTo(range.getValue()) < 0 ? range : null;
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
        Key start = from;
        Key end = to;
        TreePMap<Key, Key> disjoint = erased;
        Map.Entry<Key, Key> before = erased.floorEntry(from);
        if (before != null && before.getValue().compareTo(from) >= 0) {
            start = before.getKey();
            end = before.getValue().compareTo(end) > 0 ? before.getValue() : end;
        }
        for (Map.Entry<Key, Key> within : erased.subMap(from, true, to, true).entrySet()) {
            disjoint = disjoint.minus(within.getKey());
            end = within.getValue().compareTo(end) > 0 ? within.getValue() : end;
        }
        return new Overlay(rest, disjoint.plus(start, end));
    }
}

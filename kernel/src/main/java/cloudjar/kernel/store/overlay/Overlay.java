package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What a transaction has changed so far, over the rows that were committed before it. Immutable, so that an iteration goes
 * on over the version it began with while the transaction goes on changing.
 *
 * @param changes what was done to single keys, after any erasing of them
 * @param erased where the committed rows are gone
 */
public record Overlay(TreePMap<Key, Change> changes, Stretches erased) {
    /** No changes. */
    public static final Overlay EMPTY = new Overlay(TreePMap.empty(), Stretches.NONE);

    /** Whether nothing was changed. */
    public boolean isEmpty() {
        return changes.isEmpty() && erased.isEmpty();
    }

    /** Whether anything was done between one key (inclusive) and another (exclusive). */
    public boolean touches(Key from, Key to) {
        if (isEmpty()) {
            return false;
        }
        Map.Entry<Key, Change> change = changes.ceilingEntry(from);
        Map.Entry<Key, Key> stretch = erased.ends().lowerEntry(to);
        return (change != null && change.getKey().compareTo(to) < 0)
                || (stretch != null && stretch.getValue().compareTo(from) > 0);
    }

    /** What was done to the key, or null when only its committed row says. */
    public @Nullable Change of(Key key) {
        Change change = changes.isEmpty() ? null : changes.get(key);
        return change == null && erased.of(key) != null ? Change.Deleted.DELETED : change;
    }

    /** With one more change of a key. */
    public Overlay with(Key key, Change change) {
        return new Overlay(changes.plus(key, change), erased);
    }

    /** Without any change of the key. */
    public Overlay without(Key key) {
        return new Overlay(changes.minus(key), erased);
    }

    /** With all rows from one key (inclusive) to another (exclusive) gone, those this transaction wrote included. */
    public Overlay erasing(Key from, Key to) {
        TreePMap<Key, Change> rest =
                changes.minusAll(changes.subMap(from, true, to, false).keySet());
        return new Overlay(rest, erased.with(from, to));
    }
}

package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Stretches of the key space, each from a key (inclusive) to another (exclusive), disjoint. Immutable.
 *
 * @param ends the end of each by its beginning
 */
public record Stretches(TreePMap<Key, Key> ends) {
    /** No stretch. */
    public static final Stretches NONE = new Stretches(TreePMap.empty());

    /** Whether there is none. */
    public boolean isEmpty() {
        return ends.isEmpty();
    }

    /** How many there are. */
    public int count() {
        return ends.size();
    }

    /** The stretch in which the key lies, or null. */
    public Map.@Nullable Entry<Key, Key> of(Key key) {
        if (ends.isEmpty()) {
            return null;
        }
        Map.Entry<Key, Key> stretch = ends.floorEntry(key);
        return stretch != null && key.compareTo(stretch.getValue()) < 0 ? stretch : null;
    }

    /** These and one more, joined with those that it meets; without change when it is empty. */
    public Stretches with(Key from, Key to) {
        if (from.compareTo(to) >= 0) {
            return this;
        }
        Key start = from;
        Key end = to;
        TreePMap<Key, Key> disjoint = ends;
        Map.Entry<Key, Key> before = ends.floorEntry(from);
        if (before != null && before.getValue().compareTo(from) >= 0) {
            start = before.getKey();
            end = later(end, before.getValue());
        }
        Map.Entry<Key, Key> met = disjoint.ceilingEntry(from);
        while (met != null && met.getKey().compareTo(end) <= 0) {
            end = later(end, met.getValue());
            disjoint = disjoint.minus(met.getKey());
            met = disjoint.ceilingEntry(from);
        }
        return new Stretches(disjoint.plus(start, end));
    }

    /** These, where the one in which the key lies ends before it. */
    public Stretches endingBefore(Key key) {
        Map.Entry<Key, Key> stretch = of(key);
        if (stretch == null) {
            return this;
        }
        return new Stretches(stretch.getKey().equals(key) ? ends.minus(key) : ends.plus(stretch.getKey(), key));
    }

    private static Key later(Key a, Key b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}

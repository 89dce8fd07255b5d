package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import org.jspecify.annotations.Nullable;

/** The committed rows of a store, as an engine keeps them and as they stood at one moment. For one thread. */
public interface Committed {
    /** The bytes of a row's value, or null where there is no row. */
    byte @Nullable [] get(Key key);

    /** Whether there is a row. */
    boolean contains(Key key);

    /** Stands on the first row of a range that is not empty; the range's limit is the caller's to keep. */
    CommittedCursor cursor(Range range);

    /** How many rows a range has that is not empty, its limit included. */
    default long count(Range range) {
        long count = 0;
        CommittedCursor cursor = cursor(range);
        while (count < range.limit() && cursor.key() != null) {
            count++;
            cursor.advance();
        }
        return count;
    }
}

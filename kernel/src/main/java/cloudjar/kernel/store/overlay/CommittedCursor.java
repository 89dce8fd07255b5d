package cloudjar.kernel.store.overlay;

import cloudjar.kernel.store.Key;
import org.jspecify.annotations.Nullable;

/** Stands on one committed row of a range after the other, in the range's order; on the first one to begin with. */
public interface CommittedCursor {
    /** The key of the row it stands on, or null behind the last. */
    @Nullable
    Key key();

    /** The bytes of the value of the row it stands on. */
    byte[] value();

    /** Goes on to the next row. */
    void advance();

    /** Goes on to the next row that lies outside the stretch from one key (inclusive) to another (exclusive). */
    void leap(Key from, Key to);
}

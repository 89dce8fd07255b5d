package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Key;
import java.util.Arrays;

/**
 * How keys are stored in a column whose index takes no long ones. A key of at most so many bytes is stored as it is. Longer
 * ones that begin with the same so many bytes are stored in one row, a {@link Bucket}, whose key is these bytes and a zero: the
 * order of stored keys is that of the keys in them.
 *
 * @param longest the length of the longest key that has a row of its own
 */
record KeyLayout(int longest) {
    /** PostgreSQL's B-trees take rows of a third of a page of 8 KiB, beside which a world's id has room. */
    static final KeyLayout PRESENT = new KeyLayout(2_600);

    boolean isLong(Key key) {
        return key.length() > longest;
    }

    /** The key of the row in which a key is stored. */
    byte[] stored(Key key) {
        byte[] bytes = key.toBytes();
        if (bytes.length <= longest) {
            return bytes;
        }
        byte[] bucket = Arrays.copyOf(bytes, longest + 1);
        bucket[longest] = 0;
        return bucket;
    }

    boolean isBucket(byte[] stored) {
        return stored.length > longest;
    }

    /** The lowest stored key that a range from this key on may need. */
    byte[] from(Key from) {
        return stored(from);
    }

    /** A bound above all stored keys that a range up to this key may need. */
    byte[] to(Key to) {
        byte[] stored = stored(to);
        return isLong(to) ? after(stored) : stored;
    }

    /** The lowest bound above a stored key. */
    static byte[] after(byte[] stored) {
        return Arrays.copyOf(stored, stored.length + 1);
    }
}

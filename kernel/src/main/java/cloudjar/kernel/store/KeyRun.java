package cloudjar.kernel.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keys in ascending order, none twice, of which a node of a {@link RowTree} is made. Immutable.
 *
 * <p>What all keys begin with is kept once, and of each key the eight bytes that follow it are kept beside each other as a
 * number: a search looks at those, and at a key itself only when they agree. So it touches few places in memory, which is what
 * a search costs in a large tree.
 */
final class KeyRun {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** All keys begin with it; they may have more in common. */
    private final byte[] prefix;

    /** What follows the prefix in each key, in the order of signed numbers; zeros where a key ends. */
    private final long[] heads;

    private final Key[] keys;

    private KeyRun(byte[] prefix, long[] heads, Key[] keys) {
        this.prefix = prefix;
        this.heads = heads;
        this.keys = keys;
    }

    /** A run of keys that are in order; takes over the array. */
    static KeyRun of(Key... keys) {
        byte[] first = keys[0].shared();
        byte[] last = keys[keys.length - 1].shared();
        int difference = Arrays.mismatch(first, last);
        byte[] prefix = Arrays.copyOf(first, difference < 0 ? 0 : difference);
        long[] heads = new long[keys.length];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = head(keys[i].shared(), prefix.length);
        }
        return new KeyRun(prefix, heads, keys);
    }

    int size() {
        return keys.length;
    }

    Key get(int place) {
        return keys[place];
    }

    /** The place of a key, or, where it is not there, the negative of the place it would have, less one. */
    int find(Key key) {
        byte[] wanted = key.shared();
        int shared = prefix.length;
        int difference = Arrays.mismatch(prefix, 0, shared, wanted, 0, Math.min(shared, wanted.length));
        if (difference >= 0) {
            boolean below = difference == wanted.length || (wanted[difference] & 0xFF) < (prefix[difference] & 0xFF);
            return below ? -1 : -keys.length - 1;
        }
        long head = head(wanted, shared);
        int low = 0;
        int high = heads.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = heads[middle];
            int order = there < head ? -1 : there > head ? 1 : keys[middle].compareTo(key);
            if (order < 0) {
                low = middle + 1;
            } else if (order > 0) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    /** With a key more, which has this place. */
    KeyRun with(int place, Key key) {
        Key[] more = new Key[keys.length + 1];
        System.arraycopy(keys, 0, more, 0, place);
        more[place] = key;
        System.arraycopy(keys, place, more, place + 1, keys.length - place);
        if (!hasPrefix(key)) {
            return of(more);
        }
        long[] moreHeads = new long[more.length];
        System.arraycopy(heads, 0, moreHeads, 0, place);
        moreHeads[place] = head(key.shared(), prefix.length);
        System.arraycopy(heads, place, moreHeads, place + 1, heads.length - place);
        return new KeyRun(prefix, moreHeads, more);
    }

    /** With a key in place of the first. */
    KeyRun startingWith(Key key) {
        Key[] changed = keys.clone();
        changed[0] = key;
        return of(changed);
    }

    /** Without the keys from one place on, and before another; some must be left. */
    KeyRun without(int from, int to) {
        Key[] fewer = new Key[keys.length - (to - from)];
        System.arraycopy(keys, 0, fewer, 0, from);
        System.arraycopy(keys, to, fewer, from, keys.length - to);
        long[] fewerHeads = new long[fewer.length];
        System.arraycopy(heads, 0, fewerHeads, 0, from);
        System.arraycopy(heads, to, fewerHeads, from, heads.length - to);
        return new KeyRun(prefix, fewerHeads, fewer);
    }

    /** The keys from one place on, and before another; with a longer prefix where some could not be told by their heads. */
    KeyRun part(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (heads[i - 1] == heads[i]) {
                return of(Arrays.copyOfRange(keys, from, to));
            }
        }
        return new KeyRun(prefix, Arrays.copyOfRange(heads, from, to), Arrays.copyOfRange(keys, from, to));
    }

    /** These keys and those that follow them. */
    KeyRun and(KeyRun following) {
        Key[] both = Arrays.copyOf(keys, keys.length + following.keys.length);
        System.arraycopy(following.keys, 0, both, keys.length, following.keys.length);
        return of(both);
    }

    private boolean hasPrefix(Key key) {
        byte[] bytes = key.shared();
        return bytes.length >= prefix.length && Arrays.mismatch(prefix, 0, prefix.length, bytes, 0, prefix.length) < 0;
    }

    private static long head(byte[] bytes, int from) {
        if (bytes.length - from >= Long.BYTES) {
            return (long) LONGS.get(bytes, from) ^ Long.MIN_VALUE;
        }
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = head << Byte.SIZE | (from + i < bytes.length ? bytes[from + i] & 0xFF : 0);
        }
        return head ^ Long.MIN_VALUE;
    }
}

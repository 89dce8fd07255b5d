package cloudjar.kernel.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keys in ascending order, none twice, of which a node of a {@link RowTree} is made. Immutable.
 *
 * <p>What all keys begin with is kept once, and what follows it in each lies in one array; a {@link Key} is put together when it
 * is asked for. Of each key the eight bytes that follow the prefix are also kept beside each other as a number: a search looks
 * at those, and at what follows only when they agree. So it touches few places in memory, which is what a search costs in a
 * large tree, and a key of a table's row takes a fifth of the room of one that stands by itself.
 */
final class KeyRun {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** All keys begin with it; they may have more in common. */
    private final byte[] prefix;

    /** What follows the prefix in each key, in the order of signed numbers; zeros where a key ends. */
    private final long[] heads;

    /** What follows the prefix in all keys, one after the other. */
    private final byte[] rests;

    /** Where the rest of each key ends. */
    private final int[] ends;

    private KeyRun(byte[] prefix, long[] heads, byte[] rests, int[] ends) {
        this.prefix = prefix;
        this.heads = heads;
        this.rests = rests;
        this.ends = ends;
    }

    /** A run of keys that are in order. */
    static KeyRun of(Key... keys) {
        byte[] first = keys[0].shared();
        int difference = Arrays.mismatch(first, keys[keys.length - 1].shared());
        byte[] prefix = Arrays.copyOf(first, difference < 0 ? 0 : difference);
        int[] ends = new int[keys.length];
        int end = 0;
        for (int i = 0; i < keys.length; i++) {
            end += keys[i].length() - prefix.length;
            ends[i] = end;
        }
        byte[] rests = new byte[end];
        long[] heads = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            byte[] key = keys[i].shared();
            int length = key.length - prefix.length;
            System.arraycopy(key, prefix.length, rests, ends[i] - length, length);
            heads[i] = head(key, prefix.length);
        }
        return new KeyRun(prefix, heads, rests, ends);
    }

    int size() {
        return heads.length;
    }

    Key get(int place) {
        int start = start(place);
        int length = ends[place] - start;
        byte[] whole = Arrays.copyOf(prefix, prefix.length + length);
        System.arraycopy(rests, start, whole, prefix.length, length);
        return Key.wrap(whole);
    }

    /** Where the rest of a key begins. */
    private int start(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    /** The place of a key, or, where it is not there, the negative of the place it would have, less one. */
    int find(Key key) {
        byte[] wanted = key.shared();
        int beside = besidePrefix(wanted);
        if (beside != 0) {
            return beside < 0 ? -1 : -heads.length - 1;
        }
        long head = head(wanted, prefix.length);
        int low = 0;
        int high = heads.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = heads[middle];
            int order = there < head ? -1 : there > head ? 1 : compareRest(middle, wanted);
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

    /** How the key in a place compares with another. */
    int compare(int place, Key other) {
        byte[] bytes = other.shared();
        int beside = besidePrefix(bytes);
        return beside != 0 ? -beside : compareRest(place, bytes);
    }

    /** Negative for a key below all that begin with the prefix, positive for one above, 0 for one that begins with it. */
    private int besidePrefix(byte[] key) {
        int difference = Arrays.mismatch(prefix, 0, prefix.length, key, 0, Math.min(prefix.length, key.length));
        if (difference < 0) {
            return 0;
        }
        return difference == key.length || (key[difference] & 0xFF) < (prefix[difference] & 0xFF) ? -1 : 1;
    }

    private int compareRest(int place, byte[] key) {
        return Arrays.compareUnsigned(rests, start(place), ends[place], key, prefix.length, key.length);
    }

    /** With a key more, which has this place. */
    KeyRun with(int place, Key key) {
        byte[] bytes = key.shared();
        if (besidePrefix(bytes) != 0) {
            Key[] more = Arrays.copyOf(keys(0, size()), size() + 1);
            System.arraycopy(more, place, more, place + 1, size() - place);
            more[place] = key;
            return of(more);
        }
        int size = heads.length;
        long[] moreHeads = new long[size + 1];
        System.arraycopy(heads, 0, moreHeads, 0, place);
        moreHeads[place] = head(bytes, prefix.length);
        System.arraycopy(heads, place, moreHeads, place + 1, size - place);
        int start = start(place);
        int length = bytes.length - prefix.length;
        byte[] moreRests = new byte[rests.length + length];
        System.arraycopy(rests, 0, moreRests, 0, start);
        System.arraycopy(bytes, prefix.length, moreRests, start, length);
        System.arraycopy(rests, start, moreRests, start + length, rests.length - start);
        int[] moreEnds = new int[size + 1];
        System.arraycopy(ends, 0, moreEnds, 0, place);
        moreEnds[place] = start + length;
        for (int i = place; i < size; i++) {
            moreEnds[i + 1] = ends[i] + length;
        }
        return new KeyRun(prefix, moreHeads, moreRests, moreEnds);
    }

    /** With a key in place of the first. */
    KeyRun startingWith(Key key) {
        Key[] changed = keys(0, size());
        changed[0] = key;
        return of(changed);
    }

    /** Without the keys from one place on, and before another; some must be left. */
    KeyRun without(int from, int to) {
        int size = heads.length;
        int fewer = size - (to - from);
        long[] fewerHeads = new long[fewer];
        System.arraycopy(heads, 0, fewerHeads, 0, from);
        System.arraycopy(heads, to, fewerHeads, from, size - to);
        int start = start(from);
        int gone = start(to) - start;
        byte[] fewerRests = new byte[rests.length - gone];
        System.arraycopy(rests, 0, fewerRests, 0, start);
        System.arraycopy(rests, start + gone, fewerRests, start, fewerRests.length - start);
        int[] fewerEnds = Arrays.copyOf(ends, fewer);
        for (int i = from; i < fewer; i++) {
            fewerEnds[i] = ends[i + to - from] - gone;
        }
        return new KeyRun(prefix, fewerHeads, fewerRests, fewerEnds);
    }

    /** The keys from one place on, and before another; with a longer prefix where some could not be told by their heads. */
    KeyRun part(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (heads[i - 1] == heads[i]) {
                return of(keys(from, to));
            }
        }
        int start = start(from);
        int[] partEnds = Arrays.copyOfRange(ends, from, to);
        for (int i = 0; i < partEnds.length; i++) {
            partEnds[i] -= start;
        }
        return new KeyRun(
                prefix, Arrays.copyOfRange(heads, from, to), Arrays.copyOfRange(rests, start, start(to)), partEnds);
    }

    /** These keys and those that follow them. */
    KeyRun and(KeyRun following) {
        Key[] both = Arrays.copyOf(keys(0, size()), size() + following.size());
        System.arraycopy(following.keys(0, following.size()), 0, both, size(), following.size());
        return of(both);
    }

    private Key[] keys(int from, int to) {
        Key[] keys = new Key[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = get(i);
        }
        return keys;
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

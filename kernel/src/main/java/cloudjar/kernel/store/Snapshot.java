package cloudjar.kernel.store;

import org.jspecify.annotations.Nullable;

/**
 * A consistent view of a whole store: what it shows does not change but by the transaction that owns it. Good only
 * inside the body that received it, on its thread; afterwards every method throws {@link IllegalStateException}.
 */
public interface Snapshot {
    /** The value of the key, or null where there is none. */
    <V> @Nullable V get(Key key, Codec<V> codec);

    /** Whether the key has a value. */
    boolean contains(Key key);

    /** The rows of the range, lazily. */
    <V> Rows<Key, V> range(Range range, Codec<V> codec);

    /** How many rows the range has, its limit included. */
    long count(Range range);
}

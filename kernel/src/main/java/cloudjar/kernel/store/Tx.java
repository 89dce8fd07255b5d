package cloudjar.kernel.store;

import java.time.Instant;
import java.util.List;

/**
 * A transaction: a {@link Snapshot} that sees its own writes, and what should happen when they are committed. Nothing
 * of it happens when the body throws.
 */
public interface Tx extends Snapshot {
    /** Gives the key a value, in place of any it has. The value is immutable. */
    <V> void put(Key key, V value, Codec<V> codec);

    /** Puts one row after the other; takes least where they are in the order of their keys. */
    default <V> void putAll(List<Row<Key, V>> rows, Codec<V> codec) {
        for (Row<Key, V> row : rows) {
            put(row.key(), row.value(), codec);
        }
    }

    /**
     * Adds to the number under the key, without reading it: transactions that add to the same key do not conflict with each
     * other.
     *
     * <p>The number is the sum of all rows whose keys begin with this one, which are of {@link Codec#LONG}: where writers run
     * beside each other an engine gives each a row of its own, and puts several in the place of one when it likes. Where they
     * take turns there is one row, which is what is done by default.
     */
    default void add(Key key, long delta) {
        Long before = get(key, Codec.LONG);
        put(key, before == null ? delta : before + delta, Codec.LONG);
    }

    /** Takes the key away; says whether it was there. */
    boolean delete(Key key);

    /** Takes away the rows of the range, its limit included, and says how many there were. */
    long deleteRange(Range range);

    /**
     * Runs something once the writes are committed and visible, on the committing thread and in the order of
     * registration. What it throws is logged: the commit stands.
     */
    void afterCommit(Runnable effect);

    /** Wakes those who wait for the topic, once the writes are committed and visible. */
    void signal(String topic);

    /**
     * Sets a durable timer, committed with the writes. A timer with the same handler and id is replaced; a due time in
     * the past fires at once.
     */
    void at(Instant due, Timer timer);

    /** Takes a timer away; says whether it was there. */
    boolean cancel(String handler, String id);
}

package cloudjar.kernel.store;

/** The numbers of a {@link Counter} in one scope. Thread-safe; cheap to obtain. */
public final class ScopedCounter<K> {
    private final ScopedTable<K, Long> table;

    ScopedCounter(ScopedTable<K, Long> table) {
        this.table = table;
    }

    /** Adds to a number; takes from it, where {@code delta} is negative. */
    public void add(Tx tx, K key, long delta) {
        if (delta != 0) {
            tx.add(table.wholeKey(key), delta);
        }
    }

    /** The number. */
    public long get(Snapshot snapshot, K key) {
        long sum = 0;
        for (Row<Key, Long> part : snapshot.range(Range.prefix(table.wholeKey(key)), Codec.LONG)) {
            sum += part.value();
        }
        return sum;
    }

    /** Sets a number back to zero, which takes no room. */
    public void clear(Tx tx, K key) {
        tx.deleteRange(Range.prefix(table.wholeKey(key)));
    }
}

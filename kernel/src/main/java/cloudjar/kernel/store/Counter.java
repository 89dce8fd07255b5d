package cloudjar.kernel.store;

/**
 * Numbers that a service adds to and takes from, one for each key, in transactions that do not conflict with each other:
 * only those who read a number do with those who change it. Every number begins at zero. It holds no numbers itself;
 * {@link #in} binds it to those of one account and region.
 *
 * <p>A key's tuple must not be the beginning of another key's. Thread-safe.
 */
public final class Counter<K> {
    private final Table<K, Long> table;

    private Counter(Table<K, Long> table) {
        this.table = table;
    }

    /** The counters of a service, under a name that none of its tables has. */
    public static <K> Counter<K> of(String service, String name, KeyCodec<K> keys) {
        return new Counter<>(Table.of(service, name, keys, Codec.LONG));
    }

    /** The numbers of an account in a region. */
    public ScopedCounter<K> in(String account, String region) {
        return new ScopedCounter<>(table.in(account, region));
    }

    /** The numbers of a scope. */
    public ScopedCounter<K> in(Scope scope) {
        return new ScopedCounter<>(table.in(scope));
    }
}

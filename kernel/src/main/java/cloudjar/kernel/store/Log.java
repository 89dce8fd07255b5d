package cloudjar.kernel.store;

import java.time.Instant;

/**
 * Append-only logs of a service, one for each key: shards of a stream, changes of a table. An entry gets the next number of
 * its log; what is older than the service keeps is trimmed from the beginning. Appending to one log does not conflict with
 * other logs. It holds no entries itself; {@link #in} binds it to those of one account and region.
 *
 * <p>It takes two tables' names of its service:
 *
 * <pre>
 * name        the log's key, sequence long    {@link LogEntry}
 * name/end    the log's key                   the latest number and time
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class Log<K, V> {
    /** An entry's place. */
    record Position<K>(K log, long sequence) {}

    /** Where a log ends: stays when all entries are trimmed, so that numbers are never given twice. */
    record End(long sequence, Instant time) {
        static final End NONE = new End(0, Instant.MIN);
    }

    private final Table<Position<K>, LogEntry<V>> entries;
    private final Table<K, End> ends;

    private Log(Table<Position<K>, LogEntry<V>> entries, Table<K, End> ends) {
        this.entries = entries;
        this.ends = ends;
    }

    /** The logs of a service, under a name that none of its tables has. */
    public static <K, V> Log<K, V> of(String service, String name, KeyCodec<K> logs, Codec<V> values) {
        KeyCodec<Position<K>> positions = KeyCodec.of(
                (position, out) -> {
                    logs.write(position.log(), out);
                    out.add(position.sequence());
                },
                in -> new Position<>(logs.read(in), in.nextLong()));
        return new Log<>(
                Table.of(service, name, positions, LogEntry.codec(values)),
                Table.beside(service, name, "end", logs, RecordCodec.of(End.class)));
    }

    /** The logs of an account in a region. */
    public ScopedLog<K, V> in(String account, String region) {
        return in(new Scope(account, region));
    }

    /** The logs of a scope. */
    public ScopedLog<K, V> in(Scope scope) {
        return new ScopedLog<>(entries.in(scope), ends.in(scope));
    }
}

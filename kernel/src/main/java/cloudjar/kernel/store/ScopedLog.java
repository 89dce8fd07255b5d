package cloudjar.kernel.store;

import cloudjar.kernel.store.Log.End;
import cloudjar.kernel.store.Log.Position;
import java.time.Instant;
import java.util.Optional;

/** The logs of a {@link Log} in one scope. Thread-safe; cheap to obtain. */
public final class ScopedLog<K, V> {
    private final ScopedTable<Position<K>, LogEntry<V>> entries;
    private final ScopedTable<K, End> ends;

    ScopedLog(ScopedTable<Position<K>, LogEntry<V>> entries, ScopedTable<K, End> ends) {
        this.entries = entries;
        this.ends = ends;
    }

    /**
     * Appends an entry.
     *
     * @param now the time of the entry; where that is before the one of the latest entry, because the clock was set back,
     *     the entry bears the latter
     * @return its number: 1 for the first of the log, then one more than the entry before
     */
    public long append(Tx tx, K log, Instant now, V value) {
        End end = end(tx, log);
        Instant time = now.isBefore(end.time()) ? end.time() : now;
        long sequence = end.sequence() + 1;
        ends.put(tx, log, new End(sequence, time));
        entries.put(tx, new Position<>(log, sequence), new LogEntry<>(time, value));
        return sequence;
    }

    /** The entry of that number, unless it was trimmed or is still to come. */
    public Optional<LogEntry<V>> get(Snapshot snapshot, K log, long sequence) {
        return entries.get(snapshot, new Position<>(log, sequence));
    }

    /** The entries from a number on by their numbers, lazily; begins with the oldest kept where that is later. */
    public Rows<Long, LogEntry<V>> from(Snapshot snapshot, K log, long sequence, int limit) {
        return entries.rows(snapshot, since(log, sequence).limit(limit))
                .map(row -> new Row<>(row.key().sequence(), row.value()));
    }

    /** The number of the oldest entry kept; {@link #next} where there is none. */
    public long first(Snapshot snapshot, K log) {
        return from(snapshot, log, 0, 1).first().map(Row::key).orElseGet(() -> next(snapshot, log));
    }

    /** The number that the next entry will get. */
    public long next(Snapshot snapshot, K log) {
        return end(snapshot, log).sequence() + 1;
    }

    /** The number of the first entry kept from that time or later; {@link #next} where there is none. Takes logarithmic time. */
    public long firstSince(Snapshot snapshot, K log, Instant time) {
        long low = first(snapshot, log);
        long high = next(snapshot, log);
        while (low < high) {
            long middle = low + (high - low) / 2;
            Row<Long, LogEntry<V>> entry =
                    from(snapshot, log, middle, 1).first().orElseThrow();
            if (entry.value().time().isBefore(time)) {
                low = entry.key() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Takes away the oldest entries from before a time, so many at most: to be called again, in another transaction, while it
     * takes as many.
     *
     * @return how many it took
     */
    public long trim(Tx tx, K log, Instant before, int limit) {
        long cut = firstSince(tx, log, before);
        return entries.deleteRange(
                tx,
                Range.between(entries.tuple(new Position<>(log, 0)), entries.tuple(new Position<>(log, cut)))
                        .limit(limit));
    }

    /** Takes a log away; one with the same key begins anew. */
    public void delete(Tx tx, K log) {
        entries.deleteRange(tx, since(log, 0));
        ends.delete(tx, log);
    }

    private Range since(K log, long sequence) {
        return Range.between(
                entries.tuple(new Position<>(log, sequence)), ends.tuple(log).afterPrefix());
    }

    private End end(Snapshot snapshot, K log) {
        return ends.get(snapshot, log).orElse(End.NONE);
    }
}

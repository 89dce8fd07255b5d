package cloudjar.kernel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The end of a {@link Table}'s rows by the world's clock, declared by {@link Table#expiry}. A row that is written with an end
 * sets a timer for the first whole second that is not before it, and when that fires the row goes: in the transaction that
 * takes it away the service says what else happens. A row that is written again with a later end, or without one, stays.
 *
 * <p>The service registers a handler of timers under {@link #handler} that calls {@link #fire}. Rows that end in one second
 * share a timer, so writers beside each other do not conflict over it. Thread-safe.
 */
public final class Expiry<K, V> {
    /** How many rows one transaction takes away at most. */
    public static final int BATCH_MAX = 500;

    /** What else happens when a row goes. */
    @FunctionalInterface
    public interface Expired<K, V> {
        /** The row has just been taken away in this transaction. */
        void expired(Tx tx, Scope scope, Row<K, V> row);
    }

    private final Table<K, V> table;
    private final Index<Instant, K, V> byExpiry;
    private final Function<? super V, Optional<Instant>> expires;

    Expiry(Table<K, V> table, Index<Instant, K, V> byExpiry, Function<? super V, Optional<Instant>> expires) {
        this.table = table;
        this.byExpiry = byExpiry;
        this.expires = expires;
    }

    /** The name of the handler whose timers it sets, such as {@code dynamodb.items.expiry}. */
    public String handler() {
        return table.service() + "." + table.name() + ".expiry";
    }

    /** The rows that have an end, in the order in which they come to it. */
    public Scan<K, V> rows(Scope scope) {
        return byExpiry.in(scope);
    }

    /**
     * Takes away the rows for which one of its timers was set, in transactions of {@link #BATCH_MAX} rows.
     *
     * @param due when the timer was due
     */
    public void fire(Store store, Timer timer, Instant due, Expired<K, V> effect) {
        Scope scope = scopeOf(timer);
        boolean more = true;
        while (more) {
            more = store.write(tx -> expire(tx, scope, due, effect)) == BATCH_MAX;
        }
    }

    private int expire(Tx tx, Scope scope, Instant due, Expired<K, V> effect) {
        ScopedTable<K, V> rows = table.in(scope);
        ScopedIndex<Instant, K, V> index = byExpiry.in(scope);
        Range ended = Range.between(Key.EMPTY, index.tuple(due).afterPrefix()).limit(BATCH_MAX);
        List<Row<K, V>> gone = index.rows(tx, ended).toList();
        for (Row<K, V> row : gone) {
            rows.delete(tx, row.key());
            effect.expired(tx, scope, row);
        }
        return gone.size();
    }

    /**
     * Sees to it that a timer is set for a row that is written. One that fires at this moment does not count: it may have
     * looked for rows already.
     */
    void arm(Tx tx, Scope scope, V value) {
        Optional<Instant> end = expires.apply(value);
        if (end.isPresent()) {
            Instant due = wholeSecond(end.get());
            String id = scope.account() + "/" + scope.region() + "/" + due.getEpochSecond();
            if (!TimerTable.isWaiting(tx, handler(), id)) {
                tx.at(due, Timer.of(handler(), id));
            }
        }
    }

    private static Instant wholeSecond(Instant time) {
        Instant second = Instant.ofEpochSecond(time.getEpochSecond());
        return second.equals(time) ? second : second.plusSeconds(1);
    }

    private static Scope scopeOf(Timer timer) {
        String[] parts = timer.id().split("/", -1);
        return new Scope(parts[0], parts[1]);
    }
}

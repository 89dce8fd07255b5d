package cloudjar.kernel.store;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of a world's timers. Timers due at the same instant are ordered by handler and id. */
public final class TimerTable {
    private record Id(String handler, String id) {}

    private static final Table<Id, ScheduledTimer> TABLE =
            Table.of("kernel", "timers", KeyCodec.of(Id.class), RecordCodec.of(ScheduledTimer.class));
    private static final Index<Instant, Id, ScheduledTimer> BY_DUE =
            TABLE.index("by-due", KeyCodec.of(Instant.class), row -> List.of(row.due()));

    private static final ScopedTable<Id, ScheduledTimer> TIMERS = TABLE.in(Scope.GLOBAL);
    private static final ScopedIndex<Instant, Id, ScheduledTimer> DUE = BY_DUE.in(Scope.GLOBAL);

    private static final Key DUE_PREFIX = Key.of("", "", TABLE.service(), TABLE.name() + "/by-due");

    private TimerTable() {}

    /** The timer that falls due first. */
    public static Optional<ScheduledTimer> first(Snapshot snapshot) {
        return DUE.rows(snapshot, Range.all().limit(1)).first().map(Row::value);
    }

    /** All timers in the order in which they fall due. */
    public static Rows<?, ScheduledTimer> all(Snapshot snapshot) {
        return DUE.rows(snapshot);
    }

    /** Sets a timer, in place of one with the same handler and id. */
    public static void set(Tx tx, Instant due, Timer timer) {
        TIMERS.put(tx, idOf(timer), new ScheduledTimer(due, timer, 0, false));
    }

    /** Whether a timer is set and does not fire at this moment. */
    static boolean isWaiting(Snapshot snapshot, String handler, String id) {
        return TIMERS.get(snapshot, new Id(handler, id))
                .filter(timer -> !timer.firing())
                .isPresent();
    }

    /** Whether a row of a store is one of the index of timers. */
    public static boolean isIndex(Key row) {
        return row.startsWith(DUE_PREFIX);
    }

    /**
     * Sets a timer by its row in another store; not yet fired, whatever became of it there.
     *
     * @return false where the row is not a timer's
     * @throws MalformedValueException where it is one's and says something else
     */
    public static boolean restore(Tx tx, Row<Key, Bytes> row) {
        if (!row.key().startsWith(TIMERS.prefix())) {
            return false;
        }
        ScheduledTimer timer = TABLE.values().decode(row.value().toArray());
        if (!TIMERS.wholeKey(idOf(timer.timer())).equals(row.key())) {
            throw new MalformedValueException("a timer under the key of another: " + row.key());
        }
        TIMERS.put(tx, idOf(timer.timer()), new ScheduledTimer(timer.due(), timer.timer(), timer.failures(), false));
        return true;
    }

    /** Takes a timer away; says whether it was there. */
    public static boolean cancel(Tx tx, String handler, String id) {
        return TIMERS.delete(tx, new Id(handler, id));
    }

    /** Takes the first timer that is due at that instant, to fire it; {@link #fired} or {@link #failed} must follow. */
    public static Optional<ScheduledTimer> take(Tx tx, Instant now) {
        Optional<ScheduledTimer> due = first(tx).filter(row -> !row.due().isAfter(now));
        due.ifPresent(row ->
                TIMERS.put(tx, idOf(row.timer()), new ScheduledTimer(row.due(), row.timer(), row.failures(), true)));
        return due;
    }

    /** Takes away a timer that has fired, unless it was set again or cancelled meanwhile; says whether it did. */
    public static boolean fired(Tx tx, Timer timer) {
        return isFiring(tx, timer) && TIMERS.delete(tx, idOf(timer));
    }

    /** Sets a timer whose firing failed to fire again, unless it was set again or cancelled meanwhile; says whether it did. */
    public static boolean failed(Tx tx, ScheduledTimer failed, Instant again) {
        boolean current = isFiring(tx, failed.timer());
        if (current) {
            TIMERS.put(
                    tx, idOf(failed.timer()), new ScheduledTimer(again, failed.timer(), failed.failures() + 1, false));
        }
        return current;
    }

    private static boolean isFiring(Tx tx, Timer timer) {
        return TIMERS.get(tx, idOf(timer)).filter(ScheduledTimer::firing).isPresent();
    }

    private static Id idOf(Timer timer) {
        return new Id(timer.handler(), timer.id());
    }
}

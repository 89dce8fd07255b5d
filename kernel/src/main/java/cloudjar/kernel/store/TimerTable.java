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
        TIMERS.put(tx, idOf(timer), new ScheduledTimer(due, timer, 0, false, 0));
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
        TIMERS.put(tx, idOf(timer.timer()), new ScheduledTimer(timer.due(), timer.timer(), timer.failures(), false, 0));
        return true;
    }

    /** Takes a timer away; says whether it was there. */
    public static boolean cancel(Tx tx, String handler, String id) {
        return TIMERS.delete(tx, new Id(handler, id));
    }

    /**
     * Takes the first timer that is due at that instant, to fire it; {@link #fired} or {@link #failed} must follow. While
     * another node has it there is none: timers fire one after the other.
     *
     * @param self the node that fires it
     * @param dead a node that has died, whose timer is taken from it; the firing node itself where there is none
     */
    public static Optional<ScheduledTimer> take(Tx tx, Instant now, long self, long dead) {
        Optional<ScheduledTimer> due = first(tx)
                .filter(row -> !row.due().isAfter(now))
                .filter(row -> !row.isWithAnother(self) || row.node() == dead);
        due.ifPresent(row -> TIMERS.put(
                tx, idOf(row.timer()), new ScheduledTimer(row.due(), row.timer(), row.failures(), true, self)));
        return due;
    }

    /** Takes away a timer that a node has fired, unless it was set again or cancelled meanwhile; says whether it did. */
    public static boolean fired(Tx tx, Timer timer, long self) {
        return isFiring(tx, timer, self) && TIMERS.delete(tx, idOf(timer));
    }

    /** Sets a timer whose firing failed to fire again, unless it was set again or cancelled meanwhile; says whether it did. */
    public static boolean failed(Tx tx, ScheduledTimer failed, Instant again, long self) {
        boolean current = isFiring(tx, failed.timer(), self);
        if (current) {
            TIMERS.put(
                    tx,
                    idOf(failed.timer()),
                    new ScheduledTimer(again, failed.timer(), failed.failures() + 1, false, 0));
        }
        return current;
    }

    /** Puts off a timer that nobody could fire, unless it was set again or cancelled meanwhile; says whether it did. */
    public static boolean putOff(Tx tx, ScheduledTimer timer, Instant again, long self) {
        boolean current = isFiring(tx, timer.timer(), self);
        if (current) {
            TIMERS.put(tx, idOf(timer.timer()), new ScheduledTimer(again, timer.timer(), timer.failures(), false, 0));
        }
        return current;
    }

    private static boolean isFiring(Tx tx, Timer timer, long self) {
        return TIMERS.get(tx, idOf(timer))
                .filter(row -> row.firing() && row.node() == self)
                .isPresent();
    }

    private static Id idOf(Timer timer) {
        return new Id(timer.handler(), timer.id());
    }
}

package cloudjar.services.ssm;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import java.time.Instant;

/** What maintenance windows do by themselves: they open, their tasks go on, and what is old goes. */
final class WindowTimers {
    static final String OPEN = "ssm.window";
    static final String RUN = "ssm.windowRun";

    private static final String CUTOFF = "/cutoff";

    private WindowTimers() {}

    static void register(TimerHandlers handlers, WindowRuns runs) {
        handlers.register(OPEN, (world, timer, due) -> runs.open(world, Place.of(timer), due));
        handlers.register(RUN, (world, timer, due) -> runs.advance(world, Place.of(timer)));
        handlers.register(
                WindowTables.EXECUTIONS_END.handler(),
                (world, timer, due) -> WindowTables.EXECUTIONS_END.fire(
                        world.store(), timer, due, (tx, scope, row) -> WindowTables.in(scope)
                                .runs
                                .deleteRange(tx, Range.prefix(Key.of(row.key())))));
        handlers.register(
                WindowTables.TOKENS_END.handler(),
                (world, timer, due) -> WindowTables.TOKENS_END.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** What a timer is about, and where that is. */
    record Place(Scope scope, String id) {
        static Place of(Timer timer) {
            String[] parts = timer.id().split("/", -1);
            return new Place(new Scope(parts[0], parts[1]), parts[2]);
        }
    }

    private static String id(Scope scope, String id) {
        return scope.account() + "/" + scope.region() + "/" + id;
    }

    /** Sets the timer of a window's next opening, or takes it away. */
    static void arm(Tx tx, Scope scope, StoredWindow window, Instant after) {
        window.next(after)
                .ifPresentOrElse(
                        next -> tx.at(next, Timer.of(OPEN, id(scope, window.id()))),
                        () -> disarm(tx, scope, window.id()));
    }

    static void disarm(Tx tx, Scope scope, String window) {
        tx.cancel(OPEN, id(scope, window));
    }

    /** The timer on which the tasks of an execution go on. */
    static Timer run(Scope scope, String execution) {
        return Timer.of(RUN, id(scope, execution));
    }

    /** The timer of the moment from which on no task starts. */
    static Timer cutoff(Scope scope, String execution) {
        return Timer.of(RUN, id(scope, execution) + CUTOFF);
    }
}

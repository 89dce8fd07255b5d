package cloudjar.kernel.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The time of one world. It runs with the machine's clock until it is frozen or moved, and runs on from where it was moved
 * to. Thread-safe.
 *
 * <p>A move forward passes through the due time of every timer on its way: the timers fire in order, each seeing its own
 * due time as {@link #now()}, those they set included, and the move returns when all that fell due has fired. A handler of
 * a timer must not move the clock.
 */
public final class Clock {
    private sealed interface Hands {
        /** Running, ahead of the machine by the offset. */
        record Running(Duration offset) implements Hands {}

        /** Standing: frozen, or held for the time of a move. */
        record Standing(Instant at, boolean frozen) implements Hands {}
    }

    /** Fires what falls due on the way to the target, moving the clock with {@link #hold} as it goes. */
    interface Settler {
        void settle(Instant target);
    }

    private final InstantSource machine;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Hands hands;
    private volatile Settler settler = target -> {};

    /** A clock that runs with the machine's. */
    public Clock() {
        this(InstantSource.system());
    }

    /** A clock that runs with the given source of time. */
    public Clock(InstantSource machine) {
        this(machine, new Hands.Running(Duration.ZERO));
    }

    private Clock(InstantSource machine, Hands hands) {
        this.machine = machine;
        this.hands = hands;
    }

    /** A clock of its own that shows the same time and is frozen or runs as this one. */
    public Clock copy() {
        Hands shown = hands;
        return new Clock(
                machine,
                shown instanceof Hands.Standing standing && !standing.frozen() ? runningFrom(standing.at()) : shown);
    }

    /** The time. */
    public Instant now() {
        return switch (hands) {
            case Hands.Standing standing -> standing.at();
            case Hands.Running running ->
                running.offset().isZero()
                        ? machine.instant()
                        : machine.instant().plus(running.offset());
        };
    }

    /** Whether it stands until someone moves or resumes it. */
    public boolean frozen() {
        return hands instanceof Hands.Standing standing && standing.frozen();
    }

    /** Stops the clock at the present time. */
    public void freeze() {
        inTurn(() -> hands = new Hands.Standing(now(), true));
    }

    /** Lets a frozen clock run on from where it stands. */
    public void resume() {
        inTurn(() -> hands = runningFrom(now()));
    }

    /** Moves the clock on; it stays frozen or goes on running. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock does not advance by " + duration);
        }
        move(now -> now.plus(duration));
    }

    /** Moves the clock to a time; into the past too, where nothing fires. It stays frozen or goes on running. */
    public void set(Instant time) {
        move(now -> time);
    }

    /** Goes back to the machine's time, running. */
    public void reset() {
        inTurn(() -> hands = new Hands.Running(Duration.ZERO));
    }

    /** A deadline so far from now, for a wait that a real caller waits for. */
    public Deadline deadlineIn(Duration duration) {
        return new Deadline(this, now().plus(duration), System.nanoTime() + duration.toNanos());
    }

    private void move(UnaryOperator<Instant> where) {
        inTurn(() -> {
            Instant from = now();
            Instant to = where.apply(from);
            boolean frozen = frozen();
            hands = new Hands.Standing(from, frozen);
            try {
                if (to.isAfter(from)) {
                    settler.settle(to);
                }
                hands = new Hands.Standing(to, frozen);
            } finally {
                if (!frozen) {
                    hands = runningFrom(now());
                }
            }
        });
    }

    /** Shows the time of the next timer during a move; only for the settler. A clock never goes back in a move. */
    void hold(Instant time) {
        if (hands instanceof Hands.Standing standing && standing.at().isBefore(time)) {
            hands = new Hands.Standing(time, standing.frozen());
        }
    }

    /** Who fires timers; there is one. */
    void settleWith(Settler timers) {
        settler = timers;
    }

    /** Calls back after every change of the clock, other than its running. */
    void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** Held while the clock moves and while a timer fires. */
    ReentrantLock turn() {
        return turn;
    }

    private void inTurn(Runnable change) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a handler of a timer must not move the clock");
        }
        turn.lock();
        try {
            change.run();
        } finally {
            turn.unlock();
            listeners.forEach(Runnable::run);
        }
    }

    private Hands runningFrom(Instant time) {
        return new Hands.Running(Duration.between(machine.instant(), time));
    }
}

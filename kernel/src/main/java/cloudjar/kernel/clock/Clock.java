package cloudjar.kernel.clock;

import cloudjar.kernel.store.Peers;
import cloudjar.kernel.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
    private volatile Consumer<ClockState> keeper = state -> {};
    private volatile Runnable beforeMove = () -> {};

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

    /**
     * Shows what an earlier clock of this store showed, if one was ever touched, and keeps its own changes there from now on:
     * a change is kept before the call that makes it returns. To be called before the clock is used.
     */
    public void continueIn(Store store, Peers peers) {
        store.read(ClockState::in).ifPresent(kept -> hands = handsOf(kept));
        keeper = state -> {
            keep(store, state);
            peers.announce();
        };
    }

    /** Keeps what it shows in the store. To be called before the clock is used, and before {@link #continueIn}. */
    public void keepIn(Store store) {
        keep(store, state());
    }

    /** Shows what the store says, where another node may have changed it. */
    public void lookAgain(Store store) {
        inTurn(() -> hands =
                store.read(ClockState::in).map(Clock::handsOf).orElseGet(() -> new Hands.Running(Duration.ZERO)));
    }

    private static void keep(Store store, ClockState state) {
        boolean unused = store.write(tx -> {
            state.keepIn(tx);
            return true;
        });
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
        inTurn(() -> turnTo(new Hands.Standing(now(), true)));
    }

    /** Lets a frozen clock run on from where it stands. */
    public void resume() {
        inTurn(() -> turnTo(runningFrom(now())));
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
        inTurn(() -> turnTo(new Hands.Running(Duration.ZERO)));
    }

    /** A deadline so far from now, for a wait that a real caller waits for. */
    public Deadline deadlineIn(Duration duration) {
        return new Deadline(this, now().plus(duration), System.nanoTime() + duration.toNanos());
    }

    /**
     * What is to be finished before the clock is moved, since it belongs to the time before; in place of what was named last. Timers that
     * fire on the way begin more of it, so it is finished before each minute that the clock shows in a move, too.
     */
    public void beforeMove(Runnable finishing) {
        if (beforeMove != finishing) {
            beforeMove = finishing;
        }
    }

    private void move(UnaryOperator<Instant> where) {
        if (!turn.isHeldByCurrentThread()) {
            beforeMove.run();
        }
        inTurn(() -> {
            Instant from = now();
            Instant to = where.apply(from);
            boolean frozen = frozen();
            hands = new Hands.Standing(from, frozen);
            try {
                if (to.isAfter(from)) {
                    settler.settle(to);
                    finishBefore(to);
                }
                hands = new Hands.Standing(to, frozen);
            } finally {
                if (!frozen) {
                    hands = runningFrom(now());
                }
                keeper.accept(state());
            }
        });
    }

    /**
     * Fires what fell due since a time in the past, while nobody fired timers, in its order and each timer seeing its own due
     * time; shows the present time again afterwards. For the settler's owner, before the world is used.
     */
    void catchUp(Instant from) {
        inTurn(() -> {
            Hands present = hands;
            Instant now = now();
            if (from.isBefore(now)) {
                hands = new Hands.Standing(from, frozen());
                try {
                    settler.settle(now);
                    finishBefore(now);
                } finally {
                    hands = present;
                }
            }
        });
    }

    /** A change that is not kept does not happen. */
    private void turnTo(Hands next) {
        keeper.accept(stateOf(next));
        hands = next;
    }

    private ClockState state() {
        return stateOf(hands);
    }

    private static ClockState stateOf(Hands hands) {
        return switch (hands) {
            case Hands.Running running -> new ClockState.Running(running.offset());
            case Hands.Standing standing -> new ClockState.Frozen(standing.at());
        };
    }

    private static Hands handsOf(ClockState state) {
        return switch (state) {
            case ClockState.Running running -> new Hands.Running(running.ahead());
            case ClockState.Frozen frozen -> new Hands.Standing(frozen.at(), true);
        };
    }

    /** Shows the time of the next timer during a move; only for the settler. A clock never goes back in a move. */
    void hold(Instant time) {
        if (hands instanceof Hands.Standing standing && standing.at().isBefore(time)) {
            finishBefore(time);
            hands = new Hands.Standing(time, standing.frozen());
        }
    }

    private void finishBefore(Instant time) {
        if (!now().truncatedTo(ChronoUnit.MINUTES).equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            beforeMove.run();
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

package cloudjar.kernel.clock;

import cloudjar.kernel.store.Peers;
import cloudjar.kernel.store.ScheduledTimer;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.TimerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires a world's durable timers when they fall due: one after the other, on one thread, or on the thread that advances the
 * clock. Timers are set with {@code tx.at} and taken away with {@code tx.cancel}.
 *
 * <p>A timer is fired at least once: it is taken away after its handler has returned, so one that was firing when the
 * process died fires again. A handler that cancels its own timer in the transaction that does the work fires exactly once. A
 * Where several nodes share the store, one of them fires a timer; when it dies while it does, another fires it again. A
 * handler that throws is tried again after {@link #RETRY_FIRST}, doubled each time; after {@link #FAILURES_MAX} failures
 * the timer is dropped. One that has no handler in this process is put off by {@link #PUT_OFF}. Handlers are short: others wait
 * meanwhile.
 */
public final class Timers implements AutoCloseable {
    /** After how many failures a timer is dropped. */
    public static final int FAILURES_MAX = 5;

    /** How long after its first failure a timer is tried again. */
    public static final Duration RETRY_FIRST = Duration.ofSeconds(1);

    /** How long a timer that has no handler in this process is put off. */
    public static final Duration PUT_OFF = Duration.ofDays(1);

    /** How long the thread waits after the store failed it, by the machine's clock. */
    public static final Duration STORE_RETRY = Duration.ofSeconds(2);

    /** How many timers may fire in one move of the clock: more means that they set each other without end. */
    public static final int FIRINGS_PER_MOVE_MAX = 10_000_000;

    /** How long the others leave a timer that is due to the first of the nodes, before they do its work. */
    private static final Duration OTHERS_TURN = Duration.ofMillis(500);

    /** How long a move of the clock waits before it looks whether another node has fired its timer. */
    private static final Duration OTHERS_PAUSE = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Duration CLOSING_MAX = Duration.ofSeconds(10);

    /** What a timer does when it fires. */
    @FunctionalInterface
    public interface Firing {
        /** Fires a timer that was due then; may throw, and is then tried again. */
        void fire(Timer timer, Instant due);
    }

    private record Started(Store store, Firing firing) {}

    private final Clock clock;
    private final String name;
    private final Peers peers;

    /** Guards what follows; held for no longer than it takes to look at it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition news = lock.newCondition();
    private boolean changed;
    private boolean closed;

    /** When the waiting thread will look again by itself; null while it does not wait. */
    private @Nullable Instant waitingUntil;

    private @Nullable Started started;
    private @Nullable Thread worker;

    /**
     * Timers that do not fire yet.
     *
     * @param name names the thread
     * @param peers who may fire timers of the same store
     */
    public Timers(Clock clock, String name, Peers peers) {
        this.clock = clock;
        this.name = name;
        this.peers = peers;
        clock.settleWith(this::settle);
        clock.onMove(this::wake);
    }

    /**
     * Fires the timers of the store from now on. Those that fell due earlier have fired when this returns, in the order of
     * their due times, each with the clock showing its own. To be called once.
     */
    public void start(Store store, Firing firing) {
        lock.lock();
        try {
            started = new Started(store, firing);
        } finally {
            lock.unlock();
        }
        store.read(TimerTable::first).ifPresent(first -> clock.catchUp(first.due()));
        store.read(TimerTable::first).ifPresent(first -> set(first.due()));
    }

    /** Says that a timer was set. There is no thread before the first one. */
    public void set(Instant due) {
        lock.lock();
        try {
            Started work = started;
            if (worker == null && work != null && !closed) {
                worker = Thread.ofVirtual().name("timers-" + name).start(() -> work(work));
            }
            // What falls due later than what is waited for is no news.
            if (waitingUntil == null || due.isBefore(waitingUntil)) {
                changed = true;
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The timers set, in the order in which they fall due. */
    public List<ScheduledTimer> pending(int limit) {
        Started work = current();
        return work == null
                ? List.of()
                : work.store().read(snapshot -> TimerTable.all(snapshot).stream()
                        .limit(limit)
                        .map(row -> row.value())
                        .toList());
    }

    /** Ends the thread; a handler that runs is interrupted and waited for. */
    @Override
    public void close() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            ending = worker;
        } finally {
            lock.unlock();
        }
        if (ending == null || ending == Thread.currentThread()) {
            return;
        }
        ending.interrupt();
        try {
            if (!ending.join(CLOSING_MAX)) {
                LOG.warn("a timer's handler in world {} did not end in {}", name, CLOSING_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks again at the store, where another node may have set timers, or left some unfired. */
    public void lookAgain() {
        set(Instant.MIN);
    }

    private void wake() {
        lock.lock();
        try {
            changed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work(Started work) {
        try {
            boolean open = true;
            while (open) {
                open = fireNext(work);
            }
        } catch (InterruptedException closing) {
            LOG.debug("the timers of world {} end", name, closing);
        }
    }

    /** Waits for a timer and fires it; false when these timers are closed. */
    private boolean fireNext(Started work) throws InterruptedException {
        try {
            Optional<ScheduledTimer> next = awaitNext(work);
            if (next.isEmpty()) {
                return false;
            }
            clock.turn().lockInterruptibly();
            try {
                fireFirst(work, next.get(), clock.now());
            } finally {
                clock.turn().unlock();
            }
        } catch (StoreFailedException e) {
            // A full disk has room again some day. The end of these timers may interrupt the store, too.
            if (isClosed()) {
                return false;
            }
            LOG.warn("the timers of world {} wait for its store", name, e);
            pause();
        }
        return true;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = STORE_RETRY.toNanos();
            while (left > 0 && !closed) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a timer is due that this node is to fire; none when these timers are closed. */
    private Optional<ScheduledTimer> awaitNext(Started work) throws InterruptedException {
        while (true) {
            lock.lockInterruptibly();
            try {
                if (closed) {
                    return Optional.empty();
                }
                changed = false;
            } finally {
                lock.unlock();
            }
            Optional<ScheduledTimer> first = work.store().read(TimerTable::first);
            if (first.isEmpty() || first.get().due().isAfter(clock.now())) {
                awaitNews(first.map(ScheduledTimer::due));
            } else if (isOurs(first.get())) {
                return first;
            } else {
                awaitOthers();
            }
        }
    }

    /** Whether this node fires a timer that is due: the first of the nodes does, and others what is long overdue. */
    private boolean isOurs(ScheduledTimer timer) {
        long self = peers.self();
        if (!peers.isAlive(self)) {
            return false;
        }
        if (timer.isWithAnother(self)) {
            return !peers.isAlive(timer.node());
        }
        return peers.isFirst() || !timer.due().plus(OTHERS_TURN).isAfter(clock.now());
    }

    private void awaitOthers() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = OTHERS_TURN.toNanos();
            while (left > 0 && !changed && !closed) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the time or until something has changed; under a clock that stands, for a change alone. */
    private void awaitNews(Optional<Instant> until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waitingUntil = until.orElse(Instant.MAX);
            while (!changed && !closed) {
                if (until.isEmpty() || clock.frozen()) {
                    news.await();
                } else {
                    Duration wait = Duration.between(clock.now(), until.get());
                    if (!wait.isPositive()) {
                        return;
                    }
                    news.await(nanos(wait), TimeUnit.NANOSECONDS);
                }
            }
        } finally {
            waitingUntil = null;
            lock.unlock();
        }
    }

    /** Fires all that falls due up to the target, in order; called by the clock, in its turn. */
    private void settle(Instant target) {
        Started work = current();
        if (work == null) {
            return;
        }
        for (int fired = 0; fired < FIRINGS_PER_MOVE_MAX; fired++) {
            Optional<ScheduledTimer> first = work.store().read(TimerTable::first);
            if (first.isEmpty() || first.get().due().isAfter(target)) {
                return;
            }
            ScheduledTimer timer = first.get();
            clock.hold(timer.due());
            if (timer.isWithAnother(peers.self()) && peers.isAlive(timer.node())) {
                LockSupport.parkNanos(this, OTHERS_PAUSE.toNanos());
            } else {
                fireFirst(work, timer, clock.now());
            }
        }
        throw new IllegalStateException(
                "more than " + FIRINGS_PER_MOVE_MAX + " timers fired in one move of the clock: they set each other");
    }

    /**
     * Fires the first timer.
     *
     * @param first as it was seen; if another node has it, that node is dead
     */
    private void fireFirst(Started work, ScheduledTimer first, Instant now) {
        long self = peers.self();
        long dead = first.isWithAnother(self) ? first.node() : self;
        Optional<ScheduledTimer> taken = work.store().write(tx -> TimerTable.take(tx, now, self, dead));
        if (taken.isEmpty()) {
            return;
        }
        Timer timer = taken.get().timer();
        try {
            work.firing().fire(timer, taken.get().due());
        } catch (NobodyFiresException e) {
            LOG.debug("timer {} {} is put off", timer.handler(), timer.id(), e);
            Instant later = clock.now().plus(PUT_OFF);
            work.store().write(tx -> TimerTable.putOff(tx, taken.get(), later, self));
            return;
        } catch (RuntimeException | Error e) {
            // A handler is other people's code, and this thread is everyone's.
            failed(work, taken.get(), self, e);
            return;
        }
        work.store().write(tx -> TimerTable.fired(tx, timer, self));
    }

    private void failed(Started work, ScheduledTimer timer, long self, Throwable e) {
        int failures = timer.failures() + 1;
        if (failures >= FAILURES_MAX) {
            LOG.error(
                    "timer {} {} failed {} times and is dropped",
                    timer.timer().handler(),
                    timer.timer().id(),
                    failures,
                    e);
            work.store().write(tx -> TimerTable.fired(tx, timer.timer(), self));
            return;
        }
        Instant again = clock.now().plus(RETRY_FIRST.multipliedBy(1L << timer.failures()));
        LOG.warn(
                "timer {} {} failed and is tried again at {}",
                timer.timer().handler(),
                timer.timer().id(),
                again,
                e);
        work.store().write(tx -> TimerTable.failed(tx, timer, again, self));
    }

    private @Nullable Started current() {
        lock.lock();
        try {
            return started;
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration wait) {
        return wait.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : wait.toNanos();
    }
}

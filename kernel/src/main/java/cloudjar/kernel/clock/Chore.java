package cloudjar.kernel.clock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done in portions beside those who ask for it, on one thread that rests before each portion: so it takes a bounded
 * share of the machine, and what comes together is done together. There is no thread before somebody asks. Thread-safe.
 */
public final class Chore implements AutoCloseable {
    private final String name;
    private final long restNanos;
    private final Runnable portion;
    private final BooleanSupplier more;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean idle = new AtomicBoolean();
    private volatile @Nullable Thread worker;
    private volatile boolean closed;

    /**
     * Work of which nothing is done yet.
     *
     * @param name names the thread
     * @param rest before each portion, by the machine's clock
     * @param portion does some of it, and fails for no reason
     * @param more whether there is any to do
     */
    public Chore(String name, Duration rest, Runnable portion, BooleanSupplier more) {
        this.name = name;
        this.restNanos = rest.toNanos();
        this.portion = portion;
        this.more = more;
    }

    /** Says that there is something to do; returns at once. */
    public void ask() {
        if (!begun.get() && begun.compareAndSet(false, true)) {
            worker = Thread.ofVirtual().name(name).start(this::work);
        } else if (idle.get() && idle.compareAndSet(true, false)) {
            LockSupport.unpark(worker);
        }
    }

    /** Ends the thread after the portion that it does; what is left stays undone. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(worker);
    }

    private void work() {
        while (!closed) {
            LockSupport.parkNanos(this, restNanos);
            portion.run();
            idle.set(true);
            while (!more.getAsBoolean() && idle.get() && !closed) {
                LockSupport.park(this);
            }
            idle.set(false);
        }
    }
}

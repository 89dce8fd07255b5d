package cloudjar.kernel.clock;

import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One waiter's ear for the topics it subscribed to. One thread at a time waits with it. */
public final class Subscription implements AutoCloseable {
    private final Signals signals;
    private final Set<String> topics;
    private volatile boolean signalled;
    private volatile @Nullable Thread waiting;

    Subscription(Signals signals, Set<String> topics) {
        this.signals = signals;
        this.topics = topics;
    }

    /**
     * Waits for a signal that came after the subscription and after the signal that ended the wait before; one that has
     * come already ends the wait at once.
     */
    public Wakeup await(Deadline deadline) throws InterruptedException {
        waiting = Thread.currentThread();
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (signals.closed()) {
                    return Wakeup.CLOSED;
                }
                if (signalled) {
                    signalled = false;
                    return Wakeup.SIGNALLED;
                }
                if (deadline.passed()) {
                    return Wakeup.TIMED_OUT;
                }
                LockSupport.parkNanos(this, deadline.remainingNanos());
            }
        } finally {
            synchronized (this) {
                waiting = null;
            }
        }
    }

    /** Whether the thread waits for a signal now. */
    public static boolean waits(Thread thread) {
        return LockSupport.getBlocker(thread) instanceof Subscription;
    }

    /**
     * Interrupts the thread where it waits for a signal now; a thread that does anything else, which an interrupt might break,
     * is left alone.
     */
    public static void endWaitOf(Thread thread) {
        if (LockSupport.getBlocker(thread) instanceof Subscription subscription) {
            subscription.interrupt(thread);
        }
    }

    private synchronized void interrupt(Thread thread) {
        if (waiting == thread) {
            thread.interrupt();
        }
    }

    /**
     * As {@link #await}, for a caller who has nothing left to do when it is interrupted: that counts as the end of the world,
     * and the thread stays interrupted.
     */
    public Wakeup awaitUnlessInterrupted(Deadline deadline) {
        try {
            Wakeup wakeup = await(deadline);
            // It may come together with a signal.
            return Thread.currentThread().isInterrupted() ? Wakeup.CLOSED : wakeup;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Wakeup.CLOSED;
        }
    }

    /** Listens no longer. */
    @Override
    public void close() {
        signals.remove(this);
    }

    Set<String> topics() {
        return topics;
    }

    void signal() {
        signalled = true;
        wake();
    }

    /** Lets the waiter look again whether its wait has ended. */
    void wake() {
        LockSupport.unpark(waiting);
    }
}

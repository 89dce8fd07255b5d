package cloudjar.kernel.store.rocksdb;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts those who use something, so that it is not taken away under them. Thread-safe. */
final class Gate {
    private static final long CLOSED = 1L << 62;

    private final AtomicLong inside = new AtomicLong();
    private final CountDownLatch empty = new CountDownLatch(1);

    /** Goes in, to {@link #leave} again; false once it is closed. */
    boolean enter() {
        if (inside.getAndIncrement() >= CLOSED) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (inside.decrementAndGet() == CLOSED) {
            empty.countDown();
        }
    }

    /** Lets nobody in any more and waits until all have left; to be called once. */
    void close() {
        if (inside.addAndGet(CLOSED) == CLOSED) {
            empty.countDown();
        }
        boolean interrupted = false;
        while (empty.getCount() > 0) {
            try {
                empty.await();
            } catch (InterruptedException e) {
                // Those inside use native memory: there is no leaving before them.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

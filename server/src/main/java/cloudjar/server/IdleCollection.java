package cloudjar.server;

import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.audit.AuditRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives memory back after a busy time, when hardly anybody calls. The serial collector lets garbage lie in the old part of the heap until
 * there is no more memory to be had, which on a large machine is far away.
 */
final class IdleCollection implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** Fewer calls than these between two looks are quiet: those who wait for messages ask again and again. */
    private static final long QUIET = 100;

    /** What must have come since the last collection, in bytes; half of what was left then where that is more. */
    private static final long GROWTH = 64L << 20;

    private final AuditLog calls;
    private final LongSupplier used;
    private final Runnable collect;
    private long called;
    private long left;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /**
     * Looks at a process that has nothing to give back yet.
     *
     * @param used how many bytes of the heap are in use, garbage among them
     * @param collect frees those that are garbage
     */
    IdleCollection(AuditLog calls, LongSupplier used, Runnable collect) {
        this.calls = calls;
        this.used = used;
        this.collect = collect;
    }

    /** Looks at this process from time to time until it is closed. */
    static IdleCollection start(AuditLog calls) {
        Runtime runtime = Runtime.getRuntime();
        IdleCollection idle = new IdleCollection(calls, () -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
        idle.thread = Thread.ofVirtual().name("idle-collection").start(idle::run);
        return idle;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, LOOK.toNanos());
            look();
        }
    }

    /** Collects if there were hardly any calls since the last look, and it is worth it. */
    void look() {
        List<AuditRecord> newest = calls.recent(1);
        long before = called;
        called = newest.isEmpty() ? before : newest.getFirst().sequence();
        if (called - before < QUIET && !closed && used.getAsLong() - left > Math.max(GROWTH, left / 2)) {
            collect.run();
            left = used.getAsLong();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}

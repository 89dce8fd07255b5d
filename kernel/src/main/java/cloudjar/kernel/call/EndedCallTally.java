package cloudjar.kernel.call;

import cloudjar.kernel.clock.Chore;
import cloudjar.kernel.shape.OperationSchema;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds calls to one tally, and has it written a little later, so that what comes together is written together. Thread-safe. */
final class EndedCallTally implements EndedCallTaker {
    private static final Logger LOG = LoggerFactory.getLogger(EndedCallTally.class);
    private static final Duration REST = Duration.ofMillis(25);

    private final EndedCalls.Tally tally;
    private final LongAdder dropped = new LongAdder();

    /** Held while it is written. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Chore chore;
    private volatile boolean closed;

    EndedCallTally(EndedCalls.Tally tally) {
        this.tally = tally;
        this.chore = new Chore("call-tally", REST, this::settle, tally::pending);
    }

    @Override
    public boolean mayWant(OperationSchema operation) {
        return tally.wants(operation);
    }

    @Override
    public boolean wants(Call call, OperationSchema operation) {
        return !closed;
    }

    @Override
    public void take(EndedCall call) {
        try {
            if (!tally.add(call)) {
                dropped.increment();
            }
            chore.ask();
        } catch (RuntimeException e) {
            // The call has its answer: what fails here must not fail it.
            dropped.increment();
            LOG.warn("{} could not be counted", call.operation().name(), e);
        }
    }

    /** Says that there is something to be written; returns at once. */
    void ask() {
        chore.ask();
    }

    @Override
    public void settle() {
        turn.lock();
        try {
            tally.write();
        } catch (RuntimeException e) {
            LOG.warn("what calls came to could not be written", e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        closed = true;
        settle();
        chore.close();
    }
}

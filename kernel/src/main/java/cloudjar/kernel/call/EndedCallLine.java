package cloudjar.kernel.call;

import cloudjar.kernel.clock.Chore;
import cloudjar.kernel.shape.OperationSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that wait to be recorded by one recorder: in portions with pauses between, so that a flood of calls takes a bounded
 * share of the machine. A burst finds room for all of it. After one that did not, fewer may wait until the line is empty again:
 * what waits long is copied by the collector again and again, and as many are recorded all the same. Thread-safe.
 */
final class EndedCallLine implements EndedCallTaker {
    /** How many calls may wait. */
    static final int WAITING_MAX = 8192;

    /** How many may wait in a flood, from when there was no room until none waits. */
    static final int WAITING_IN_FLOOD_MAX = 512;

    /** How many bytes those that wait may hold, less what the last of them has too much. */
    static final long WAITING_BYTES_MAX = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(EndedCallLine.class);
    private static final int PORTION = 256;
    private static final Duration REST = Duration.ofMillis(25);

    private final EndedCalls.Recorder recorder;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder dropped = new LongAdder();

    /** Held while a portion is recorded. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Chore chore;
    private volatile boolean flood;
    private volatile boolean closed;

    /** A call, and how many bytes it holds. */
    private record Waiting(EndedCall call, long bytes) {}

    EndedCallLine(EndedCalls.Recorder recorder) {
        this.recorder = recorder;
        this.chore = new Chore("ended-calls", REST, this::recordPortion, () -> !waiting.isEmpty());
    }

    @Override
    public boolean wants(Call call, OperationSchema operation) {
        return !closed && recorder.wants(call, operation);
    }

    @Override
    public void take(EndedCall call) {
        if (count.incrementAndGet() > (flood ? WAITING_IN_FLOOD_MAX : WAITING_MAX)
                || bytes.get() >= WAITING_BYTES_MAX) {
            count.decrementAndGet();
            dropped.increment();
            flood = true;
            return;
        }
        long weight = Weight.of(call);
        bytes.addAndGet(weight);
        waiting.add(new Waiting(call, weight));
        chore.ask();
    }

    @Override
    public void settle() {
        // Once more than there is to record: a portion that another thread has taken is recorded when it gives up its
        // turn.
        do {
            recordPortion();
        } while (!waiting.isEmpty());
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

    private void recordPortion() {
        turn.lock();
        try {
            List<EndedCall> portion = new ArrayList<>();
            long taken = 0;
            Waiting next = waiting.poll();
            while (next != null) {
                portion.add(next.call());
                taken += next.bytes();
                next = portion.size() == PORTION ? null : waiting.poll();
            }
            count.addAndGet(-portion.size());
            bytes.addAndGet(-taken);
            if (waiting.isEmpty()) {
                flood = false;
            }
            if (!portion.isEmpty()) {
                record(portion);
            }
        } finally {
            turn.unlock();
        }
    }

    private void record(List<EndedCall> portion) {
        try {
            recorder.record(portion);
        } catch (RuntimeException e) {
            // The calls are long answered: what fails here must not end the thread that records the next ones.
            dropped.add(portion.size());
            LOG.warn("{} calls could not be recorded", portion.size(), e);
        }
    }
}

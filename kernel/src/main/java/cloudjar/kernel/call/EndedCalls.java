package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Tells services that keep record of calls about those that have ended, whatever their end. The caller does not wait for it
 * and cannot be failed by it: a call is handed over, at most {@link EndedCallLine#WAITING_MAX} wait, which hold
 * about {@link EndedCallLine#WAITING_BYTES_MAX} bytes at most, and what finds no room is counted. A clock that is moved waits until all that ended before is recorded. Thread-safe.
 */
public final class EndedCalls implements AutoCloseable {
    /** A service that keeps record of calls. */
    public interface Recorder {
        /** Whether the call is to be recorded; asked while the caller waits, so it must be quick. */
        boolean wants(Call call, OperationSchema operation);

        /** Records calls, in about the order in which they ended; one thread at a time. */
        void record(List<EndedCall> calls);
    }

    private final Runnable settling = this::settle;
    private final List<EndedCallLine> lines = new CopyOnWriteArrayList<>();

    /** From now on the recorder is told of calls that it wants. */
    public void tell(Recorder recorder) {
        lines.add(new EndedCallLine(recorder));
    }

    /** Notes that a call has ended; the rest of it is made up only where somebody wants it. */
    public void ended(Call call, OperationSchema operation, Supplier<EndedCall> made) {
        EndedCall ended = null;
        long weight = 0;
        for (EndedCallLine line : lines) {
            if (line.wants(call, operation)) {
                if (ended == null) {
                    ended = made.get();
                    weight = Weight.of(ended);
                }
                line.offer(ended, weight);
            }
        }
        if (ended != null) {
            call.world().clock().beforeMove(settling);
        }
    }

    /** Returns when all calls that ended before are recorded; this thread helps. */
    public void settle() {
        lines.forEach(EndedCallLine::settle);
    }

    /** How many calls were not recorded, for want of room or because recording them failed. */
    public long dropped() {
        return lines.stream().mapToLong(EndedCallLine::dropped).sum();
    }

    /** Records what waits, and nothing from then on. */
    @Override
    public void close() {
        lines.forEach(EndedCallLine::close);
    }
}

package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Tells services that keep record of calls about those that have ended, whatever their end. The caller does not wait for it
 * and cannot be failed by it. To a recorder a call is handed over: at most {@link EndedCallLine#WAITING_MAX} wait, which hold
 * about {@link EndedCallLine#WAITING_BYTES_MAX} bytes at most, and what finds no room is counted. A tally adds the call up at
 * once, and keeps nothing of it. A clock that is moved waits until all that ended before is recorded. Thread-safe.
 */
public final class EndedCalls implements AutoCloseable {
    /** A service that keeps record of calls. */
    public interface Recorder {
        /** Whether the call is to be recorded; asked while the caller waits, so it must be quick. */
        boolean wants(Call call, OperationSchema operation);

        /** Records calls, in about the order in which they ended; one thread at a time. */
        void record(List<EndedCall> calls);
    }

    /** A service that only wants to know what calls come to, together: so no call is left out, however many there are. */
    public interface Tally {
        /** Whether the call is to be added; asked while the caller waits, so it must be quick. */
        boolean wants(Call call, OperationSchema operation);

        /**
         * Adds a call to what is to be written, while its caller waits; called by many threads at once.
         *
         * @return false where there was no room for it
         */
        boolean add(EndedCall call);

        /** Whether there is anything to be written. */
        boolean pending();

        /** Writes what was added, and begins anew; one thread at a time. */
        void write();
    }

    private final Runnable settling = this::settle;
    private final List<EndedCallTaker> takers = new CopyOnWriteArrayList<>();

    /** From now on the recorder is told of calls that it wants. */
    public void tell(Recorder recorder) {
        takers.add(new EndedCallLine(recorder));
    }

    /** From now on calls that the tally wants are added to it. */
    public void tell(Tally tally) {
        takers.add(new EndedCallTally(tally));
    }

    /** Notes that a call has ended; the rest of it is made up only where somebody wants it. */
    public void ended(Call call, OperationSchema operation, Supplier<EndedCall> made) {
        EndedCall ended = null;
        for (EndedCallTaker taker : takers) {
            if (taker.wants(call, operation)) {
                if (ended == null) {
                    ended = made.get();
                }
                taker.take(ended);
            }
        }
        if (ended != null) {
            call.world().clock().beforeMove(settling);
        }
    }

    /** Returns when all calls that ended before are recorded; this thread helps. */
    public void settle() {
        takers.forEach(EndedCallTaker::settle);
    }

    /** How many calls were not recorded, for want of room or because recording them failed. */
    public long dropped() {
        return takers.stream().mapToLong(EndedCallTaker::dropped).sum();
    }

    /** Records what waits, and nothing from then on. */
    @Override
    public void close() {
        takers.forEach(EndedCallTaker::close);
    }
}

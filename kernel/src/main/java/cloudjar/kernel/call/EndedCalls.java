package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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

    /** What a service has added up, and writes a little later. */
    public interface Pending {
        /** Whether there is anything to be written. */
        boolean pending();

        /** Writes what was added, and begins anew; one thread at a time. */
        void write();
    }

    /** A service that only wants to know what calls come to, together: so no call is left out, however many there are. */
    public interface Tally extends Pending {
        /** Whether calls of the operation are to be added; asked once for each. */
        boolean wants(OperationSchema operation);

        /**
         * Adds a call to what is to be written, while its caller waits; called by many threads at once.
         *
         * @return false where there was no room for it
         */
        boolean add(EndedCall call);
    }

    private final Runnable settling = this::settle;
    private volatile Takers takers = new Takers(List.of(), new ConcurrentHashMap<>());

    /**
     * All who are told of calls.
     *
     * @param byOperation those of them who may want calls of an operation, for each that was called
     */
    private record Takers(List<EndedCallTaker> all, Map<OperationSchema, List<EndedCallTaker>> byOperation) {
        Takers and(EndedCallTaker taker) {
            List<EndedCallTaker> more = new ArrayList<>(all);
            more.add(taker);
            return new Takers(List.copyOf(more), new ConcurrentHashMap<>());
        }

        List<EndedCallTaker> of(OperationSchema operation) {
            List<EndedCallTaker> known = byOperation.get(operation);
            return known == null ? byOperation.computeIfAbsent(operation, this::find) : known;
        }

        private List<EndedCallTaker> find(OperationSchema operation) {
            return all.stream().filter(taker -> taker.mayWant(operation)).toList();
        }
    }

    /** From now on the recorder is told of calls that it wants. */
    public void tell(Recorder recorder) {
        add(new EndedCallLine(recorder));
    }

    /** From now on calls that the tally wants are added to it. */
    public void tell(Tally tally) {
        add(new EndedCallTally(tally));
    }

    /**
     * From now on writes, beside the tallies of calls and as soon as they, what a service measures that is no call.
     *
     * @return to be told of the world in which there is something to be written
     */
    public Consumer<World> write(Pending measured) {
        EndedCallTally taker = new EndedCallTally(new Measured(measured));
        add(taker);
        return world -> {
            taker.ask();
            world.clock().beforeMove(settling);
        };
    }

    /** What is no call, among those who count calls. */
    private record Measured(Pending measured) implements Tally {
        @Override
        public boolean wants(OperationSchema operation) {
            return false;
        }

        @Override
        public boolean add(EndedCall call) {
            return true;
        }

        @Override
        public boolean pending() {
            return measured.pending();
        }

        @Override
        public void write() {
            measured.write();
        }
    }

    private synchronized void add(EndedCallTaker taker) {
        takers = takers.and(taker);
    }

    /** Notes that a call has ended; the rest of it is made up only where somebody wants it. */
    public void ended(Call call, OperationSchema operation, Supplier<EndedCall> made) {
        EndedCall ended = null;
        for (EndedCallTaker taker : takers.of(operation)) {
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
        takers.all().forEach(EndedCallTaker::settle);
    }

    /** How many calls were not recorded, for want of room or because recording them failed. */
    public long dropped() {
        return takers.all().stream().mapToLong(EndedCallTaker::dropped).sum();
    }

    /** Records what waits, and nothing from then on. */
    @Override
    public void close() {
        takers.all().forEach(EndedCallTaker::close);
    }
}

package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;

/** One who is told of calls that have ended. Thread-safe. */
interface EndedCallTaker extends AutoCloseable {
    /** Whether a call of the operation may be wanted; asked once for each. */
    default boolean mayWant(OperationSchema operation) {
        return true;
    }

    /** Whether the call, of an operation that may be wanted, is. */
    boolean wants(Call call, OperationSchema operation);

    /** Takes a call that is wanted; returns at once. */
    void take(EndedCall call);

    /** Returns when all that was taken before is recorded; this thread helps. */
    void settle();

    /** How many calls were not recorded. */
    long dropped();

    /** Records what was taken, and wants nothing from then on. */
    @Override
    void close();
}

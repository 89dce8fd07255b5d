package cloudjar.kernel.store;

import java.util.function.Function;

/**
 * All state of one world: an ordered map from {@link Key} to immutable values, changed only by serializable
 * transactions. Thread-safe.
 *
 * <p>Bodies must not call the store again: what they need they take from their argument.
 */
public interface Store {
    /**
     * Runs the body on a consistent view, which includes everything committed before the call: one that some serial order of
     * all writes goes through. The body may run more than once, as that of a write.
     */
    <T> T read(Function<? super Snapshot, T> body);

    /**
     * Runs the body as one transaction: as if no other ran at the same time. When this returns, the writes are visible
     * to every later read, and as durable as the engine makes them. When the body throws, nothing happened.
     *
     * <p>The body may run more than once: it is a function of its transaction and of values that do not change, draws
     * no identifiers, asks no clock and has no effect outside. What must happen outside it registers with the
     * transaction or returns.
     */
    <T> T write(Function<? super Tx, T> body);
}

package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs what reads and writes items. Where items are sealed with a data key that is not known, KMS is asked for it, and all runs
 * again; whoever has no such table pays nothing.
 */
record Unsealing(TableKey keys) {
    /** A transaction touches a hundred items, each perhaps of another table. */
    private static final int KEYS_MAX = 300;

    /**
     * Reads.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code AccessDeniedException} where KMS opens a key not for the caller
     */
    <T> T read(Call call, Function<? super Snapshot, T> body) {
        return run(call, () -> call.read(body));
    }

    /**
     * Writes.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code AccessDeniedException} where KMS opens a key not for the caller
     */
    <T> T write(Call call, Function<? super Tx, T> body) {
        return run(call, () -> call.write(body));
    }

    /** Runs something that has no effect where it ends by {@link SealNeeded}. */
    <T> T run(Call call, Supplier<T> work) {
        for (int i = 0; i < KEYS_MAX; i++) {
            try {
                return work.get();
            } catch (SealNeeded needed) {
                keys.open(needed.seal(), call);
            }
        }
        throw new IllegalStateException("data keys are forgotten as fast as they are opened");
    }
}

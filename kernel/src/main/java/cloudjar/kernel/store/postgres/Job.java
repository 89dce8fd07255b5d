package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Effects;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.store.overlay.Overlay;
import cloudjar.kernel.store.overlay.OverlayTx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A body of a write that waits for its turn, runs in it, and is answered when it is committed. */
final class Job<T> {
    private final Function<? super Tx, T> body;
    private final CompletableFuture<Job<T>> ended = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private Effects effects = new Effects();

    Job(Function<? super Tx, T> body) {
        this.body = body;
    }

    /**
     * Runs the body over the changes of those before it; to be run again when these are not committed.
     *
     * @param slot which parts of numbers are this node's
     * @return all changes; those before it alone, when the body throws
     */
    Overlay run(View view, Overlay before, int slot) {
        OverlayTx tx = new PostgresTx(view, before, slot);
        result = null;
        failure = null;
        effects = tx.effects();
        try {
            result = body.apply(tx);
            return tx.overlay();
        } catch (RuntimeException | Error e) {
            // The caller's, whose body it is; those who share the turn go on.
            failure = e;
            return before;
        } finally {
            tx.close();
        }
    }

    /** It was committed with all of its turn: lets the caller go on. */
    void committed() {
        ended.complete(this);
    }

    /** It was not committed, and will not be. */
    void failed(RuntimeException e) {
        failure = e;
        ended.complete(this);
    }

    /** Waits until it has ended. */
    Job<T> await() {
        return ended.join();
    }

    /** What is to happen now. */
    Effects effects() {
        return effects;
    }

    /** What the body made, or the failure it met. */
    @SuppressWarnings("NullAway") // a body of nullable results may end in null
    T result() {
        switch (failure) {
            case null -> {
                return result;
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}

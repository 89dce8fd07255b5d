package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.store.overlay.OverlaySnapshot;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The rows of one world, as this node sees them. */
final class PostgresStore implements Store {
    private final Database database;
    private final long world;
    private final KeyLayout layout;
    private final CommitListener listener;
    private final Turns turns;
    private volatile boolean closed;

    PostgresStore(Database database, long world, KeyLayout layout, CommitListener listener, Executor executor) {
        this.database = database;
        this.world = world;
        this.layout = layout;
        this.listener = listener;
        this.turns = new Turns(database::toWrite, world, layout, database.random(), executor);
    }

    long world() {
        return world;
    }

    @Override
    public <T> T read(Function<? super Snapshot, T> body) {
        refuseNesting();
        if (closed) {
            throw new StoreFailedException(Reason.CLOSED, "this world was dropped, or the server stops", null);
        }
        try (View view = new View(database::toRead, world, layout)) {
            OverlaySnapshot snapshot = new OverlaySnapshot(view);
            try {
                return body.apply(snapshot);
            } finally {
                snapshot.close();
            }
        } catch (SqlFailure e) {
            throw e.toStoreFailure("the store could not be read");
        }
    }

    @Override
    public <T> T write(Function<? super Tx, T> body) {
        refuseNesting();
        Job<T> job = new Job<>(body);
        turns.run(job);
        T result = job.result();
        job.effects().happen(listener);
        return result;
    }

    /** Waits for the writes that run; calls from then on are refused. */
    void close() {
        closed = true;
        turns.close();
    }

    private void refuseNesting() {
        if (turns.inBody()) {
            throw new IllegalStateException("the body of a write must not call the store again");
        }
    }
}

package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.store.overlay.OverlaySnapshot;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The rows of one world, as this node sees them. */
final class PostgresStore implements Store {
    private final Database database;
    private final long world;
    private final KeyLayout layout;
    private final CommitListener listener;
    private final CommitListener relay;
    private final Turns turns;
    private volatile boolean closed;

    PostgresStore(
            Database database, long world, KeyLayout layout, CommitListener listener, Nodes nodes, Executor executor) {
        this.database = database;
        this.world = world;
        this.layout = layout;
        this.listener = listener;
        this.relay = relay(listener, nodes, world);
        this.turns = new Turns(database, world, layout, nodes::slot, executor);
    }

    /** Tells of a commit of this node here and elsewhere. */
    private static CommitListener relay(CommitListener here, Nodes nodes, long world) {
        return new CommitListener() {
            @Override
            public void signalled(String topic) {
                here.signalled(topic);
                nodes.tell(Letter.signalled(world, topic));
            }

            @Override
            public void timerSet(Instant due) {
                here.timerSet(due);
                nodes.tell(Letter.timerSet(world, due));
            }
        };
    }

    long world() {
        return world;
    }

    /** Who is to hear of the commits of other nodes. */
    CommitListener listener() {
        return listener;
    }

    @Override
    public <T> T read(Function<? super Snapshot, T> body) {
        refuseNesting();
        if (closed) {
            throw new StoreFailedException(Reason.CLOSED, "this world was dropped, or the server stops", null);
        }
        Patience patience = new Patience(database.random());
        while (true) {
            try {
                return attempt(body);
            } catch (SqlFailure e) {
                boolean passes = e.kind() == SqlFailure.Kind.CONFLICT || e.kind() == SqlFailure.Kind.LOST;
                if (!passes || !patience.again()) {
                    throw e.toStoreFailure("the store could not be read");
                }
            }
        }
    }

    /** Reads in one transaction. What the body throws is told when that has ended well: it may be made of what was read. */
    private <T> T attempt(Function<? super Snapshot, T> body) {
        try (View view = new View(database::toRead, world, layout)) {
            OverlaySnapshot snapshot = new OverlaySnapshot(view);
            try {
                return body.apply(snapshot);
            } finally {
                snapshot.close();
                view.end();
            }
        }
    }

    @Override
    public <T> T write(Function<? super Tx, T> body) {
        refuseNesting();
        Job<T> job = new Job<>(body);
        turns.run(job);
        T result = job.result();
        job.effects().happen(relay);
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

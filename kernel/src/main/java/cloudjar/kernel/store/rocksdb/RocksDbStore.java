package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.store.overlay.OverlaySnapshot;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.rocksdb.Checkpoint;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** A store in one RocksDB. */
final class RocksDbStore implements Store, AutoCloseable {
    /*
     * Writers take turns under one lock, as in memory: bodies are short and pure, and RocksDB has one log anyway. In its
     * turn a writer reads what is committed, keeps its changes in an overlay, and commits them as one batch, which is one
     * record of the log: after a crash it is there whole or not at all. Readers take a snapshot of RocksDB and no lock.
     *
     * The turn ends before the commit is forced to the disk, so that several writers share one sync. Others may see the
     * commit by then: under Fsync.ALWAYS they wait, before they answer, until all they can have seen is on the disk.
     *
     * Everything native is used inside the gate alone: closing waits until nobody is in there.
     */
    private final ReentrantLock turn = new ReentrantLock();
    private final Gate gate = new Gate();
    private final Path home;
    private final RocksDB db;
    private final Fsync fsync;
    private final CommitListener listener;
    private final Sync sync;
    private final ReadOptions latest = new ReadOptions();
    private final WriteOptions logged = new WriteOptions();

    /** The number of commits that have begun, those that failed included; written in the writers' turn. */
    private volatile long begun;

    /** As of a commit that has ended; written in the writers' turn. */
    private volatile Gaps gaps = Gaps.NONE;

    /** Of a database that is open; the store closes it. */
    RocksDbStore(Path home, RocksDB db, Fsync fsync, CommitListener listener) {
        this.home = home;
        this.db = db;
        this.fsync = fsync;
        this.listener = listener;
        this.sync = new Sync(db);
    }

    @Override
    public <T> T read(Function<? super Snapshot, T> body) {
        refuseNesting();
        enter();
        try (View view = snapshot()) {
            long seen = sync.latest();
            OverlaySnapshot snapshot = new OverlaySnapshot(view);
            try {
                return body.apply(snapshot);
            } finally {
                snapshot.close();
                settle(seen);
            }
        } finally {
            gate.leave();
        }
    }

    @Override
    public <T> T write(Function<? super Tx, T> body) {
        refuseNesting();
        enter();
        T result;
        RocksDbTx tx;
        try {
            long seen;
            turn.lock();
            try (View view = View.latest(db, home, latest, gaps)) {
                tx = new RocksDbTx(view);
                try {
                    result = body.apply(tx);
                } finally {
                    tx.close();
                }
                seen = commit(tx);
            } finally {
                turn.unlock();
            }
            settle(seen);
        } finally {
            gate.leave();
        }
        tx.effects().happen(listener);
        return result;
    }

    /**
     * The rows as they are now, whatever is committed later. The gaps, which are read first, are good for the snapshot if no
     * commit has begun since theirs.
     */
    private View snapshot() {
        Gaps known = gaps;
        org.rocksdb.Snapshot snapshot = db.getSnapshot();
        return View.of(snapshot, db, home, begun == known.commit() ? known : Gaps.NONE);
    }

    /** Writes the changes and returns the number of the latest commit, which is this one if there are any. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private long commit(RocksDbTx tx) {
        if (tx.overlay().isEmpty()) {
            gaps = gaps.after(begun, tx.overlay(), tx.view().found());
            return sync.latest();
        }
        try (WriteBatch batch = new WriteBatch()) {
            tx.writeTo(batch);
            begun++;
            db.write(logged, batch);
            gaps = gaps.after(begun, tx.overlay(), tx.view().found());
            return sync.commit();
        } catch (RocksDBException e) {
            gaps = Gaps.NONE;
            throw Failure.of("the store could not be written in", home, e);
        }
    }

    private void settle(long commit) {
        if (fsync == Fsync.ALWAYS) {
            force(commit);
        }
    }

    private void force(long commit) {
        try {
            sync.await(commit);
        } catch (RocksDBException e) {
            throw Failure.of("what was written could not be forced to the disk in", home, e);
        }
    }

    /** Forces to the disk what is committed; does nothing once it is closed. */
    void force() {
        if (gate.enter()) {
            try {
                force(sync.latest());
            } finally {
                gate.leave();
            }
        }
    }

    /** Makes a database in a directory that is not there yet, of what this store holds now; shares files with it. */
    void checkpoint(Path directory) {
        enter();
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(directory.toString());
        } catch (RocksDBException e) {
            throw Failure.of("the store could not be forked from " + home + " to", directory, e);
        } finally {
            gate.leave();
        }
    }

    /** Waits for the bodies that run; calls from then on are refused. To be called once. */
    @Override
    public void close() {
        gate.close();
        latest.close();
        logged.close();
        db.close();
    }

    private void enter() {
        if (!gate.enter()) {
            throw new StoreFailedException(Reason.CLOSED, "this world was dropped, or the server stops", null);
        }
    }

    private void refuseNesting() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("the body of a write must not call the store again");
        }
    }
}

package cloudjar.kernel.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A store in memory. */
public final class MemoryStore implements Store {
    /*
     * All rows are one immutable sorted map. A snapshot is a reference to it, and so is a fork; a commit swaps it.
     *
     * Writers take turns under one lock, which makes them serializable and lets a body run once only. Bodies are short
     * and pure, so a turn costs less than finding conflicts and running again would, even with many writers.
     * Readers take no lock. Effects happen after the lock is released, so that they may write in their turn.
     */
    private final ReentrantLock turn = new ReentrantLock();
    private final CommitListener listener;
    private volatile RowTree root;

    /** An empty store. */
    public MemoryStore(CommitListener listener) {
        this(listener, RowTree.EMPTY);
    }

    private MemoryStore(CommitListener listener, RowTree root) {
        this.listener = listener;
        this.root = root;
    }

    /** A store of its own that begins with what this one holds; takes no time and no memory. */
    public MemoryStore fork(CommitListener itsListener) {
        return new MemoryStore(itsListener, root);
    }

    /** The number of rows, of all tables and indexes. */
    public int size() {
        return root.size();
    }

    /** The rows as they are now. */
    RowTree rows() {
        return root;
    }

    @Override
    public <T> T read(Function<? super Snapshot, T> body) {
        refuseNesting();
        MemorySnapshot snapshot = new MemorySnapshot(root);
        try {
            return body.apply(snapshot);
        } finally {
            snapshot.close();
        }
    }

    @Override
    public <T> T write(Function<? super Tx, T> body) {
        refuseNesting();
        T result;
        MemoryTx tx;
        turn.lock();
        try {
            tx = new MemoryTx(root);
            try {
                result = body.apply(tx);
            } finally {
                tx.close();
            }
            root = tx.rows();
        } finally {
            turn.unlock();
        }
        tx.effects().happen(listener);
        return result;
    }

    /** What a nested write wrote would be lost, and a nested read would not see the writes around it. */
    private void refuseNesting() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("the body of a write must not call the store again");
        }
    }
}

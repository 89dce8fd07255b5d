package cloudjar.kernel.store.rocksdb;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Forces commits of one database to the disk. Those who wait at the same time share one turn of the disk: one of them
 * forces whatever was committed by then, the others wait for it. Thread-safe.
 */
final class Sync {
    private final RocksDB db;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forcedMore = lock.newCondition();
    private boolean forcing;
    private long forced;

    /** How many commits there were; written by the one writer alone. */
    private volatile long committed;

    Sync(RocksDB db) {
        this.db = db;
    }

    /** Counts a commit, in the writer's turn, and returns its number. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    long commit() {
        return ++committed;
    }

    /** The number of the latest commit. */
    long latest() {
        return committed;
    }

    /** Returns when the commit and all before it are on the disk. */
    void await(long commit) throws RocksDBException {
        lock.lock();
        try {
            while (forced < commit) {
                if (forcing) {
                    forcedMore.awaitUninterruptibly();
                } else {
                    force();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forces outside the lock, so that others can queue up for the next turn. */
    private void force() throws RocksDBException {
        forcing = true;
        long upTo = committed;
        boolean done = false;
        lock.unlock();
        try {
            db.syncWal();
            done = true;
        } finally {
            lock.lock();
            forcing = false;
            forced = done ? upTo : forced;
            forcedMore.signalAll();
        }
    }
}

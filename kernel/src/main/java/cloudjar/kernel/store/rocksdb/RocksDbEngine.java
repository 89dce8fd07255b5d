package cloudjar.kernel.store.rocksdb;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.StoreFailedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps every store in a data directory, which outlives the process. */
public final class RocksDbEngine implements StoreEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RocksDbEngine.class);

    private final DataDirectory directory;
    private final Fsync fsync;
    private final Machine machine;
    private final Map<String, RocksDbStore> stores = new ConcurrentHashMap<>();
    private final @Nullable ScheduledExecutorService everySecond;

    private RocksDbEngine(DataDirectory directory, Fsync fsync, Machine machine) {
        this.directory = directory;
        this.fsync = fsync;
        this.machine = machine;
        this.everySecond = fsync == Fsync.EVERYSEC ? everySecond(this::forceAll) : null;
    }

    /**
     * Opens a data directory, which is made when it is not there. No one else can until this is closed.
     *
     * @throws StoreFailedException when it cannot be had, with the reason; nothing in it was changed
     */
    public static RocksDbEngine open(Path directory, Fsync fsync) {
        DataDirectory opened = DataDirectory.open(directory, Format.PRESENT);
        boolean open = false;
        try {
            RocksDbEngine engine = new RocksDbEngine(opened, fsync, new Machine(opened.nativeCode()));
            open = true;
            return engine;
        } finally {
            if (!open) {
                opened.close();
            }
        }
    }

    private static ScheduledExecutorService everySecond(Runnable work) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("fsync");
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(work, 1, 1, TimeUnit.SECONDS);
        return executor;
    }

    @Override
    public Set<String> worlds() {
        return directory.worlds();
    }

    @Override
    public Store open(String world, CommitListener listener) {
        if (stores.containsKey(world)) {
            throw new IllegalStateException("a world is open already: " + world);
        }
        Path home = directory.home(world);
        try {
            RocksDB db = machine.open(home);
            RocksDbStore store = new RocksDbStore(home, db, fsync, listener);
            stores.put(world, store);
            return store;
        } catch (RocksDBException e) {
            throw Failure.of("cannot open the world " + world + " in", home, e);
        }
    }

    @Override
    public Store fork(Store source, String world, CommitListener listener) {
        if (!(source instanceof RocksDbStore forked) || !stores.containsValue(forked)) {
            throw new IllegalArgumentException("a store of another engine");
        }
        Path made = directory.passing();
        forked.checkpoint(made);
        directory.arrive(made, world);
        return open(world, listener);
    }

    @Override
    public void retire(String world) {
        directory.retire(world);
    }

    @Override
    public void promise(String draft, String world) {
        directory.promise(draft, world);
    }

    @Override
    public Store settle(String draft, Store rows, String world, CommitListener listener) {
        RocksDbStore made = stores.remove(draft);
        if (made == null || made != rows) {
            throw new IllegalArgumentException("a store of another engine");
        }
        made.close();
        directory.settle(draft, world);
        return open(world, listener);
    }

    @Override
    public void drop(String world) {
        RocksDbStore store = stores.remove(world);
        directory.retire(world);
        if (store != null) {
            store.close();
        }
        directory.drop(world);
    }

    @Override
    public void close() {
        if (everySecond != null) {
            everySecond.close();
        }
        if (fsync != Fsync.OS) {
            forceAll();
        }
        stores.values().forEach(RocksDbStore::close);
        stores.clear();
        machine.close();
        directory.close();
    }

    private void forceAll() {
        for (RocksDbStore store : stores.values()) {
            try {
                store.force();
            } catch (StoreFailedException e) {
                // The next commit fails too and says so to its caller; the other worlds go on.
                LOG.error("a world's commits are not safe from a failure of the machine", e);
            }
        }
    }
}

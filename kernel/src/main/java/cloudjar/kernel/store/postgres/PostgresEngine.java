package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.StoreFailedException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Keeps every store in a database that other processes may use as well. */
public final class PostgresEngine implements StoreEngine {
    private final Database database;
    private final KeyLayout layout;
    private final WorldTable worlds;
    private final Map<String, PostgresStore> stores = new ConcurrentHashMap<>();
    private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();

    private PostgresEngine(Database database, KeyLayout layout) {
        this.database = database;
        this.layout = layout;
        this.worlds = new WorldTable(database);
    }

    /**
     * Opens a database; its tables are made when they are not there.
     *
     * @param random any numbers
     * @throws StoreFailedException when it cannot be had, with the reason; nothing in it was changed
     */
    public static PostgresEngine open(PostgresAddress address, LongSupplier random) {
        return open(address, random, KeyLayout.PRESENT);
    }

    static PostgresEngine open(PostgresAddress address, LongSupplier random, KeyLayout layout) {
        Database database = Database.open(address, random);
        boolean open = false;
        try {
            Format.PRESENT.adopt(database);
            PostgresEngine engine = new PostgresEngine(database, layout);
            open = true;
            return engine;
        } finally {
            if (!open) {
                database.close();
            }
        }
    }

    /** The database, for content beside the rows; closed with this. */
    public Database database() {
        return database;
    }

    @Override
    public Set<String> worlds() {
        // Drafts are other nodes' affair while those live, and nobody's afterwards.
        return worlds.all().keySet().stream()
                .filter(name -> !name.startsWith("."))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Store open(String world, CommitListener listener) {
        return open(world, worlds.open(world), listener);
    }

    private Store open(String world, long id, CommitListener listener) {
        PostgresStore store = new PostgresStore(database, id, layout, listener, turns);
        if (stores.putIfAbsent(world, store) != null) {
            throw new IllegalStateException("a world is open already: " + world);
        }
        return store;
    }

    @Override
    public Store fork(Store source, String world, CommitListener listener) {
        if (!(source instanceof PostgresStore forked) || !stores.containsValue(forked)) {
            throw new IllegalArgumentException("a store of another engine");
        }
        return open(world, worlds.fork(forked.world(), world), listener);
    }

    @Override
    public void retire(String world) {
        PostgresStore store = stores.get(world);
        if (store == null) {
            throw new IllegalStateException("a world that is not open: " + world);
        }
        worlds.retire(store.world());
    }

    @Override
    public void promise(String draft, String world) {
        worlds.replace(draft, world);
    }

    @Override
    public Store settle(String draft, Store rows, String world, CommitListener listener) {
        PostgresStore made = stores.remove(draft);
        if (made == null || made != rows) {
            throw new IllegalArgumentException("a store of another engine");
        }
        made.close();
        return open(world, made.world(), listener);
    }

    @Override
    public void drop(String world) {
        PostgresStore store = stores.remove(world);
        if (store != null) {
            worlds.retire(store.world());
            store.close();
            worlds.delete(store.world());
            return;
        }
        Long unopened = worlds.all().get(world);
        if (unopened != null) {
            worlds.retire(unopened);
            worlds.delete(unopened);
        }
    }

    @Override
    public void close() {
        stores.values().forEach(PostgresStore::close);
        stores.clear();
        turns.close();
        database.close();
    }
}

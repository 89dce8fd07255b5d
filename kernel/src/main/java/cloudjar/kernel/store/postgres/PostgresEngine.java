package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Peers;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.StoreFailedException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Keeps every store in a database that other processes may use as well. */
public final class PostgresEngine implements StoreEngine {
    private final Database database;
    private final KeyLayout layout;
    private final WorldTable worlds;
    private final OpenStores stores = new OpenStores();
    private final Nodes nodes;
    private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();

    private PostgresEngine(Database database, KeyLayout layout) {
        this.database = database;
        this.layout = layout;
        this.worlds = new WorldTable(database);
        this.nodes = new Nodes(database, worlds, stores);
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
            engine.chore(engine::retireDraftsOfTheDead);
            engine.chore(engine.worlds::deleteRetired);
            engine.nodes.start();
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

    /** Has one of the nodes do something every minute, whichever. */
    public void chore(Runnable chore) {
        nodes.chore(chore);
    }

    @Override
    public Set<String> worlds() {
        // Drafts are the affair of the node that makes them.
        return worlds.all().keySet().stream()
                .filter(name -> !name.startsWith("."))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Store open(String world, CommitListener listener) {
        return open(world, worlds.open(nameOf(world)), listener);
    }

    /** A draft bears the number of its node, so that others know whose it was when that one is dead. */
    private String nameOf(String world) {
        return world.startsWith(".") ? WorldTable.draftName(world, nodes.self()) : world;
    }

    void retireDraftsOfTheDead() {
        worlds.retireDrafts(node -> !nodes.isAlive(node));
    }

    private Store open(String world, long id, CommitListener listener) {
        PostgresStore store = new PostgresStore(database, id, layout, listener, nodes, turns);
        stores.add(world, store);
        return store;
    }

    @Override
    public Store fork(Store source, String world, CommitListener listener) {
        if (!(source instanceof PostgresStore forked) || stores.numbered(forked.world()) != forked) {
            throw new IllegalArgumentException("a store of another engine");
        }
        return open(world, worlds.fork(forked.world(), nameOf(world)), listener);
    }

    @Override
    public void retire(String world) {
        worlds.retire(opened(world).world());
    }

    @Override
    public void promise(String draft, String world) {
        worlds.replace(opened(draft).world(), world);
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
        Long id = store == null ? worlds.all().get(world) : Long.valueOf(store.world());
        if (id != null) {
            worlds.retire(id);
            if (store != null) {
                store.close();
            }
            nodes.announce();
            worlds.delete(id);
        }
    }

    private PostgresStore opened(String world) {
        PostgresStore store = stores.named(world);
        if (store == null) {
            throw new IllegalStateException("a world that is not open: " + world);
        }
        return store;
    }

    @Override
    public Peers peers() {
        return nodes;
    }

    @Override
    public void close() {
        stores.all().forEach(PostgresStore::close);
        nodes.close();
        turns.close();
        database.close();
    }
}

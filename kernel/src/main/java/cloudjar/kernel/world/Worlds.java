package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.BlobOwners;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Signals;
import cloudjar.kernel.clock.Timers;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.world.WorldRefusedException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** All worlds. There is always one named {@value #DEFAULT}. Thread-safe. */
public final class Worlds implements AutoCloseable {
    /** The world of those who name none. */
    public static final String DEFAULT = "default";

    /** How many worlds there may be. */
    public static final int COUNT_MAX = 10_000;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,64}");
    private static final Pattern DOTS = Pattern.compile("\\.+");

    private final StoreEngine engine;
    private final BlobHome home;
    private final BlobOwners owners;
    private final Supplier<Clock> clocks;
    private final Ids ids;
    private final TimerHandlers handlers;

    /** Held while worlds come and go; finding one takes no lock. */
    private final ReentrantLock changes = new ReentrantLock();

    private final Map<String, World> worlds = new ConcurrentHashMap<>();

    /**
     * The worlds that the engine has already, and the default one. Their timers fire from {@link #start} on.
     *
     * @param engine where their state is; closed with this
     * @param home where their content is; closed with this
     * @param clocks makes the clock of a world that is no fork
     * @param handlers what timers do when they fire
     */
    public Worlds(StoreEngine engine, BlobHome home, Supplier<Clock> clocks, Ids ids, TimerHandlers handlers) {
        this.engine = engine;
        this.home = home;
        this.owners = new BlobOwners(home);
        this.clocks = clocks;
        this.ids = ids;
        this.handlers = handlers;
        engine.worlds().forEach(id -> worlds.put(id, open(id)));
        worlds.computeIfAbsent(DEFAULT, this::open);
        owners.sweep();
    }

    /** Lets the timers fire: to be called once, when all handlers are registered. */
    public void start() {
        worlds.values().forEach(this::startTimers);
    }

    /** The default world. */
    public World defaultWorld() {
        return get(DEFAULT);
    }

    /** The world of that name. */
    public Optional<World> find(String id) {
        return Optional.ofNullable(worlds.get(id));
    }

    /**
     * The world of that name.
     *
     * @throws WorldRefusedException when there is none
     */
    public World get(String id) {
        return find(id).orElseThrow(() -> new WorldRefusedException(Reason.UNKNOWN, "there is no world " + id));
    }

    /** All worlds, in the order of their names. */
    public List<String> list() {
        return worlds.keySet().stream().sorted().toList();
    }

    /**
     * Makes an empty world.
     *
     * @throws WorldRefusedException when it may not be
     */
    public World create(String id) {
        return change(() -> {
            checkNew(id);
            return started(open(id));
        });
    }

    /**
     * Makes a world that begins as the source is now: its state, content and timers, its time. From then on each goes its
     * own way. Nothing is copied.
     *
     * @throws WorldRefusedException when it may not be
     */
    public World fork(String sourceId, String id) {
        return change(() -> {
            World source = get(sourceId);
            checkNew(id);
            World.Parts parts = parts(id, source.clock().copy());
            return started(owners.fork(source.blobs(), () -> {
                Store store = engine.fork(source.store(), id, parts);
                return new World(id, parts, store, owners.join(store), ids);
            }));
        });
    }

    /**
     * Empties a world: it is replaced by a new one of the same name, with the machine's time. Waits in the old one end.
     *
     * @throws WorldRefusedException when there is none
     */
    public World reset(String id) {
        return change(() -> {
            end(get(id));
            return started(open(id));
        });
    }

    /**
     * Deletes a world with all that is in it. Waits in it end.
     *
     * @throws WorldRefusedException when there is none, or it is the default one
     */
    public void delete(String id) {
        if (id.equals(DEFAULT)) {
            throw new WorldRefusedException(Reason.DEFAULT, "the default world can be reset, not deleted");
        }
        change(() -> {
            World gone = get(id);
            worlds.remove(id);
            end(gone);
            return gone;
        });
    }

    /** Ends all worlds and their threads. */
    @Override
    public void close() {
        change(() -> {
            worlds.values().forEach(World::close);
            engine.close();
            home.close();
            return true;
        });
    }

    private void end(World world) {
        world.close();
        engine.retire(world.id());
        owners.leave(world.blobs());
        engine.drop(world.id());
    }

    private World open(String id) {
        World.Parts parts = parts(id, clocks.get());
        Store store = engine.open(id, parts);
        return new World(id, parts, store, owners.join(store), ids);
    }

    private World started(World world) {
        worlds.put(world.id(), world);
        startTimers(world);
        return world;
    }

    private static World.Parts parts(String id, Clock clock) {
        return new World.Parts(clock, new Signals(clock), new Timers(clock, id));
    }

    private void startTimers(World world) {
        world.timers().start(world.store(), (timer, due) -> handlers.find(timer.handler())
                .orElseThrow(() -> new IllegalStateException("no handler of timers " + timer.handler()))
                .fire(world, timer, due));
    }

    private void checkNew(String id) {
        if (!NAME.matcher(id).matches() || DOTS.matcher(id).matches()) {
            throw new WorldRefusedException(
                    Reason.BAD_NAME, "a world's name has 1 to 64 letters, digits, dots, underscores and hyphens");
        }
        if (worlds.containsKey(id)) {
            throw new WorldRefusedException(Reason.EXISTS, "there is a world " + id + " already");
        }
        if (worlds.size() >= COUNT_MAX) {
            throw new WorldRefusedException(Reason.TOO_MANY, "there are " + COUNT_MAX + " worlds already");
        }
    }

    private <T> T change(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changes.unlock();
        }
    }
}

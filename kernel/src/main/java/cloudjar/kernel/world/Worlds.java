package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.BlobOwners;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.world.WorldRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All worlds, and how they come and go, here and on other nodes. There is always one named {@value #DEFAULT}. Thread-safe.
 */
public final class Worlds implements AutoCloseable {
    /** The world of those who name none. */
    public static final String DEFAULT = "default";

    /** How many worlds there may be. */
    public static final int COUNT_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);

    /** Names that begin with a dot are the drafts'. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,63}");

    private final StoreEngine engine;
    private final BlobHome home;
    private final BlobOwners owners;
    private final Ground ground;

    /** Held while worlds come and go; finding one takes no lock. */
    private final ReentrantLock changes = new ReentrantLock();

    /** The world that comes or goes, if one does: where it is half there this node does not look again. Under the lock. */
    private String changing = "";

    private final Map<String, World> worlds = new ConcurrentHashMap<>();

    /** Whether timers fire. */
    private volatile boolean started;

    private final DamagedWorlds damaged = new DamagedWorlds();

    /**
     * The worlds that the engine has already, and the default one. Their timers fire from {@link #start} on. One that
     * cannot be opened is {@link #damaged} and does not keep the others from opening.
     *
     * @param engine where their state is; closed with this
     * @param home where their content is; closed with this
     * @param clocks makes the clock of a world that is no fork
     * @param handlers what timers do when they fire
     * @throws StoreFailedException when the engine as a whole fails, as on a full disk
     */
    public Worlds(StoreEngine engine, BlobHome home, Supplier<Clock> clocks, Ids ids, TimerHandlers handlers) {
        this.engine = engine;
        this.home = home;
        this.owners = new BlobOwners(home);
        this.ground = new Ground(engine, owners, clocks, ids, handlers);
        Set<String> there = new TreeSet<>(engine.worlds());
        there.add(DEFAULT);
        there.forEach(this::openOrSetAside);
        owners.sweep();
    }

    /**
     * Lets the timers fire: to be called once, when all handlers are registered. Those that fell due while no process looked
     * after them have fired when this returns, as {@link cloudjar.kernel.clock.Timers#start} says.
     */
    public void start() {
        started = true;
        startAll(List.copyOf(worlds.keySet()));
        engine.peers().onNews(this::lookAgain);
    }

    private void startAll(List<String> ids) {
        for (String id : ids) {
            World world = worlds.get(id);
            if (world == null || !started) {
                continue;
            }
            try {
                ground.startTimers(world);
            } catch (StoreFailedException e) {
                damaged.setAside(id, e);
                forget(world);
            }
        }
    }

    private void forget(World world) {
        worlds.remove(world.id());
        owners.loseSightOf(world.blobs());
        world.close();
    }

    /**
     * Looks again at what other nodes may have changed: which worlds there are, what their clocks show.
     *
     * @return whether it did; not while a world comes or goes here
     */
    private boolean lookAgain() {
        if (!changes.tryLock()) {
            return false;
        }
        try {
            Set<String> there = new TreeSet<>(engine.worlds());
            for (World world : List.copyOf(worlds.values())) {
                if (!engine.peers().isCurrent(world.id())) {
                    forget(world);
                    engine.peers().leave(world.id());
                }
            }
            there.add(DEFAULT);
            there.removeAll(worlds.keySet());
            there.removeAll(damaged.ids());
            there.remove(changing);
            there.forEach(this::openOrSetAside);
            startAll(List.copyOf(there));
            worlds.values().forEach(World::lookAgain);
            return true;
        } finally {
            changes.unlock();
        }
    }

    /**
     * The default world.
     *
     * @throws WorldRefusedException when it is damaged
     */
    public World defaultWorld() {
        return get(DEFAULT);
    }

    /** What new names are made of, the same in all worlds. */
    public Ids ids() {
        return ground.ids();
    }

    /** The time of the default world; the machine's while that one is damaged. */
    public Instant time() {
        return find(DEFAULT).map(World::clock).orElseGet(ground.clocks()).now();
    }

    /** Why worlds that are there cannot be used, by their names. They can be reset, or deleted but for the default one. */
    public Map<String, String> damaged() {
        return damaged.all();
    }

    /** The world of that name. */
    public Optional<World> find(String id) {
        World world = worlds.get(id);
        return world == null && engine.peers().isShared() ? adopt(id) : Optional.ofNullable(world);
    }

    /** A world that another node may have made a moment ago. */
    private Optional<World> adopt(String id) {
        if (damaged.contains(id) || !NAME.matcher(id).matches()) {
            return Optional.empty();
        }
        return change(() -> {
            if (!worlds.containsKey(id) && engine.worlds().contains(id)) {
                openOrSetAside(id);
                startAll(List.of(id));
            }
            return Optional.ofNullable(worlds.get(id));
        });
    }

    /**
     * The world of that name.
     *
     * @throws WorldRefusedException when there is none, or it is damaged
     */
    public World get(String id) {
        return find(id).orElseThrow(() -> damaged.refusal(id));
    }

    /** All worlds that can be used, in the order of their names. */
    public List<String> list() {
        return worlds.keySet().stream().sorted().toList();
    }

    /**
     * Makes an empty world.
     *
     * @throws WorldRefusedException when it may not be
     */
    public World create(String id) {
        return change(id, () -> {
            checkNew(id);
            return started(ground.open(id));
        });
    }

    /**
     * Makes a world that begins as the source is now: its state, content and timers, its time. From then on each goes its
     * own way. Nothing is copied.
     *
     * @throws WorldRefusedException when it may not be
     */
    public World fork(String sourceId, String id) {
        return change(id, () -> {
            World source = get(sourceId);
            checkNew(id);
            return started(ground.fork(source, id));
        });
    }

    /**
     * Empties a world: it is replaced by a new one of the same name, with the machine's time. Waits in the old one end.
     *
     * @throws WorldRefusedException when there is none
     */
    public World reset(String id) {
        return change(id, () -> {
            end(id);
            return started(ground.open(id));
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
        change(id, () -> {
            end(id);
            return true;
        });
    }

    /** What is on its way to be a world, or away from one. */
    Drafts drafts() {
        return new Drafts(this, ground);
    }

    /**
     * Puts a world in the place of the one of that name, if there is one, whose waits end.
     *
     * @param promise has the engine keep the new world under that name, should this process end before the rest is done
     */
    World replace(String id, Runnable promise, Supplier<World> made) {
        return change(id, () -> {
            // Asked before the engine has a world of that name in any case.
            boolean there = isThere(id);
            promise.run();
            if (there) {
                end(id);
            }
            return started(made.get());
        });
    }

    /**
     * Whether a world may be put in the place of that name.
     *
     * @throws WorldRefusedException when it may not
     */
    void checkMayBecome(String id) {
        if (!isThere(id)) {
            checkNew(id);
        }
    }

    private boolean isThere(String id) {
        return find(id).isPresent() || damaged.contains(id);
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

    /** Takes a world away, one that is damaged too. */
    private void end(String id) {
        if (!damaged.contains(id)) {
            World world = get(id);
            worlds.remove(id);
            world.close();
            engine.retire(id);
            leave(world);
        }
        engine.drop(id);
        damaged.forget(id);
    }

    private void leave(World world) {
        try {
            owners.leave(world.blobs());
        } catch (StoreFailedException e) {
            LOG.warn("the content of world {} stays until the next start, for its rows cannot be read", world.id(), e);
            owners.loseSightOf(world.blobs());
        }
    }

    private void openOrSetAside(String id) {
        try {
            worlds.put(id, ground.open(id));
        } catch (StoreFailedException e) {
            damaged.setAside(id, e);
            owners.loseSight();
        }
    }

    private World started(World world) {
        worlds.put(world.id(), world);
        ground.startTimers(world);
        engine.peers().announce();
        return world;
    }

    private void checkNew(String id) {
        if (!NAME.matcher(id).matches()) {
            throw new WorldRefusedException(
                    Reason.BAD_NAME,
                    "a world's name has 1 to 64 letters, digits, dots, underscores and hyphens, and no dot first");
        }
        if (isThere(id)) {
            throw new WorldRefusedException(Reason.EXISTS, "there is a world " + id + " already");
        }
        if (worlds.size() >= COUNT_MAX) {
            throw new WorldRefusedException(Reason.TOO_MANY, "there are " + COUNT_MAX + " worlds already");
        }
    }

    private <T> T change(String id, Supplier<T> change) {
        return change(() -> {
            changing = id;
            try {
                return change.get();
            } finally {
                changing = "";
            }
        });
    }

    /** Does what makes worlds come or go; one at a time. */
    <T> T change(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changes.unlock();
        }
    }
}

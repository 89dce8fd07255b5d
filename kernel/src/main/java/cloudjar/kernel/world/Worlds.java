package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.BlobOwners;
import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.NobodyFiresException;
import cloudjar.kernel.clock.Signals;
import cloudjar.kernel.clock.Timers;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Store;
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
 * All worlds. There is always one named {@value #DEFAULT}. Thread-safe.
 *
 * <p>Whole on purpose: how worlds come and go, here and on other nodes, is one set of rules under one lock.
 */
public final class Worlds implements AutoCloseable {
    /** The world of those who name none. */
    public static final String DEFAULT = "default";

    /** How many worlds there may be. */
    public static final int COUNT_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);
    private static final String DRAFT = ".draft-";

    private static final int DRAFT_HEX = 16;

    /** Names that begin with a dot are the drafts'. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,63}");

    private final StoreEngine engine;
    private final BlobHome home;
    private final BlobOwners owners;
    private final Supplier<Clock> clocks;
    private final Ids ids;
    private final TimerHandlers handlers;

    /** Held while worlds come and go; finding one takes no lock. */
    private final ReentrantLock changes = new ReentrantLock();

    private final Map<String, World> worlds = new ConcurrentHashMap<>();

    /** Whether timers fire. */
    private volatile boolean started;

    /** Why a world that is there cannot be used. */
    private final Map<String, String> damaged = new ConcurrentHashMap<>();

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
        this.clocks = clocks;
        this.ids = ids;
        this.handlers = handlers;
        Set<String> there = new TreeSet<>(engine.worlds());
        there.add(DEFAULT);
        there.forEach(this::openOrSetAside);
        owners.sweep();
    }

    /**
     * Lets the timers fire: to be called once, when all handlers are registered. Those that fell due while no process looked
     * after them have fired when this returns, as {@link Timers#start} says.
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
                startTimers(world);
            } catch (StoreFailedException e) {
                setAside(id, e);
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
            there.removeAll(damaged.keySet());
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
        return ids;
    }

    /** The time of the default world; the machine's while that one is damaged. */
    public Instant time() {
        return find(DEFAULT).map(World::clock).orElseGet(clocks).now();
    }

    /** Why worlds that are there cannot be used, by their names. They can be reset, or deleted but for the default one. */
    public Map<String, String> damaged() {
        return Map.copyOf(damaged);
    }

    /** The world of that name. */
    public Optional<World> find(String id) {
        World world = worlds.get(id);
        return world == null && engine.peers().isShared() ? adopt(id) : Optional.ofNullable(world);
    }

    /** A world that another node may have made a moment ago. */
    private Optional<World> adopt(String id) {
        if (damaged.containsKey(id) || !NAME.matcher(id).matches()) {
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
        return find(id).orElseThrow(() -> missing(id));
    }

    private WorldRefusedException missing(String id) {
        String damage = damaged.get(id);
        return damage == null
                ? new WorldRefusedException(Reason.UNKNOWN, "there is no world " + id)
                : new WorldRefusedException(Reason.DAMAGED, "the world " + id + " cannot be used: " + damage);
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
                parts.clock().keepIn(store);
                parts.clock().continueIn(store, engine.peers());
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
            end(id);
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
            end(id);
            return true;
        });
    }

    /** A draft that begins as a world is now: its state, content and timers, its time. */
    Draft draftOf(String id) {
        return change(() -> {
            World source = get(id);
            return owners.fork(source.blobs(), () -> {
                String name = draftName();
                Store store = engine.fork(source.store(), name, CommitListener.NONE);
                source.clock().copy().keepIn(store);
                return new Draft(name, store, owners.join(store));
            });
        });
    }

    /**
     * An empty draft of what is to be a world.
     *
     * @throws WorldRefusedException when there may not be a world of that name
     */
    Draft draftFor(String id) {
        return change(() -> {
            checkMayBecome(id);
            String name = draftName();
            Store store = engine.open(name, CommitListener.NONE);
            return new Draft(name, store, owners.join(store));
        });
    }

    /** Makes a world of a draft, in place of the one of that name if there is one, whose waits end. */
    World settle(Draft draft, String id) {
        return change(() -> {
            promise(draft, id);
            if (isThere(id)) {
                end(id);
            }
            World.Parts parts = parts(id, clocks.get());
            Store store = engine.settle(draft.name(), draft.store(), id, parts);
            parts.clock().continueIn(store, engine.peers());
            return started(new World(id, parts, store, owners.move(draft.blobs(), store), ids));
        });
    }

    /** A promise is kept by a later process, if this one fails to. */
    private void promise(Draft draft, String id) {
        boolean promised = false;
        try {
            checkMayBecome(id);
            engine.promise(draft.name(), id);
            promised = true;
        } finally {
            if (!promised) {
                abandon(draft);
            }
        }
    }

    /** Deletes a draft. */
    void abandon(Draft draft) {
        Draft gone = change(() -> {
            owners.leave(draft.blobs());
            engine.drop(draft.name());
            return draft;
        });
        LOG.debug("{} is gone", gone.name());
    }

    private String draftName() {
        return DRAFT + ids.hex(DRAFT_HEX);
    }

    private void checkMayBecome(String id) {
        if (!isThere(id)) {
            checkNew(id);
        }
    }

    private boolean isThere(String id) {
        return find(id).isPresent() || damaged.containsKey(id);
    }

    /**
     * A world that nobody can call: on its way to an archive or from one. A later process does not find it.
     *
     * @param name unlike any world's
     */
    record Draft(String name, Store store, Blobs blobs) {}

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
        if (!damaged.containsKey(id)) {
            World world = get(id);
            worlds.remove(id);
            world.close();
            engine.retire(id);
            leave(world);
        }
        engine.drop(id);
        damaged.remove(id);
    }

    private void leave(World world) {
        try {
            owners.leave(world.blobs());
        } catch (StoreFailedException e) {
            LOG.warn("the content of world {} stays until the next start, for its rows cannot be read", world.id(), e);
            owners.loseSightOf(world.blobs());
        }
    }

    private World open(String id) {
        World.Parts parts = parts(id, clocks.get());
        Store store = engine.open(id, parts);
        parts.clock().continueIn(store, engine.peers());
        return new World(id, parts, store, owners.join(store), ids);
    }

    private void openOrSetAside(String id) {
        try {
            worlds.put(id, open(id));
        } catch (StoreFailedException e) {
            setAside(id, e);
            owners.loseSight();
        }
    }

    /** Notes damage that concerns one world; whatever else is wrong concerns all. */
    private void setAside(String id, StoreFailedException e) {
        switch (e.reason()) {
            case DAMAGED, BROKEN -> {
                LOG.error("the world {} cannot be used", id, e);
                damaged.put(id, String.valueOf(e.getMessage()));
            }
            case IN_USE, NEWER_FORMAT, NOT_WRITABLE, FULL, UNREACHABLE, CONTENDED, CLOSED -> throw e;
        }
    }

    private World started(World world) {
        worlds.put(world.id(), world);
        startTimers(world);
        return world;
    }

    private World.Parts parts(String id, Clock clock) {
        return new World.Parts(clock, new Signals(clock), new Timers(clock, id, engine.peers()));
    }

    private void startTimers(World world) {
        world.timers().start(world.store(), (timer, due) -> handlers.find(timer.handler())
                .orElseThrow(() -> new NobodyFiresException(timer.handler()))
                .fire(world, timer, due));
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

    private <T> T change(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } finally {
            changes.unlock();
        }
    }
}

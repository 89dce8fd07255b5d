package cloudjar.kernel.world;

import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Signals;
import cloudjar.kernel.clock.Timers;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A whole cloud: what its services keep state in, tell the time by and wait with. Thread-safe. */
public final class World {
    private final String id;
    private final Clock clock;
    private final Signals signals;
    private final Timers timers;
    private final Store store;
    private final Blobs blobs;
    private final Ids ids;
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    World(String id, Parts parts, Store store, Blobs blobs, Ids ids) {
        this.id = id;
        this.clock = parts.clock();
        this.signals = parts.signals();
        this.timers = parts.timers();
        this.store = store;
        this.blobs = blobs;
        this.ids = ids;
    }

    /** Its name, unique among those that exist. */
    public String id() {
        return id;
    }

    /** Its state. */
    public Store store() {
        return store;
    }

    /** Its time. */
    public Clock clock() {
        return clock;
    }

    /** Wakes those who wait in it. */
    public Signals signals() {
        return signals;
    }

    /** Its timers. */
    public Timers timers() {
        return timers;
    }

    /** Its large content. */
    public Blobs blobs() {
        return blobs;
    }

    /** Where it gets random identifiers from. */
    public Ids ids() {
        return ids;
    }

    /**
     * Something that is worked out from the world's state and kept as long as the world is open: made when it is first asked
     * for. Each type is there once.
     */
    public <T> T derived(Class<T> type, Supplier<T> maker) {
        Object known = derived.get(type);
        return type.cast(known == null ? derived.computeIfAbsent(type, _ -> maker.get()) : known);
    }

    /** Looks again at what other nodes may have changed, and wakes all who wait. */
    void lookAgain() {
        clock.lookAgain(store);
        signals.signalAll();
        timers.lookAgain();
    }

    /** Ends its thread and all waits in it. */
    void close() {
        signals.close();
        timers.close();
    }

    @Override
    public String toString() {
        return "world " + id;
    }

    /** What a store tells of its commits to; made before the store is. */
    record Parts(Clock clock, Signals signals, Timers timers) implements CommitListener {
        @Override
        public void signalled(String topic) {
            signals.signal(topic);
        }

        @Override
        public void timerSet(Instant due) {
            timers.set(due);
        }

        @Override
        public void missed() {
            signals.signalAll();
            timers.lookAgain();
        }
    }
}

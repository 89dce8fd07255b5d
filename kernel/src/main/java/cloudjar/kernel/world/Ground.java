package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobOwners;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.NobodyFiresException;
import cloudjar.kernel.clock.Signals;
import cloudjar.kernel.clock.Timers;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import java.util.function.Supplier;

/**
 * What all worlds stand on, and how one is put together from it.
 *
 * @param engine where their state is
 * @param owners who holds which content
 * @param clocks makes the clock of a world that is no fork
 * @param ids what new names are made of
 * @param handlers what timers do when they fire
 */
record Ground(StoreEngine engine, BlobOwners owners, Supplier<Clock> clocks, Ids ids, TimerHandlers handlers) {
    /** The world of that name, empty when the engine has none; its timers do not fire yet. */
    World open(String id) {
        World.Parts parts = parts(id);
        Store store = engine.open(id, parts);
        parts.clock().continueIn(store, engine.peers());
        return new World(id, parts, store, owners.join(store), ids);
    }

    /** A world that begins as the source is now; its timers do not fire yet. */
    World fork(World source, String id) {
        World.Parts parts = parts(id, source.clock().copy());
        return owners.fork(source.blobs(), () -> {
            Store store = engine.fork(source.store(), id, parts);
            parts.clock().keepIn(store);
            parts.clock().continueIn(store, engine.peers());
            return new World(id, parts, store, owners.join(store), ids);
        });
    }

    /** Parts of a world whose clock shows the machine's time, until it goes on in a store. */
    World.Parts parts(String id) {
        return parts(id, clocks.get());
    }

    private World.Parts parts(String id, Clock clock) {
        return new World.Parts(clock, new Signals(clock), new Timers(clock, id, engine.peers()));
    }

    /** Lets the timers of a world fire. */
    void startTimers(World world) {
        world.timers().start(world.store(), (timer, due) -> handlers.find(timer.handler())
                .orElseThrow(() -> new NobodyFiresException(timer.handler()))
                .fire(world, timer, due));
    }
}

package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobOwners;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How drafts come and go, and become worlds. Thread-safe. */
final class Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

    /** Begins with a dot, as no world's name does. */
    private static final String PREFIX = ".draft-";

    private static final int NAME_HEX = 16;

    private final Worlds worlds;
    private final Ground ground;
    private final StoreEngine engine;
    private final BlobOwners owners;

    /** Drafts beside these worlds, on the same ground. */
    Drafts(Worlds worlds, Ground ground) {
        this.worlds = worlds;
        this.ground = ground;
        this.engine = ground.engine();
        this.owners = ground.owners();
    }

    /**
     * A draft that begins as a world is now: its state, content and timers, its time.
     *
     * @throws WorldRefusedException when there is none
     */
    Draft of(String id) {
        return worlds.change(() -> {
            World source = worlds.get(id);
            return owners.fork(source.blobs(), () -> {
                String name = name();
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
    Draft emptyFor(String id) {
        return worlds.change(() -> {
            worlds.checkMayBecome(id);
            String name = name();
            Store store = engine.open(name, CommitListener.NONE);
            return new Draft(name, store, owners.join(store));
        });
    }

    /** Makes a world of a draft, in place of the one of that name if there is one, whose waits end. */
    World settle(Draft draft, String id) {
        return worlds.replace(id, () -> promise(draft, id), () -> {
            World.Parts parts = ground.parts(id);
            Store store = engine.settle(draft.name(), draft.store(), id, parts);
            parts.clock().continueIn(store, engine.peers());
            return new World(id, parts, store, owners.move(draft.blobs(), store), ground.ids());
        });
    }

    /** A promise is kept by a later process, if this one fails to. */
    private void promise(Draft draft, String id) {
        boolean promised = false;
        try {
            worlds.checkMayBecome(id);
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
        Draft gone = worlds.change(() -> {
            owners.leave(draft.blobs());
            engine.drop(draft.name());
            return draft;
        });
        LOG.debug("{} is gone", gone.name());
    }

    private String name() {
        return PREFIX + ground.ids().hex(NAME_HEX);
    }
}

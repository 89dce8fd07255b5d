package cloudjar.kernel.world;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.world.WorldRefusedException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Worlds that are there and cannot be used, so that they do not keep the others from opening. Thread-safe. */
final class DamagedWorlds {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedWorlds.class);

    private final Map<String, String> damages = new ConcurrentHashMap<>();

    /**
     * Notes damage that concerns one world.
     *
     * @throws StoreFailedException the given one, when it concerns all
     */
    void setAside(String id, StoreFailedException e) {
        switch (e.reason()) {
            case DAMAGED, BROKEN -> {
                LOG.error("the world {} cannot be used", id, e);
                damages.put(id, String.valueOf(e.getMessage()));
            }
            case IN_USE, NEWER_FORMAT, NOT_WRITABLE, FULL, UNREACHABLE, CONTENDED, CLOSED -> throw e;
        }
    }

    /** The damage is gone, with the world or without it. */
    void forget(String id) {
        damages.remove(id);
    }

    boolean contains(String id) {
        return damages.containsKey(id);
    }

    Set<String> ids() {
        return Set.copyOf(damages.keySet());
    }

    /** Why they cannot be used, by their names. */
    Map<String, String> all() {
        return Map.copyOf(damages);
    }

    /** Why a world cannot be called: it is damaged, or there is none. */
    WorldRefusedException refusal(String id) {
        return Optional.ofNullable(damages.get(id))
                .map(damage ->
                        new WorldRefusedException(Reason.DAMAGED, "the world " + id + " cannot be used: " + damage))
                .orElseGet(() -> new WorldRefusedException(Reason.UNKNOWN, "there is no world " + id));
    }
}

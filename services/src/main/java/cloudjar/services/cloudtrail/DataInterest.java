package cloudjar.services.cloudtrail;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which data events the trails of a world ask for, remembered for a second by the world's clock: such calls are many, and
 * most worlds ask for none. What a trail of this process changes is seen at once. Thread-safe.
 */
final class DataInterest {
    private static final Logger LOG = LoggerFactory.getLogger(DataInterest.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int WORLDS_MAX = 1000;

    private static final List<String> TYPES = List.of(
            DataOperations.S3_OBJECT,
            DataOperations.TABLE,
            DataOperations.STREAM,
            DataOperations.QUEUE,
            DataOperations.TOPIC,
            DataOperations.FUNCTION);

    private record Known(Instant at, Set<String> types) {}

    private final Map<World, Known> worlds = new ConcurrentHashMap<>();

    /** Whether a trail of the world may ask for data events of this resource type. */
    boolean in(World world, Instant now, String type) {
        Known known = worlds.get(world);
        if (known == null || Duration.between(known.at(), now).abs().compareTo(FRESH) > 0) {
            known = look(world, now);
        }
        return known.types().contains(type);
    }

    /** Forgets what was asked for: a trail has changed. */
    void changed(World world) {
        worlds.remove(world);
    }

    private Known look(World world, Instant now) {
        Known known = new Known(now, asked(world));
        if (worlds.size() >= WORLDS_MAX) {
            worlds.clear();
        }
        worlds.put(world, known);
        return known;
    }

    private static Set<String> asked(World world) {
        try {
            return read(world);
        } catch (StoreFailedException e) {
            // The call has its answer already, and an event of it could not be kept either.
            LOG.debug("what trails of {} ask for is not known", world, e);
            return Set.of();
        }
    }

    private static Set<String> read(World world) {
        return world.store().read(snapshot -> {
            Set<String> asked = new HashSet<>();
            for (StoredTrail trail : CloudTrailTables.TRAILS.rows(snapshot).values()) {
                if (trail.logging()) {
                    TYPES.stream()
                            .filter(type -> trail.selectors().stream().anyMatch(selector -> selector.asksFor(type)))
                            .forEach(asked::add);
                }
            }
            return Set.copyOf(asked);
        });
    }
}

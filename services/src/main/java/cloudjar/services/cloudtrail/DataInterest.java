package cloudjar.services.cloudtrail;

import cloudjar.kernel.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which data events the trails of a world ask for: such calls are many, and most worlds ask for none. A caller only looks at what
 * is known; the store is read by whoever records calls. For that one call a second is recorded whatever is known, by the world's
 * clock, so that what another process changed is noticed. What a trail of this process changes is seen at once. Thread-safe.
 */
final class DataInterest {
    private static final List<String> TYPES = List.of(
            DataOperations.S3_OBJECT,
            DataOperations.TABLE,
            DataOperations.STREAM,
            DataOperations.QUEUE,
            DataOperations.TOPIC,
            DataOperations.FUNCTION);

    /** What is known of one world. */
    private static final class Known {
        /** Null while it is not known. */
        volatile @Nullable Set<String> types;

        final AtomicLong changes = new AtomicLong();
        final AtomicLong lookedSecond = new AtomicLong();

        /** Whether nobody has looked in this second; who asks first has to. */
        boolean isDue(long second) {
            long last = lookedSecond.get();
            return last != second && lookedSecond.compareAndSet(last, second);
        }
    }

    /** Whether a trail of the world may ask for data events of this resource type. */
    boolean in(World world, long second, String type) {
        Known known = known(world);
        Set<String> types = known.types;
        return types == null || types.contains(type) || known.isDue(second);
    }

    /** Forgets what was asked for: a trail has changed. */
    void changed(World world) {
        Known known = known(world);
        known.changes.incrementAndGet();
        known.types = null;
    }

    /** Reads what trails ask for. */
    Set<String> look(World world) {
        Known known = known(world);
        long before = known.changes.get();
        Set<String> read = read(world);
        if (before == known.changes.get()) {
            known.types = read;
        }
        return read;
    }

    private static Known known(World world) {
        return world.derived(Known.class, Known::new);
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

package cloudjar.kernel.call;

import cloudjar.kernel.world.World;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every access key of a world. The services that make keys say where theirs are looked up; the gateway asks for each signed
 * call. Thread-safe.
 */
public final class Credentials {
    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final List<Consumer<KeyUse>> watchers = new CopyOnWriteArrayList<>();

    /** Where one service keeps the keys that it makes; asked for every call, so it must be quick. */
    @FunctionalInterface
    public interface Source {
        /** The key, whatever its state; null where it is none of this service's. */
        @Nullable
        Credential find(World world, String accessKeyId);
    }

    /** Adds the keys that a service makes. */
    public void add(Source source) {
        sources.add(source);
    }

    /** Adds somebody who is told of every use of a key, in the course of the call: so it must be quick. */
    public void watchedBy(Consumer<KeyUse> watcher) {
        watchers.add(watcher);
    }

    /** Tells of a use. */
    public void used(KeyUse use) {
        watchers.forEach(watcher -> watcher.accept(use));
    }

    /** The key with that id, whatever its state; null where no service made it. */
    public @Nullable Credential find(World world, String accessKeyId) {
        for (Source source : sources) {
            Credential found = source.find(world, accessKeyId);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}

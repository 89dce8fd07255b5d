package cloudjar.kernel.call;

import cloudjar.kernel.world.World;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Every access key of a world. The services that make keys say where theirs are looked up; the gateway asks for each signed
 * call. Thread-safe.
 */
public final class Credentials {
    private final List<Source> sources = new CopyOnWriteArrayList<>();

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

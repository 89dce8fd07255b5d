package cloudjar.kernel.call;

import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.world.World;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which pages of other origins may read what a service answers: asked of each request that says from where it comes. */
@FunctionalInterface
public interface OriginRules {
    /** Of services that have no such rules. */
    OriginRules NONE = (world, partition, request) -> Optional.empty();

    /**
     * A request that comes from a page.
     *
     * @param path that it is sent to, percent-encoded, whatever its host name says
     * @param askedMethod what it asks about as a preflight does, whatever its own method; null where it does not
     * @param askedHeaders likewise
     */
    record OriginRequest(
            String origin,
            String method,
            String path,
            @Nullable String askedMethod,
            @Nullable String askedHeaders) {}

    /**
     * The headers that tell a browser what the page may do, by name; none where it may do nothing. Empty where there are no
     * rules for what the request is about.
     */
    Optional<Map<String, String>> permissions(World world, Partition partition, OriginRequest request);
}

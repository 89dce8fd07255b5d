package cloudjar.gateway.stage;

import cloudjar.kernel.call.Endpoint;
import cloudjar.protocols.HttpRequest;

/**
 * A request that may go on: it has an id, and its world is known by name.
 *
 * @param request without the path's prefix that chose the world
 * @param world its name; there need not be one of that name
 * @param endpoint the address by which the caller reached us
 * @param peer the caller's IP address
 * @param claim what the request says of who signed it, read but not believed
 * @param startNanos when it came, by the ticker
 */
public record Admitted(
        HttpRequest request,
        String requestId,
        String world,
        Endpoint endpoint,
        String peer,
        Claim claim,
        long startNanos)
        implements Stage {}

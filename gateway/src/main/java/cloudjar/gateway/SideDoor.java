package cloudjar.gateway;

import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;

/**
 * Paths that are ours and no AWS service's, such as {@code /_cloudjar/health}: asked before any service is looked for.
 * Safe for any number of threads.
 *
 * <p>A path {@code /_cloudjar/worlds/NAME/...} has lost its prefix when a side door sees it, and the world stands in the
 * {@link Visitor}: {@code /_cloudjar/worlds/a/_cloudjar/reset} is {@code /_cloudjar/reset} in world {@code a}. The one
 * exception is {@code /_cloudjar/worlds/NAME} itself without any mark of an AWS client (signature, target, form): it is
 * shown as it is, in the default world, so that a world can be looked at and deleted by its own URL.
 *
 * <p>A side door is neither authenticated nor audited by the gateway. Whether it answers a foreign {@code Host} or
 * {@code Origin} is its own decision: {@link Visitor#authority()} and the request's {@code Origin} header tell.
 */
public interface SideDoor {
    /**
     * Who stands before the door.
     *
     * @param scheme {@code http} or {@code https}
     * @param authority the {@code Host} header (HTTP/2: {@code :authority}) as it was sent; empty where there was none
     * @param peer the IP address at the other end of the connection
     * @param world the world that the path chose; the default world's name where it chose none
     * @param requestId of this request; the gateway puts it into the answer's headers
     */
    record Visitor(String scheme, String authority, String peer, String world, String requestId) {}

    /**
     * Whether requests with this path are answered here. Asked for every request, so it must be cheap.
     *
     * @param rawPath percent-encoded, beginning with a slash, without the query
     */
    boolean claims(String rawPath);

    /** Whether a request is answered here, for doors that look at more than its path. */
    default boolean claims(HttpRequest request) {
        return claims(request.rawPath());
    }

    /**
     * Answers a claimed request. What it throws is logged and answered with status 500.
     *
     * @throws IOException where the connection fails
     */
    HttpResponse answer(HttpRequest request, Visitor visitor) throws IOException;
}

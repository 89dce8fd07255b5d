package cloudjar.gateway.chain;

import cloudjar.protocols.HttpRequest;

/**
 * A request as it came from the wire: nothing of it has been looked at.
 *
 * @param request path, headers and body as they were sent, freed from transfer codings only
 * @param scheme {@code http} or {@code https}
 * @param authority the {@code Host} header or {@code :authority} as it was sent; empty where there was none
 * @param peer the IP address at the other end of the connection
 */
public record Received(HttpRequest request, String scheme, String authority, String peer) {}

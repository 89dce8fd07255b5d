package cloudjar.kernel.call;

/**
 * The address by which the caller reached us; URLs in answers are built on it, so that they work where the caller is.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority host and, where the caller named one, port
 * @param prefix the path that chooses the world, such as {@code /_cloudjar/worlds/a}; empty for the default world
 */
public record Endpoint(String scheme, String authority, String prefix) {
    /** The base of URLs, without a slash at its end. */
    public String url() {
        return scheme + "://" + authority + prefix;
    }

    /** The host without the port. */
    public String host() {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}

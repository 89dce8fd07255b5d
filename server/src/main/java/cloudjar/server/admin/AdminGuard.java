package cloudjar.server.admin;

import cloudjar.gateway.SideDoor;
import cloudjar.protocols.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the admin API. A web page that the user happens to visit may not: neither by a request of its own
 * ({@code Origin} and {@code Sec-Fetch-Site} tell) nor by a host name of its own that it made resolve to this machine
 * ({@code Host} tells). Where other machines can connect, a token is wanted instead of a known host name.
 */
public final class AdminGuard {
    /** Names of this machine that no one else can have resolved: the domains are reserved or point to loopback. */
    private static final List<String> OUR_DOMAINS =
            List.of("localhost", "localhost.localstack.cloud", "host.docker.internal");

    private final Set<String> hosts;
    private final Optional<byte[]> token;

    /**
     * @param hosts names and addresses that are bound, besides those of loopback
     * @param token what callers must present; empty where only this machine can connect
     */
    public AdminGuard(List<String> hosts, Optional<String> token) {
        this.hosts = new HashSet<>();
        hosts.forEach(host -> this.hosts.add(bare(host)));
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Refuses a request that must not be answered.
     *
     * @param open whether the page tells anyone, token or not
     */
    void check(HttpRequest request, SideDoor.Visitor visitor, boolean open) {
        checkOrigin(request, visitor);
        if (token.isEmpty()) {
            if (!isOurs(visitor.authority())) {
                throw AdminException.foreign("Host", visitor.authority());
            }
        } else if (!open && !MessageDigest.isEqual(token.get(), presented(request))) {
            throw AdminException.tokenWanted();
        }
    }

    private static void checkOrigin(HttpRequest request, SideDoor.Visitor visitor) {
        String origin = request.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase(visitor.scheme() + "://" + visitor.authority())) {
            throw AdminException.foreign("Origin", origin);
        }
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw AdminException.foreign("Sec-Fetch-Site", site);
        }
    }

    private boolean isOurs(String authority) {
        String host = bare(withoutPort(authority));
        return isLoopbackAddress(host)
                || hosts.contains(host)
                || OUR_DOMAINS.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static boolean isLoopbackAddress(String host) {
        return host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    /** In lower case, without the brackets of an IPv6 address and the dot of a full name. */
    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static byte[] presented(HttpRequest request) {
        String authorization = request.header("Authorization");
        String prefix = "Bearer ";
        if (authorization == null || !authorization.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return new byte[0];
        }
        return authorization.substring(prefix.length()).strip().getBytes(StandardCharsets.UTF_8);
    }
}

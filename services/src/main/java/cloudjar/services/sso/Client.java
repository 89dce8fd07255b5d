package cloudjar.services.sso;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that signs people in.
 *
 * @param refreshes whether it is given refresh tokens
 * @param instanceArn whose people it signs in; null where it says so later
 */
record Client(
        String id,
        String secret,
        String name,
        boolean refreshes,
        List<String> redirectUris,
        @Nullable String instanceArn,
        Instant issued,
        Instant expires) {
    private static final String LOOPBACK = "http://127.0.0.1";

    Client {
        redirectUris = List.copyOf(redirectUris);
    }

    /** Whether answers may be sent there; of addresses on the caller's own machine any port is as good as the one named. */
    boolean redirectsTo(String uri) {
        return redirectUris.stream()
                .anyMatch(known -> known.equals(uri) || withoutPort(known).equals(withoutPort(uri)));
    }

    private static String withoutPort(String uri) {
        return uri.startsWith(LOOPBACK) ? uri.replaceFirst("^http://127\\.0\\.0\\.1:\\d{1,5}", LOOPBACK) : uri;
    }
}

package cloudjar.services.sso;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in, by the token that tells.
 *
 * @param refreshToken for another access token; null where the program gets none
 * @param expires when the access token ends
 * @param ends when the session ends, whatever is refreshed
 */
record PortalSession(
        String accessToken,
        @Nullable String refreshToken,
        String clientId,
        String instanceArn,
        String userId,
        Instant expires,
        Instant ends) {
    /** How long a session lasts: what AWS's console shows as its default. */
    static final Duration TIME = Duration.ofHours(8);

    /** How long an access token lasts that can be refreshed. */
    static final Duration REFRESHED = Duration.ofHours(1);
}

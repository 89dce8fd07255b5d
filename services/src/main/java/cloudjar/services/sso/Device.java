package cloudjar.services.sso;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is approved elsewhere: the program shows a code, and somebody approves it in a browser.
 *
 * @param userId who approved; null where nobody has
 * @param polled when the program asked last; null where it has not
 */
record Device(
        String code,
        String userCode,
        String clientId,
        String instanceArn,
        Instant expires,
        @Nullable String userId,
        boolean denied,
        @Nullable Instant polled) {
    /** How long it waits for approval. */
    static final Duration TIME = Duration.ofMinutes(10);

    /** How many seconds the program is told to wait between two questions. */
    static final int INTERVAL_SECONDS = 1;

    /** Half a second is forgiven: the program's clock is not ours. */
    private static final Duration INTERVAL_MIN = Duration.ofMillis(500);

    boolean tooSoon(Instant now) {
        return polled != null && polled.plus(INTERVAL_MIN).isAfter(now);
    }

    boolean expired(Instant now) {
        return !expires.isAfter(now);
    }

    Device polledAt(Instant now) {
        return new Device(code, userCode, clientId, instanceArn, expires, userId, denied, now);
    }

    Device approvedBy(String user) {
        return new Device(code, userCode, clientId, instanceArn, expires, user, false, polled);
    }

    Device refused() {
        return new Device(code, userCode, clientId, instanceArn, expires, null, true, polled);
    }
}

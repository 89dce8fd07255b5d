package cloudjar.services.ssm;

import cloudjar.api.ssm.Activation;
import java.time.Instant;
import java.util.Objects;

/**
 * What machines outside AWS may register with.
 *
 * @param code which they must know; it is shown once
 */
record StoredActivation(Activation shown, String code) {
    String id() {
        return Objects.requireNonNull(shown.activationId());
    }

    /** As it is shown at a time. */
    Activation shown(Instant now) {
        Instant end = Objects.requireNonNull(shown.expirationDate());
        return shown.toBuilder().expired(!now.isBefore(end)).build();
    }
}

package cloudjar.services.iam;

import cloudjar.api.iam.SigningCertificate;
import cloudjar.api.iam.StatusType;
import java.time.Instant;
import java.util.Objects;

/**
 * A certificate with which a user signs.
 *
 * @param userId of its user; the account's id for one of the root user
 * @param body in PEM
 */
record UserCertificate(String id, String userId, String body, boolean active, Instant uploaded) {
    UserCertificate withActive(boolean now) {
        return new UserCertificate(id, userId, body, now, uploaded);
    }

    String status() {
        return active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }

    /** The certificate; AWS shows the root user's without a name. */
    SigningCertificate shown(KeyOwner owner) {
        return SigningCertificate.builder()
                .userName(Objects.requireNonNullElse(owner.name(), ""))
                .certificateId(id)
                .certificateBody(body)
                .status_(status())
                .uploadDate(uploaded)
                .build();
    }
}

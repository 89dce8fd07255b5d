package cloudjar.services.iam;

import cloudjar.api.iam.StatusType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key.
 *
 * @param partition in which it was made
 * @param userId of its user; the account's id for a key of the root user
 * @param used when, where and for which service it was last used; null where it never was
 */
record IssuedKey(
        String id,
        String partition,
        String account,
        String userId,
        String secret,
        boolean active,
        Instant created,
        @Nullable Use used) {
    /** A use of a key. */
    record Use(Instant time, String service, String region) {}

    IssuedKey withActive(boolean now) {
        return new IssuedKey(id, partition, account, userId, secret, now, created, used);
    }

    IssuedKey withUse(Use use) {
        return new IssuedKey(id, partition, account, userId, secret, active, created, use);
    }

    String status() {
        return active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }

    boolean ofRoot() {
        return userId.equals(account);
    }
}

package cloudjar.services.s3;

import cloudjar.kernel.tenancy.Account;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bucket.
 *
 * @param partition where its name is unique
 * @param account its owner
 * @param locationConstraint as the caller gave it; null in the home region
 * @param tags in the order in which they were given
 * @param publicAccess what its owner says of it; nothing once the owner has deleted that
 */
record S3Bucket(
        String partition,
        String name,
        String account,
        String region,
        @Nullable String locationConstraint,
        Instant created,
        Map<String, String> tags,
        Optional<PublicAccess> publicAccess) {
    S3Bucket {
        tags = Tags.ordered(tags);
    }

    String arn() {
        return "arn:" + partition + ":s3:::" + name;
    }

    /** Checks the account that the caller expects to own it, if any. */
    void requireOwner(@Nullable String expected) {
        if (expected == null) {
            return;
        }
        if (!Account.isId(expected)) {
            throw BucketErrors.invalidExpectedOwner(expected);
        }
        if (!expected.equals(account)) {
            throw S3Errors.accessDenied();
        }
    }

    S3Bucket withTags(Map<String, String> newTags) {
        return new S3Bucket(partition, name, account, region, locationConstraint, created, newTags, publicAccess);
    }

    S3Bucket withPublicAccess(Optional<PublicAccess> newAccess) {
        return new S3Bucket(partition, name, account, region, locationConstraint, created, tags, newAccess);
    }
}

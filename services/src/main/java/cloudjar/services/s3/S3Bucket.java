package cloudjar.services.s3;

import cloudjar.kernel.tenancy.Account;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket.
 *
 * @param partition where its name is unique
 * @param account its owner
 * @param locationConstraint as the caller gave it; null in the home region
 * @param tags in the order in which they were given
 * @param objectLock whether versions in it can be locked; it stays so
 * @param lifecycle whether it has rules about what becomes of its objects
 * @param notifies whether somebody is to be told of what happens in it
 */
record S3Bucket(
        String partition,
        String name,
        String account,
        String region,
        @Nullable String locationConstraint,
        Instant created,
        Map<String, String> tags,
        Versioning versioning,
        boolean objectLock,
        boolean lifecycle,
        boolean notifies) {
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
        return with(newTags, versioning, objectLock, lifecycle, notifies);
    }

    S3Bucket withVersioning(Versioning changed) {
        return with(tags, changed, objectLock, lifecycle, notifies);
    }

    /** This, locking objects from now on. */
    S3Bucket withObjectLock() {
        return with(tags, versioning, true, lifecycle, notifies);
    }

    S3Bucket withLifecycle(boolean has) {
        return with(tags, versioning, objectLock, has, notifies);
    }

    S3Bucket withNotifies(boolean has) {
        return with(tags, versioning, objectLock, lifecycle, has);
    }

    private S3Bucket with(
            Map<String, String> newTags, Versioning state, boolean locks, boolean hasLifecycle, boolean hasListeners) {
        return new S3Bucket(
                partition,
                name,
                account,
                region,
                locationConstraint,
                created,
                newTags,
                state,
                locks,
                hasLifecycle,
                hasListeners);
    }
}

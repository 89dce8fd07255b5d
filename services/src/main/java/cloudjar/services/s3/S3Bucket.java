package cloudjar.services.s3;

import cloudjar.kernel.tenancy.Account;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bucket.
 *
 * @param partition where its name is unique
 * @param account its owner
 * @param locationConstraint as the caller gave it; null in the home region
 * @param tags in the order in which they were given
 * @param traits what requests to it must heed
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
        Set<BucketTrait> traits) {
    S3Bucket {
        tags = Tags.ordered(tags);
        traits = Set.copyOf(traits);
    }

    String arn() {
        return directory()
                ? "arn:" + partition + ":s3express:" + region + ":" + account + ":bucket/" + name
                : "arn:" + partition + ":s3:::" + name;
    }

    /** Whether it is a directory bucket, which lies in one zone. */
    boolean directory() {
        return DirectoryName.is(name);
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

    boolean has(BucketTrait trait) {
        return traits.contains(trait);
    }

    /** Whether versions in it can be locked. */
    boolean objectLock() {
        return has(BucketTrait.OBJECT_LOCK);
    }

    S3Bucket withTags(Map<String, String> newTags) {
        return with(newTags, versioning, traits);
    }

    S3Bucket withVersioning(Versioning changed) {
        return with(tags, changed, traits);
    }

    /** This, having a trait from now on or having it no more. */
    S3Bucket with(BucketTrait trait, boolean has) {
        Set<BucketTrait> changed = EnumSet.noneOf(BucketTrait.class);
        changed.addAll(traits);
        if (has) {
            changed.add(trait);
        } else {
            changed.remove(trait);
        }
        return with(tags, versioning, changed);
    }

    private S3Bucket with(Map<String, String> newTags, Versioning state, Set<BucketTrait> newTraits) {
        return new S3Bucket(partition, name, account, region, locationConstraint, created, newTags, state, newTraits);
    }
}

package cloudjar.services.s3;

import cloudjar.api.s3.BucketVersioningStatus;
import org.jspecify.annotations.Nullable;

/** Whether a bucket keeps what a write or a deletion replaces. */
enum Versioning {
    /** It never did: each key has at most one version, which has no name. */
    NEVER,
    ENABLED,
    /** It did: what was kept stays, and writes make the version called null. */
    SUSPENDED;

    /** The state that a document names. */
    static Versioning of(String status) {
        return switch (status) {
            case BucketVersioningStatus.ENABLED -> ENABLED;
            case BucketVersioningStatus.SUSPENDED -> SUSPENDED;
            default -> throw S3Errors.malformedXml();
        };
    }

    /** The state as documents name it; null where there is nothing to say. */
    @Nullable
    String status() {
        return switch (this) {
            case NEVER -> null;
            case ENABLED -> BucketVersioningStatus.ENABLED;
            case SUSPENDED -> BucketVersioningStatus.SUSPENDED;
        };
    }
}

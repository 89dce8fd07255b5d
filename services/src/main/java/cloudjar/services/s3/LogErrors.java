package cloudjar.services.s3;

import cloudjar.api.s3.CrossLocationLoggingProhibitted;
import cloudjar.api.s3.InvalidTargetBucketForLogging;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses to write requests down somewhere; recorded from AWS where nothing else is said. */
final class LogErrors {
    private LogErrors() {}

    static ApiException noTarget(String target) {
        return InvalidTargetBucketForLogging.builder()
                .message("The target bucket for logging does not exist")
                .targetBucket(target)
                .build();
    }

    /** S3 User Guide, Enabling server access logging; wording as users quote it. */
    static ApiException otherOwner(String target) {
        return InvalidTargetBucketForLogging.builder()
                .message("The owner for the bucket to be logged and the target bucket must be the same.")
                .targetBucket(target)
                .build();
    }

    /** @param source not told of the home region */
    static ApiException otherRegion(@Nullable String source, String target) {
        return CrossLocationLoggingProhibitted.builder()
                .message("Cross S3 location logging not allowed. ")
                .sourceBucketLocation(source)
                .targetBucketLocation(target)
                .build();
    }
}

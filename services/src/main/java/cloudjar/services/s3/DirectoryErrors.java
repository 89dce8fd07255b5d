package cloudjar.services.s3;

import cloudjar.api.s3.ExpiredToken;
import cloudjar.api.s3.IdempotencyParameterMismatch;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.InvalidWriteOffset;
import cloudjar.api.s3.MethodNotAllowed;
import cloudjar.api.s3.TooManyParts;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses something about directory buckets. No answers of theirs were recorded. */
final class DirectoryErrors {
    private DirectoryErrors() {}

    /** Wording of our own. */
    static ApiException location(String zone) {
        return new InvalidRequest("The location of a directory bucket must be the zone that its name has: " + zone);
    }

    /** Wording of our own. */
    static ApiException redundancy() {
        return new InvalidRequest("The data redundancy of a directory bucket must be that of a single zone");
    }

    /** S3 API Reference, Error responses: of operations that only the other kind of bucket has. */
    static ApiException notOfThisBucket(String operation) {
        return MethodNotAllowed.builder()
                .message("The specified method is not allowed against this resource.")
                .method(operation)
                .resourceType("BUCKET")
                .build();
    }

    /** As {@link #notOfThisBucket}, but for annotations, of which AWS says something else. */
    static ApiException notOfDirectories(String operation) {
        return operation.contains("ObjectAnnotation") ? AnnotationErrors.directoryBucket() : notOfThisBucket(operation);
    }

    /** S3 API Reference, ListObjectsV2: no other delimiter is supported. Wording of our own. */
    static ApiException delimiter(String delimiter) {
        return S3Errors.invalidArgument("The delimiter of a directory bucket must be /", "delimiter", delimiter);
    }

    /** S3 API Reference, ListObjectsV2: only prefixes that end in a delimiter are supported. Wording of our own. */
    static ApiException prefix(@Nullable String prefix) {
        return S3Errors.invalidArgument("A prefix in a directory bucket must end in /", "prefix", prefix);
    }

    /** S3 API model, InvalidWriteOffset. */
    static ApiException writeOffset() {
        return new InvalidWriteOffset(
                "The write offset value that you specified does not match the current object size.");
    }

    /** S3 API model, TooManyParts. */
    static ApiException tooManyParts() {
        return new TooManyParts("You have attempted to add more parts than the maximum of 10000 that are allowed for"
                + " this object. You can use the CopyObject operation to copy this object to another and then add more"
                + " data to the newly copied object.");
    }

    /** S3 API model, IdempotencyParameterMismatch. */
    static ApiException otherRename() {
        return new IdempotencyParameterMismatch(
                "Parameters on this idempotent request are inconsistent with parameters used in previous request(s).");
    }

    /** S3 User Guide, Renaming objects in directory buckets: not where a name ends in the delimiter. */
    static ApiException renamedDirectory() {
        return new InvalidRequest("An object whose key ends in / cannot be renamed");
    }

    /** S3 API Reference, Error responses. */
    static ApiException expiredSession() {
        return new ExpiredToken("The provided token has expired.");
    }
}

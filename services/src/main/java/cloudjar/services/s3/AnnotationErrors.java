package cloudjar.services.s3;

import cloudjar.api.s3.AnnotationLimitExceeded;
import cloudjar.api.s3.AnnotationNameTooLong;
import cloudjar.api.s3.EntityTooLarge;
import cloudjar.api.s3.EntityTooSmall;
import cloudjar.api.s3.InvalidAnnotationName;
import cloudjar.api.s3.InvalidPrefix;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.NoSuchAnnotation;
import cloudjar.api.s3.NotImplemented;
import cloudjar.api.s3.UnsupportedMediaType;
import cloudjar.kernel.shape.ApiException;

/**
 * What S3 says when it refuses something about annotations.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#S3AnnotationErrorCodeList">List of Amazon S3
 *     annotation-related error codes</a>
 */
final class AnnotationErrors {
    private AnnotationErrors() {}

    static ApiException none() {
        return new NoSuchAnnotation("The specified annotation does not exist.");
    }

    static ApiException noName() {
        return new InvalidAnnotationName("You must specify a user annotation name.");
    }

    static ApiException nameTooLong() {
        return new AnnotationNameTooLong("Your annotation name is too long");
    }

    static ApiException invalidName() {
        return new InvalidAnnotationName("The annotation name you provided is invalid.");
    }

    static ApiException invalidPrefix() {
        return new InvalidPrefix("The annotation prefix you have provided is not valid.");
    }

    static ApiException tooMany() {
        return new AnnotationLimitExceeded(
                "The object annotation count exceeds the limit (" + S3Limits.ANNOTATIONS_OF_OBJECT.current() + ").");
    }

    static ApiException empty() {
        return EntityTooSmall.builder()
                .message("Your proposed upload is smaller than the minimum allowed size")
                .minSizeAllowed(1L)
                .proposedSize(0L)
                .build();
    }

    /** S3 API Reference, PutObjectAnnotation: 1 MiB at most. */
    static ApiException tooLarge(long bytes) {
        return EntityTooLarge.builder()
                .message("Your proposed upload exceeds the maximum allowed size")
                .maxSizeAllowed(S3Limits.ANNOTATION.current())
                .proposedSize(bytes)
                .build();
    }

    static ApiException noText() {
        return new UnsupportedMediaType("The annotation payload is not valid UTF-8 encoded text.");
    }

    static ApiException customersKey() {
        return new InvalidRequest("The object is encrypted with SSE-C, which does not support annotations.");
    }

    static ApiException directive(String value) {
        return S3Errors.invalidArgument(
                "The annotation directive is not valid. Valid values are COPY and EXCLUDE.",
                "x-amz-object-annotation-directive",
                value);
    }

    static ApiException pageSize(int asked) {
        return S3Errors.invalidArgument(
                "max-annotation-results must be between 1 and " + S3Limits.ANNOTATIONS_OF_OBJECT.current(),
                "max-annotation-results",
                Integer.toString(asked));
    }

    static ApiException directoryBucket() {
        return new NotImplemented("Annotations are not supported for Amazon S3 directory buckets.");
    }
}

package cloudjar.services.s3;

import cloudjar.api.s3.BadRequest;
import cloudjar.api.s3.BucketAlreadyExists;
import cloudjar.api.s3.BucketAlreadyOwnedByYou;
import cloudjar.api.s3.BucketNotEmpty;
import cloudjar.api.s3.IllegalLocationConstraintException;
import cloudjar.api.s3.InvalidBucketName;
import cloudjar.api.s3.InvalidBucketOwnerAWSAccountID;
import cloudjar.api.s3.InvalidLocationConstraint;
import cloudjar.api.s3.InvalidTag;
import cloudjar.api.s3.NoSuchBucket;
import cloudjar.api.s3.PermanentRedirect;
import cloudjar.api.s3.TooManyBuckets;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses something about a bucket. */
final class BucketErrors {
    private BucketErrors() {}

    static ApiException noSuchBucket(String name) {
        return NoSuchBucket.builder()
                .message("The specified bucket does not exist")
                .bucketName(name)
                .build();
    }

    static ApiException invalidBucketName(String name) {
        return InvalidBucketName.builder()
                .message("The specified bucket is not valid.")
                .bucketName(name)
                .build();
    }

    static ApiException bucketOwnedByYou(String name) {
        return BucketAlreadyOwnedByYou.builder()
                .message("Your previous request to create the named bucket succeeded and you already own it.")
                .bucketName(name)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException bucketExists(String name) {
        return BucketAlreadyExists.builder()
                .message(
                        "The requested bucket name is not available. The bucket namespace is shared by all users of the"
                                + " system. Please select a different name and try again.")
                .bucketName(name)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException tooManyBuckets() {
        return new TooManyBuckets("You have attempted to create more buckets than allowed");
    }

    static ApiException bucketNotEmpty(String name) {
        return BucketNotEmpty.builder()
                .message("The bucket you tried to delete is not empty")
                .bucketName(name)
                .build();
    }

    static ApiException invalidLocationConstraint(String constraint) {
        return InvalidLocationConstraint.builder()
                .message("The specified location-constraint is not valid")
                .locationConstraint(constraint)
                .build();
    }

    static ApiException illegalLocationConstraint(@Nullable String constraint) {
        return new IllegalLocationConstraintException("The " + (constraint == null ? "unspecified" : constraint)
                + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }

    static ApiException invalidExpectedOwner(String account) {
        return new InvalidBucketOwnerAWSAccountID(
                "The value of the expected bucket owner parameter must be an AWS Account ID... [" + account + "]");
    }

    static ApiException notARegion(String region) {
        return S3Errors.invalidArgument(
                "Argument value " + region + " is not a valid AWS Region", "bucket-region", null);
    }

    /** As {@link S3Errors#pageSize}. */
    static ApiException bucketPageSize(int value) {
        return S3Errors.invalidArgument(
                "Argument max-buckets must be an integer between 1 and 10000", "max-buckets", Integer.toString(value));
    }

    /** Said of buckets to be created, where {@link #systemTag} is said of others. */
    static ApiException reservedTag() {
        return new InvalidTag(
                "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags."
                        + " Remove \"aws:\" from your tag keys and try again.");
    }

    /** Said of buckets. */
    static ApiException systemTag(String key) {
        return InvalidTag.builder()
                .message("System tags cannot be added/updated by requester")
                .tagKey(key)
                .build();
    }

    /** S3 API Reference, PutBucketTagging. */
    static ApiException tooManyBucketTags() {
        return new BadRequest("Bucket tag count cannot be greater than 50");
    }

    /** Said of a bucket that keeps, or kept, versions. */
    static ApiException versionsLeft(String name) {
        return BucketNotEmpty.builder()
                .message("The bucket you tried to delete is not empty. You must delete all versions in the bucket.")
                .bucketName(name)
                .build();
    }

    /** S3 API Reference, Error responses: the bucket is asked for at another region's endpoint. */
    static ApiException otherRegion(S3Bucket bucket, String endpoint) {
        return PermanentRedirect.builder()
                .message(
                        "The bucket you are attempting to access must be addressed using the specified endpoint. Please"
                                + " send all future requests to this endpoint.")
                .endpoint(endpoint)
                .bucket(bucket.name())
                .bucketRegion(bucket.region())
                .build();
    }
}

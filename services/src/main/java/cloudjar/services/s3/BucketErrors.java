package cloudjar.services.s3;

import cloudjar.api.s3.AccessControlListNotSupported;
import cloudjar.api.s3.BadRequest;
import cloudjar.api.s3.BucketAlreadyExists;
import cloudjar.api.s3.BucketAlreadyOwnedByYou;
import cloudjar.api.s3.BucketNotEmpty;
import cloudjar.api.s3.IllegalLocationConstraintException;
import cloudjar.api.s3.InvalidBucketAclWithObjectOwnership;
import cloudjar.api.s3.InvalidBucketName;
import cloudjar.api.s3.InvalidBucketOwnerAWSAccountID;
import cloudjar.api.s3.InvalidLocationConstraint;
import cloudjar.api.s3.InvalidTag;
import cloudjar.api.s3.NoSuchBucket;
import cloudjar.api.s3.NoSuchBucketPolicy;
import cloudjar.api.s3.NoSuchCORSConfiguration;
import cloudjar.api.s3.NoSuchLifecycleConfiguration;
import cloudjar.api.s3.NoSuchPublicAccessBlockConfiguration;
import cloudjar.api.s3.NoSuchTagSet;
import cloudjar.api.s3.NoSuchWebsiteConfiguration;
import cloudjar.api.s3.ObjectLockConfigurationNotFoundError;
import cloudjar.api.s3.ReplicationConfigurationNotFoundError;
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

    /** Wording: what Terraform's users reported when new buckets stopped taking lists of access (April 2023). */
    static ApiException bucketAclsNotSupported() {
        return new InvalidBucketAclWithObjectOwnership(
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }

    /** S3 User Guide, Controlling ownership of objects. */
    static ApiException aclsNotSupported() {
        return new AccessControlListNotSupported("The bucket does not allow ACLs");
    }

    static ApiException noPolicy(String bucket) {
        return NoSuchBucketPolicy.builder()
                .message("The bucket policy does not exist")
                .bucketName(bucket)
                .build();
    }

    static ApiException noCors(String bucket) {
        return NoSuchCORSConfiguration.builder()
                .message("The CORS configuration does not exist")
                .bucketName(bucket)
                .build();
    }

    static ApiException noWebsite(String bucket) {
        return NoSuchWebsiteConfiguration.builder()
                .message("The specified bucket does not have a website configuration")
                .bucketName(bucket)
                .build();
    }

    static ApiException noLifecycle(String bucket) {
        return NoSuchLifecycleConfiguration.builder()
                .message("The lifecycle configuration does not exist")
                .bucketName(bucket)
                .build();
    }

    static ApiException noReplication(String bucket) {
        return ReplicationConfigurationNotFoundError.builder()
                .message("The replication configuration was not found")
                .bucketName(bucket)
                .build();
    }

    static ApiException noObjectLockConfiguration(String bucket) {
        return ObjectLockConfigurationNotFoundError.builder()
                .message("Object Lock configuration does not exist for this bucket")
                .bucketName(bucket)
                .build();
    }

    static ApiException noPublicAccessBlock(String bucket) {
        return NoSuchPublicAccessBlockConfiguration.builder()
                .message("The public access block configuration was not found")
                .bucketName(bucket)
                .build();
    }

    static ApiException noTags(String bucket) {
        return NoSuchTagSet.builder()
                .message("The TagSet does not exist")
                .bucketName(bucket)
                .build();
    }
}

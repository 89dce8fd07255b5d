package cloudjar.services.s3;

import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.IllegalVersioningConfigurationException;
import cloudjar.api.s3.InvalidBucketAclWithBlockPublicAccessError;
import cloudjar.api.s3.InvalidBucketState;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.NoSuchBucketPolicy;
import cloudjar.api.s3.NoSuchCORSConfiguration;
import cloudjar.api.s3.NoSuchConfiguration;
import cloudjar.api.s3.NoSuchLifecycleConfiguration;
import cloudjar.api.s3.NoSuchPublicAccessBlockConfiguration;
import cloudjar.api.s3.NoSuchTagSet;
import cloudjar.api.s3.NoSuchWebsiteConfiguration;
import cloudjar.api.s3.OwnershipControlsNotFoundError;
import cloudjar.api.s3.ReplicationConfigurationNotFoundError;
import cloudjar.api.s3.TooManyConfigurations;
import cloudjar.kernel.shape.ApiException;

/** What S3 says when it refuses something about a bucket's configuration. */
final class ConfigurationErrors {
    private ConfigurationErrors() {}

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

    /** S3 API Reference, PutBucketAbac: TagResource is to be used. Which error says so is not documented; code and words are ours. */
    static ApiException taggedByControl() {
        return new InvalidRequest(
                "The bucket's tags decide about access (ABAC is enabled): use TagResource and UntagResource"
                        + " of S3 Control to change them.");
    }

    static ApiException noOwnershipControls(String bucket) {
        return OwnershipControlsNotFoundError.builder()
                .message("The bucket ownership controls were not found")
                .bucketName(bucket)
                .build();
    }

    static ApiException unknownOwnership(String ownership) {
        return S3Errors.invalidArgument(
                "Invalid x-amz-object-ownership header: " + ownership, "x-amz-object-ownership", null);
    }

    static ApiException noVersioningStatus() {
        return new IllegalVersioningConfigurationException("The Versioning element must be specified");
    }

    static ApiException noAccelerationOfDots() {
        return new InvalidRequest(
                "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    }

    static ApiException keyOfNoUse() {
        return S3Errors.invalidArgument(
                "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                "ApplyServerSideEncryptionByDefault",
                null);
    }

    static ApiException unsupportedMethod(String method) {
        return new InvalidRequest("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
    }

    /** S3 User Guide, Elements of a CORS configuration; wording as users quote it. */
    static ApiException severalWildcards(String element, String value) {
        return new InvalidRequest(element + " \"" + value + "\" can not have more than one wildcard.");
    }

    /** As {@link #severalWildcards}. */
    static ApiException wildcardExposed(String header) {
        return new InvalidRequest("ExposeHeader \"" + header
                + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
    }

    static ApiException noConfiguration() {
        return new NoSuchConfiguration("The specified configuration does not exist.");
    }

    /** S3 API Reference, PutBucketMetricsConfiguration. */
    static ApiException tooManyConfigurations() {
        return new TooManyConfigurations(
                "You are attempting to create a new configuration but have already reached the 1,000-configuration limit.");
    }

    /** Wording: what users of a new bucket reported (April 2023). */
    static ApiException publicAclBlocked() {
        return new InvalidBucketAclWithBlockPublicAccessError(
                "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
    }

    /** S3 API Reference, PutBucketVersioning: what has to be taken away first. */
    static ApiException replicationNeedsVersioning() {
        return new InvalidBucketState("A replication configuration is present on this bucket, so the versioning state"
                + " cannot be changed.");
    }

    static ApiException mfaNeeded() {
        return new AccessDenied("Mfa Authentication must be used for this request");
    }
}

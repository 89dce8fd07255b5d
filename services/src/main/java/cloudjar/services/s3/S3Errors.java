package cloudjar.services.s3;

import cloudjar.api.s3.AccessControlListNotSupported;
import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.BadDigest;
import cloudjar.api.s3.BadRequest;
import cloudjar.api.s3.BucketAlreadyExists;
import cloudjar.api.s3.BucketAlreadyOwnedByYou;
import cloudjar.api.s3.BucketNotEmpty;
import cloudjar.api.s3.ConditionalRequestConflict;
import cloudjar.api.s3.EntityTooLarge;
import cloudjar.api.s3.EntityTooSmall;
import cloudjar.api.s3.IllegalLocationConstraintException;
import cloudjar.api.s3.IncompleteBody;
import cloudjar.api.s3.InvalidArgument;
import cloudjar.api.s3.InvalidBucketAclWithObjectOwnership;
import cloudjar.api.s3.InvalidBucketName;
import cloudjar.api.s3.InvalidBucketOwnerAWSAccountID;
import cloudjar.api.s3.InvalidDigest;
import cloudjar.api.s3.InvalidEncryptionAlgorithmError;
import cloudjar.api.s3.InvalidLocationConstraint;
import cloudjar.api.s3.InvalidObjectState;
import cloudjar.api.s3.InvalidPart;
import cloudjar.api.s3.InvalidPartNumber;
import cloudjar.api.s3.InvalidPartOrder;
import cloudjar.api.s3.InvalidRange;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.InvalidStorageClass;
import cloudjar.api.s3.InvalidTag;
import cloudjar.api.s3.KeyTooLongError;
import cloudjar.api.s3.MalformedXML;
import cloudjar.api.s3.MetadataTooLarge;
import cloudjar.api.s3.NoSuchBucket;
import cloudjar.api.s3.NoSuchBucketPolicy;
import cloudjar.api.s3.NoSuchCORSConfiguration;
import cloudjar.api.s3.NoSuchKey;
import cloudjar.api.s3.NoSuchLifecycleConfiguration;
import cloudjar.api.s3.NoSuchPublicAccessBlockConfiguration;
import cloudjar.api.s3.NoSuchTagSet;
import cloudjar.api.s3.NoSuchUpload;
import cloudjar.api.s3.NoSuchVersion;
import cloudjar.api.s3.NoSuchWebsiteConfiguration;
import cloudjar.api.s3.NotImplemented;
import cloudjar.api.s3.ObjectLockConfigurationNotFoundError;
import cloudjar.api.s3.PreconditionFailed;
import cloudjar.api.s3.ReplicationConfigurationNotFoundError;
import cloudjar.api.s3.TooManyBuckets;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What S3 says when it refuses. The sentences are those that LocalStack's snapshots recorded from AWS (2023-2025), unless
 * said otherwise. It is long because S3 has so many sentences, and whole so that each is found in one place.
 */
final class S3Errors {
    private static final String MALFORMED_XML =
            "The XML you provided was not well-formed or did not validate against our published schema";
    private static final String UNSUPPORTED_HEADER =
            "A header you provided implies functionality that is not implemented";

    private S3Errors() {}

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

    static ApiException accessDenied() {
        return new AccessDenied("Access Denied");
    }

    static ApiException malformedXml() {
        return new MalformedXML(MALFORMED_XML);
    }

    static ApiException noSuchKey(String key) {
        return NoSuchKey.builder()
                .message("The specified key does not exist.")
                .key(key)
                .build();
    }

    static ApiException noSuchVersion(@Nullable String key, String versionId) {
        return NoSuchVersion.builder()
                .message("The specified version does not exist.")
                .key(key)
                .versionId(versionId)
                .build();
    }

    static ApiException invalidVersion(String versionId) {
        return invalidArgument("Invalid version id specified", "versionId", versionId);
    }

    /** S3 API Reference, Error responses. */
    static ApiException keyTooLong(long bytes) {
        return KeyTooLongError.builder()
                .message("Your key is too long")
                .maxSizeAllowed(S3Limits.KEY.current())
                .size(bytes)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException metadataTooLarge(long bytes) {
        return MetadataTooLarge.builder()
                .message("Your metadata headers exceed the maximum allowed metadata size")
                .maxSizeAllowed(S3Limits.USER_METADATA.current())
                .size(bytes)
                .build();
    }

    static ApiException entityTooLarge(long bytes) {
        return EntityTooLarge.builder()
                .message("Your proposed upload exceeds the maximum allowed size")
                .maxSizeAllowed(S3Limits.PUT_MAX.current())
                .proposedSize(bytes)
                .build();
    }

    /** S3 API Reference, Error responses. */
    static ApiException incompleteBody() {
        return new IncompleteBody("The request body terminated unexpectedly");
    }

    static ApiException invalidDigest(String contentMd5) {
        return InvalidDigest.builder()
                .message("The Content-MD5 you specified was invalid.")
                .contentMD5(contentMd5)
                .build();
    }

    static ApiException badMd5(String expected, String calculated) {
        return BadDigest.builder()
                .message("The Content-MD5 you specified did not match what we received.")
                .expectedDigest(expected)
                .calculatedDigest(calculated)
                .build();
    }

    /** @param algorithm spelt as in the answer to the operation */
    static ApiException badChecksum(String algorithm) {
        return new BadDigest("The " + algorithm + " you specified did not match the calculated checksum.");
    }

    static ApiException badPartChecksum(ChecksumAlgorithm algorithm, int partNumber) {
        return new BadDigest("The " + lower(algorithm) + " you specified for part " + partNumber
                + " did not match what we received.");
    }

    static ApiException invalidChecksum(ChecksumAlgorithm algorithm) {
        return new InvalidRequest("Value for " + algorithm.header() + " header is invalid.");
    }

    static ApiException severalChecksums() {
        return new InvalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    static ApiException unsupportedChecksumAlgorithm() {
        return new InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid"
                + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }

    static ApiException checksumTypeWithoutAlgorithm() {
        return new InvalidRequest(
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
    }

    static ApiException checksumTypeOfAlgorithm(String type, ChecksumAlgorithm algorithm) {
        return new InvalidRequest(
                "The " + type + " checksum type cannot be used with the " + lower(algorithm) + " checksum algorithm.");
    }

    static ApiException checksumOfOtherAlgorithm(ChecksumAlgorithm expected, ChecksumAlgorithm actual) {
        return new InvalidRequest("Checksum Type mismatch occurred, expected checksum Type: " + lower(expected)
                + ", actual checksum Type: " + lower(actual));
    }

    static ApiException checksumModeOfUpload(@Nullable String mode) {
        return new InvalidRequest("The upload was created using the " + mode
                + " checksum mode. The complete request must use the same checksum mode.");
    }

    static ApiException partWithoutChecksum(ChecksumAlgorithm algorithm, int partNumber) {
        return new InvalidRequest("The upload was created using a " + lower(algorithm)
                + " checksum. The complete request must include the checksum for each part. It was missing for part "
                + partNumber + " in the request.");
    }

    static ApiException preconditionFailed(String condition) {
        return PreconditionFailed.builder()
                .message("At least one of the pre-conditions you specified did not hold")
                .condition(condition)
                .build();
    }

    static ApiException conflict(String condition, String key) {
        return ConditionalRequestConflict.builder()
                .message("The conditional request cannot succeed due to a conflicting operation against this resource.")
                .condition(condition)
                .key(key)
                .build();
    }

    static ApiException conditionNotAccepted(String header) {
        return NotImplemented.builder()
                .message(UNSUPPORTED_HEADER)
                .header(header)
                .additionalMessage("We don't accept the provided value of " + header + " header for this API")
                .build();
    }

    static ApiException severalConditions() {
        return NotImplemented.builder()
                .message(UNSUPPORTED_HEADER)
                .header("If-Match,If-None-Match")
                .additionalMessage("Multiple conditional request headers present in the request")
                .build();
    }

    /** Ours: AWS has what the header asks for. */
    static ApiException headerNotImplemented(String header) {
        return NotImplemented.builder()
                .message(UNSUPPORTED_HEADER)
                .header(header)
                .build();
    }

    static ApiException invalidRange(String header, long objectLength) {
        return InvalidRange.builder()
                .message("The requested range is not satisfiable")
                .rangeRequested(header)
                .actualObjectSize(objectLength)
                .build();
    }

    static ApiException invalidPartNumber(int requested, int count) {
        return InvalidPartNumber.builder()
                .message("The requested partnumber is not satisfiable")
                .partNumberRequested(requested)
                .actualPartCount(count)
                .build();
    }

    static ApiException rangeAndPartNumber() {
        return new InvalidRequest("Cannot specify both Range header and partNumber query parameter");
    }

    static ApiException archived(String storageClass) {
        return InvalidObjectState.builder()
                .message("The operation is not valid for the object's storage class")
                .storageClass(storageClass)
                .build();
    }

    static ApiException invalidStorageClass(String storageClass) {
        return InvalidStorageClass.builder()
                .message("The storage class you specified is not valid")
                .storageClassRequested(storageClass)
                .build();
    }

    static ApiException invalidEncryption(String algorithm) {
        return InvalidEncryptionAlgorithmError.builder()
                .message("The Encryption request you specified is not valid. Supported value: AES256.")
                .argumentName("x-amz-server-side-encryption")
                .argumentValue(algorithm)
                .build();
    }

    static ApiException invalidCopySource() {
        return invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
    }

    static ApiException copyOntoItself() {
        return new InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without"
                        + " changing the object's metadata, storage class, website redirect location or encryption"
                        + " attributes.");
    }

    static ApiException malformedCopyRange(String header) {
        return invalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                        + " zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header);
    }

    static ApiException copyRangeTooLong(String header, long sourceLength) {
        return invalidArgument(
                "Range specified is not valid for source object of size: " + sourceLength,
                "x-amz-copy-source-range",
                header);
    }

    static ApiException copyRangeBeyondSource() {
        return new InvalidRequest("The specified copy range is invalid for the source object size");
    }

    /** S3 API Reference, CopyObject: what may be copied at once. */
    static ApiException copySourceTooLarge() {
        return new InvalidRequest(
                "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
    }

    static ApiException noSuchUpload(String uploadId) {
        return NoSuchUpload.builder()
                .message(
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed.")
                .uploadId(uploadId)
                .build();
    }

    static ApiException partNumber(int number) {
        return invalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive",
                "partNumber",
                Integer.toString(number));
    }

    static ApiException noParts() {
        return new InvalidRequest("You must specify at least one part");
    }

    static ApiException invalidPart(@Nullable String eTag, int number, String uploadId) {
        return InvalidPart.builder()
                .message(
                        "One or more of the specified parts could not be found.  The part may not have been uploaded, or"
                                + " the specified entity tag may not match the part's entity tag.")
                .eTag(eTag)
                .partNumber(number)
                .uploadId(uploadId)
                .build();
    }

    static ApiException invalidPartOrder(String uploadId) {
        return InvalidPartOrder.builder()
                .message("The list of parts was not in ascending order. Parts must be ordered by part number.")
                .uploadId(uploadId)
                .build();
    }

    static ApiException partTooSmall(String eTag, int number, long length) {
        return EntityTooSmall.builder()
                .message("Your proposed upload is smaller than the minimum allowed size")
                .eTag(eTag)
                .partNumber(number)
                .minSizeAllowed(S3Limits.PART_MIN.current())
                .proposedSize(length)
                .build();
    }

    static ApiException uploadSize(long claimed, long computed) {
        return new InvalidRequest("The provided 'x-amz-mp-object-size' header value " + claimed
                + " does not match what was computed: " + computed);
    }

    static ApiException invalidArgument(String message, String name, @Nullable String value) {
        return InvalidArgument.builder()
                .message(message)
                .argumentName(name)
                .argumentValue(value)
                .build();
    }

    static ApiException encodingType(String value) {
        return invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", value);
    }

    static ApiException continuationToken() {
        return invalidArgument("The continuation token provided is incorrect", "continuation-token", null);
    }

    static ApiException uploadIdMarker(String marker) {
        return invalidArgument("Invalid uploadId marker", "upload-id-marker", marker);
    }

    static ApiException notARegion(String region) {
        return invalidArgument("Argument value " + region + " is not a valid AWS Region", "bucket-region", null);
    }

    /** Seen of AWS in bug reports of clients; no recorded answer has it. */
    static ApiException pageSize(String name, int value) {
        return invalidArgument(
                "Argument " + name + " must be an integer between 0 and 2147483647", name, Integer.toString(value));
    }

    /** As {@link #pageSize}. */
    static ApiException bucketPageSize(int value) {
        return invalidArgument(
                "Argument max-buckets must be an integer between 1 and 10000", "max-buckets", Integer.toString(value));
    }

    static ApiException invalidTagKey(String key) {
        return InvalidTag.builder()
                .message("The TagKey you have provided is invalid")
                .tagKey(key)
                .build();
    }

    static ApiException invalidTagValue(String key, String value) {
        return InvalidTag.builder()
                .message("The TagValue you have provided is invalid")
                .tagKey(key)
                .tagValue(value)
                .build();
    }

    static ApiException repeatedTag(String key) {
        return InvalidTag.builder()
                .message("Cannot provide multiple Tags with the same key")
                .tagKey(key)
                .build();
    }

    /** Said of buckets. */
    static ApiException systemTag(String key) {
        return InvalidTag.builder()
                .message("System tags cannot be added/updated by requester")
                .tagKey(key)
                .build();
    }

    /** Said of objects. */
    static ApiException awsTag(String key) {
        return InvalidTag.builder()
                .message("Your TagKey cannot be prefixed with aws:")
                .tagKey(key)
                .build();
    }

    /** S3 User Guide, Categorizing your objects using tags. */
    static ApiException tooManyObjectTags() {
        return new BadRequest("Object tags cannot be greater than 10");
    }

    /** S3 API Reference, PutBucketTagging. */
    static ApiException tooManyBucketTags() {
        return new BadRequest("Bucket tag count cannot be greater than 50");
    }

    static ApiException malformedTagHeader(String header) {
        return invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag"
                        + " name duplicates.",
                "x-amz-tagging",
                header);
    }

    static ApiException bypassWithoutLock() {
        return invalidArgument(
                "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
                "x-amz-bypass-governance-retention",
                null);
    }

    static ApiException noObjectLock() {
        return new InvalidRequest("Bucket is missing Object Lock Configuration");
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

    static ApiException versionMarkerAlone(String marker) {
        return invalidArgument(
                "A version-id marker cannot be specified without a key marker.", "version-id-marker", marker);
    }

    static ApiException noTags(String bucket) {
        return NoSuchTagSet.builder()
                .message("The TagSet does not exist")
                .bucketName(bucket)
                .build();
    }

    private static String lower(ChecksumAlgorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }
}

package cloudjar.services.s3;

import cloudjar.api.s3.BadDigest;
import cloudjar.api.s3.BadRequest;
import cloudjar.api.s3.EntityTooLarge;
import cloudjar.api.s3.IncompleteBody;
import cloudjar.api.s3.InvalidDigest;
import cloudjar.api.s3.InvalidEncryptionAlgorithmError;
import cloudjar.api.s3.InvalidObjectState;
import cloudjar.api.s3.InvalidPartNumber;
import cloudjar.api.s3.InvalidRange;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.InvalidStorageClass;
import cloudjar.api.s3.InvalidTag;
import cloudjar.api.s3.KeyTooLongError;
import cloudjar.api.s3.MetadataTooLarge;
import cloudjar.api.s3.MethodNotAllowed;
import cloudjar.api.s3.NoSuchKey;
import cloudjar.api.s3.NoSuchVersion;
import cloudjar.api.s3.PreconditionFailed;
import cloudjar.api.s3.RestoreAlreadyInProgress;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.ApiException;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses something about an object. */
final class ObjectErrors {
    private ObjectErrors() {}

    static ApiException noSuchKey(String key) {
        return NoSuchKey.builder()
                .message("The specified key does not exist.")
                .key(key)
                .build();
    }

    /** Said of a key whose latest version is a delete marker. */
    static ApiException deleted(String key, VersionId marker) {
        return NoSuchKey.builder()
                .message("The specified key does not exist.")
                .key(key)
                .deleteMarker(true)
                .versionId(marker.text())
                .build();
    }

    /** Said of a delete marker that a request names by its version id. */
    static ApiException isMarker(String method, VersionId marker) {
        return MethodNotAllowed.builder()
                .message("The specified method is not allowed against this resource.")
                .method(method)
                .resourceType("DeleteMarker")
                .deleteMarker(true)
                .versionId(marker.text())
                .allow("DELETE")
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
        return S3Errors.invalidArgument("Invalid version id specified", "versionId", versionId);
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

    static ApiException preconditionFailed(String condition) {
        return PreconditionFailed.builder()
                .message("At least one of the pre-conditions you specified did not hold")
                .condition(condition)
                .build();
    }

    static ApiException conditionNotAccepted(String header) {
        return S3Errors.headerNotAccepted(
                header, "We don't accept the provided value of " + header + " header for this API");
    }

    static ApiException severalConditions() {
        return S3Errors.headerNotAccepted(
                "If-Match,If-None-Match", "Multiple conditional request headers present in the request");
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

    /** S3 API Reference, RestoreObject. */
    static ApiException notArchived(String storageClass) {
        return InvalidObjectState.builder()
                .message("Restore is not allowed for the object's current storage class")
                .storageClass(storageClass)
                .build();
    }

    /** S3 API Reference, RestoreObject. */
    static ApiException restoring() {
        return new RestoreAlreadyInProgress("Object restore is already in progress");
    }

    /** S3 User Guide, Archive retrieval options: wording of our own. */
    static ApiException noExpeditedTier() {
        return new InvalidRequest("Expedited retrieval is not available for objects in DEEP_ARCHIVE");
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
        return S3Errors.invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
    }

    static ApiException copyOfMarker() {
        return new InvalidRequest(
                "The source of a copy request may not specifically refer to a delete marker by version id.");
    }

    static ApiException copyOntoItself() {
        return new InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without"
                        + " changing the object's metadata, storage class, website redirect location or encryption"
                        + " attributes.");
    }

    /** S3 API Reference, CopyObject: what may be copied at once. */
    static ApiException copySourceTooLarge() {
        return new InvalidRequest(
                "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
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

    static ApiException malformedTagHeader(String header) {
        return S3Errors.invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag"
                        + " name duplicates.",
                "x-amz-tagging",
                header);
    }

    /** S3 User Guide, Document history (2022): BitTorrent was taken away; the words are those of every method refused. */
    static ApiException noTorrents() {
        return MethodNotAllowed.builder()
                .message("The specified method is not allowed against this resource.")
                .method("GET")
                .resourceType("TORRENT")
                .build();
    }
}

package cloudjar.services.s3;

import cloudjar.api.s3.BadDigest;
import cloudjar.api.s3.ConditionalRequestConflict;
import cloudjar.api.s3.EntityTooSmall;
import cloudjar.api.s3.InvalidPart;
import cloudjar.api.s3.InvalidPartOrder;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.NoSuchUpload;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What S3 says when it refuses something about a multipart upload. */
final class UploadErrors {
    private UploadErrors() {}

    static ApiException badPartChecksum(ChecksumAlgorithm algorithm, int partNumber) {
        return new BadDigest("The " + lower(algorithm) + " you specified for part " + partNumber
                + " did not match what we received.");
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

    static ApiException conflict(String condition, String key) {
        return ConditionalRequestConflict.builder()
                .message("The conditional request cannot succeed due to a conflicting operation against this resource.")
                .condition(condition)
                .key(key)
                .build();
    }

    static ApiException malformedCopyRange(String header) {
        return S3Errors.invalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                        + " zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header);
    }

    static ApiException copyRangeTooLong(String header, long sourceLength) {
        return S3Errors.invalidArgument(
                "Range specified is not valid for source object of size: " + sourceLength,
                "x-amz-copy-source-range",
                header);
    }

    static ApiException copyRangeBeyondSource() {
        return new InvalidRequest("The specified copy range is invalid for the source object size");
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
        return S3Errors.invalidArgument(
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

    static ApiException uploadIdMarker(String marker) {
        return S3Errors.invalidArgument("Invalid uploadId marker", "upload-id-marker", marker);
    }

    private static String lower(ChecksumAlgorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }
}

package cloudjar.services.s3;

import cloudjar.api.s3.AccessDenied;
import cloudjar.api.s3.InvalidBucketState;
import cloudjar.api.s3.InvalidRequest;
import cloudjar.api.s3.NoSuchObjectLockConfiguration;
import cloudjar.api.s3.ObjectLockConfigurationNotFoundError;
import cloudjar.kernel.shape.ApiException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What S3 says when it refuses something about object lock. */
final class LockErrors {
    /** Here AWS writes times as Java's {@code Date} does, in California. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss zzz yyyy", Locale.ENGLISH)
            .withZone(ZoneId.of("America/Los_Angeles"));

    private LockErrors() {}

    static ApiException locked() {
        return new AccessDenied("Access Denied because object protected by object lock.");
    }

    static ApiException noObjectLock() {
        return new InvalidRequest("Bucket is missing Object Lock Configuration");
    }

    static ApiException notLocked() {
        return new NoSuchObjectLockConfiguration("The specified object does not have a ObjectLock configuration");
    }

    static ApiException noConfiguration(String bucket) {
        return ObjectLockConfigurationNotFoundError.builder()
                .message("Object Lock configuration does not exist for this bucket")
                .bucketName(bucket)
                .build();
    }

    static ApiException bypassWithoutLock() {
        return S3Errors.invalidArgument(
                "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
                "x-amz-bypass-governance-retention",
                null);
    }

    static ApiException unknownMode(String mode) {
        return S3Errors.invalidArgument("Unknown wormMode directive.", "x-amz-object-lock-mode", mode);
    }

    /** Wording: S3 API Reference, PutObject; no recorded answer has it. */
    static ApiException unknownHold(String hold) {
        return S3Errors.invalidArgument(
                "Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold", hold);
    }

    /** @param missing the header that should be there as well */
    static ApiException incomplete(String missing) {
        return S3Errors.invalidArgument(
                "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied", missing, null);
    }

    static ApiException untilInThePast(String argument, Instant until) {
        return S3Errors.invalidArgument("The retain until date must be in the future!", argument, DATE.format(until));
    }

    static ApiException versioningNeeded() {
        return new InvalidBucketState(
                "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
    }

    static ApiException versioningFixed() {
        return new InvalidBucketState(
                "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
    }

    /** S3 User Guide, Configuring S3 Object Lock. */
    static ApiException checksumNeeded() {
        return new InvalidRequest(
                "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters");
    }
}

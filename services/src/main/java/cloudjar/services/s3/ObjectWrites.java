package cloudjar.services.s3;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What all requests that make objects have in common. */
final class ObjectWrites {
    private ObjectWrites() {}

    /** Checks the key of an object to be made. */
    static void requireKey(String key) {
        // No character has more bytes than this, so short keys need no counting.
        if (key.length() * 3L <= S3Limits.KEY.current()) {
            return;
        }
        long bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > S3Limits.KEY.current()) {
            throw ObjectErrors.keyTooLong(bytes);
        }
    }

    /** Refuses a key of the caller's own, which nothing here would encrypt with. */
    static void requireNoCustomerKey(@Nullable String algorithm, @Nullable String key, @Nullable String keyMd5) {
        if (algorithm != null || key != null || keyMd5 != null) {
            throw S3Errors.headerNotImplemented("x-amz-server-side-encryption-customer-algorithm");
        }
    }

    /** Refuses encryption other than the one that every object has. */
    static void requireOwnEncryption(@Nullable String encryption, @Nullable String kmsKeyId) {
        if (encryption != null && encryption.startsWith("aws:") || kmsKeyId != null) {
            throw S3Errors.headerNotImplemented("x-amz-server-side-encryption");
        }
        if (encryption != null && !encryption.equals(Encryption.AES256)) {
            throw ObjectErrors.invalidEncryption(encryption);
        }
    }

    /** Refuses what a bucket with object lock alone could keep. */
    static void requireNoLock(@Nullable Object mode, @Nullable Object until, @Nullable Object legalHold) {
        if (mode != null || until != null || legalHold != null) {
            throw ObjectErrors.noObjectLock();
        }
    }
}

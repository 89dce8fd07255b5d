package cloudjar.services.secretsmanager;

import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A value that a secret has or had.
 *
 * @param number counts the versions of a secret
 * @param accessed the day of the last reading
 * @param sealed null for a version that a rotation is about to give a value
 */
record SecretVersion(
        String id,
        long number,
        Instant created,
        @Nullable Instant accessed,
        @Nullable Sealed sealed) {
    /**
     * A value as it is kept.
     *
     * @param kmsKeyId of the key that sealed it, as it was given; null for the key that AWS manages
     * @param dataKey sealed by it
     * @param content sealed with the data key
     * @param isText whether it was a string
     */
    record Sealed(@Nullable String kmsKeyId, Bytes dataKey, Bytes content, boolean isText) {}

    /** A value in the clear; never kept. */
    record Value(Bytes bytes, boolean isText) {
        /** Without the bytes: they must not come into a log. */
        @Override
        public String toString() {
            return "Value[" + bytes.size() + " bytes]";
        }
    }

    SecretVersion accessedOn(Instant time) {
        return new SecretVersion(id, number, created, time.truncatedTo(ChronoUnit.DAYS), sealed);
    }

    SecretVersion with(Sealed value) {
        return new SecretVersion(id, number, created, accessed, value);
    }
}

package cloudjar.services.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** The numbers of 128 bits by which records are spread over shards. */
final class HashKey {
    /** How many there are. */
    static final BigInteger COUNT = BigInteger.ONE.shiftLeft(128);

    private static final int HEX_DIGITS = 32;

    private HashKey() {}

    /** That of a partition key: its MD5. */
    static BigInteger of(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /**
     * One that a producer gives.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code InvalidArgumentException}
     */
    static BigInteger explicit(String text) {
        BigInteger key = new BigInteger(text);
        if (key.compareTo(COUNT) >= 0) {
            throw KinesisErrors.explicitHashKey(text);
        }
        return key;
    }

    /** In a form whose order is that of the numbers. */
    static String ordered(BigInteger key) {
        String hex = key.toString(16);
        return "0".repeat(HEX_DIGITS - hex.length()) + hex.toLowerCase(Locale.ROOT);
    }
}

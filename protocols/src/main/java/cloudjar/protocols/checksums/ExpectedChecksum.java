package cloudjar.protocols.checksums;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.CommonException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A checksum that content must have.
 *
 * @param value its base64, asked for when the content has ended, for it may come in a trailer; null where the checksum is
 *     wanted but nothing is claimed
 */
public record ExpectedChecksum(ChecksumAlgorithm algorithm, Supplier<@Nullable String> value) {
    /**
     * A checksum known beforehand, from a header.
     *
     * @throws CommonException {@code InvalidRequest}, or {@code InvalidDigest} for MD5, where the text is no checksum of
     *     this algorithm
     */
    public static ExpectedChecksum ofHeader(ChecksumAlgorithm algorithm, String base64) {
        decode(algorithm, base64);
        return new ExpectedChecksum(algorithm, () -> base64);
    }

    /** A checksum that is computed and compared with nothing. */
    public static ExpectedChecksum unclaimed(ChecksumAlgorithm algorithm) {
        return new ExpectedChecksum(algorithm, () -> null);
    }

    /** Compares with what was computed. */
    void verify(byte[] computed) {
        String claimed = value.get();
        if (claimed != null && !Arrays.equals(decode(algorithm, claimed), computed)) {
            throw new CommonException(
                    "BadDigest",
                    400,
                    algorithm == ChecksumAlgorithm.MD5
                            ? "The Content-MD5 you specified did not match what we received."
                            : "The " + algorithm + " you specified did not match the calculated checksum.");
        }
    }

    private static byte[] decode(ChecksumAlgorithm algorithm, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid(algorithm);
        }
        // The decoder takes base64 without its padding, AWS does not.
        if (bytes.length != algorithm.length() || base64.length() % 4 != 0) {
            throw invalid(algorithm);
        }
        return bytes;
    }

    private static CommonException invalid(ChecksumAlgorithm algorithm) {
        return algorithm == ChecksumAlgorithm.MD5
                ? new CommonException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
                : new CommonException("InvalidRequest", 400, "Value for " + algorithm.header() + " header is invalid.");
    }
}

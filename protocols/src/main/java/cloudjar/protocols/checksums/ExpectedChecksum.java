package cloudjar.protocols.checksums;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.CommonException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A checksum that content must have.
 *
 * @param value its base64, asked for when the content has ended, for it may come in a trailer; null where the checksum is
 *     wanted but nothing is claimed
 * @param place where the value stands
 */
public record ExpectedChecksum(ChecksumAlgorithm algorithm, Supplier<@Nullable String> value, Place place) {
    private static final String BAD_DIGEST = "BadDigest";

    /** Where a client may put a checksum. */
    public enum Place {
        HEADER("header"),
        TRAILER("trailing header");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    /**
     * A checksum known beforehand, from a header.
     *
     * @throws CommonException {@code InvalidRequest}, or {@code InvalidDigest} for MD5, where the text is no checksum of
     *     this algorithm
     */
    public static ExpectedChecksum ofHeader(ChecksumAlgorithm algorithm, String base64) {
        ExpectedChecksum checksum = new ExpectedChecksum(algorithm, () -> base64, Place.HEADER);
        checksum.decode(base64);
        return checksum;
    }

    /** A checksum that comes behind the content. */
    public static ExpectedChecksum ofTrailer(ChecksumAlgorithm algorithm, Supplier<@Nullable String> base64) {
        return new ExpectedChecksum(algorithm, base64, Place.TRAILER);
    }

    /** A checksum that is computed and compared with nothing. */
    public static ExpectedChecksum unclaimed(ChecksumAlgorithm algorithm) {
        return new ExpectedChecksum(algorithm, () -> null, Place.HEADER);
    }

    /** Compares with what was computed. */
    void verify(byte[] computed) {
        String claimed = value.get();
        if (claimed == null || Arrays.equals(decode(claimed), computed)) {
            return;
        }
        if (algorithm == ChecksumAlgorithm.MD5) {
            SequencedMap<String, String> digests = new LinkedHashMap<>();
            digests.put("ExpectedDigest", claimed);
            digests.put("CalculatedDigest", Base64.getEncoder().encodeToString(computed));
            throw new CommonException(
                    BAD_DIGEST, 400, "The Content-MD5 you specified did not match what we received.", digests);
        }
        throw new CommonException(
                BAD_DIGEST, 400, "The " + algorithm + " you specified did not match the calculated checksum.");
    }

    private byte[] decode(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid(base64);
        }
        // The decoder takes base64 without its padding, AWS does not.
        if (bytes.length != algorithm.length() || base64.length() % 4 != 0) {
            throw invalid(base64);
        }
        return bytes;
    }

    private CommonException invalid(String base64) {
        if (algorithm == ChecksumAlgorithm.MD5) {
            SequencedMap<String, String> sent = new LinkedHashMap<>();
            sent.put("Content-MD5", base64);
            return new CommonException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.", sent);
        }
        return new CommonException(
                "InvalidRequest", 400, "Value for " + algorithm.header() + " " + place.words + " is invalid.");
    }
}

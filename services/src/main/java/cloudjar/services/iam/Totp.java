package cloudjar.services.iam;

import cloudjar.kernel.shape.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords of six digits, each good for half a minute.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
final class Totp {
    /** How long a code is shown, in seconds. */
    static final int PERIOD = 30;

    private static final String ALGORITHM = "HmacSHA1";
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** The number of the half minute in which a time lies. */
    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), PERIOD);
    }

    /** The code that is shown in a half minute. */
    static String code(Bytes seed, long step) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(seed.toArray(), ALGORITHM));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format("%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

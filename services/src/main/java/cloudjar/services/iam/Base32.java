package cloudjar.services.iam;

import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;

/**
 * Bytes as text of capital letters and digits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-6">RFC 4648</a>
 */
final class Base32 {
    private static final int BITS = 5;

    private Base32() {}

    /** The text without padding. */
    static String encode(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte b : bytes.toArray()) {
            buffer = buffer << Byte.SIZE | (b & 0xFF);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(Ids.BASE32.charAt(buffer >> held & 31));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            text.append(Ids.BASE32.charAt(buffer << (BITS - held) & 31));
        }
        return text.toString();
    }
}

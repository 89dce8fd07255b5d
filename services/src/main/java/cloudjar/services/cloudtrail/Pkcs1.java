package cloudjar.services.cloudtrail;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;

/** Public keys in the form of PKCS #1: a DER sequence of modulus and exponent. */
final class Pkcs1 {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int SHORT_MAX = 0x7F;
    private static final int LONG_FORM = 0x80;

    private Pkcs1() {}

    static byte[] of(RSAPublicKey key) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        add(inner, key.getModulus());
        add(inner, key.getPublicExponent());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(out, SEQUENCE, inner.toByteArray());
        return out.toByteArray();
    }

    private static void add(ByteArrayOutputStream out, BigInteger number) {
        add(out, INTEGER, number.toByteArray());
    }

    private static void add(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        int length = content.length;
        if (length <= SHORT_MAX) {
            out.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            out.write(LONG_FORM | digits.length - from);
            out.write(digits, from, digits.length - from);
        }
        out.writeBytes(content);
    }
}

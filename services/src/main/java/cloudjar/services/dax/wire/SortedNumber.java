package cloudjar.services.dax.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of sort keys as DAX writes them: bytes that order as the numbers do. A first byte has the sign and the exponent, or says
 * that four bytes of exponent follow; then come the digits, three in ten bits, and what tells how many of the last three count.
 * Digits begin at 12 (of negative numbers: at 1011, downward), so that ends order before and after all digits.
 */
final class SortedNumber {
    private static final int ZERO = 0x80;
    private static final int EXPONENT_MAX = 0x3e;
    private static final int FIRST = 12;
    private static final int FIRST_NEGATIVE = 999 + FIRST;
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    private SortedNumber() {}

    static byte[] encode(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {(byte) ZERO};
        }
        BigDecimal value = number.stripTrailingZeros();
        boolean negative = value.signum() < 0;
        int precision = value.precision();
        int exponent = precision - value.scale();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeExponent(out, exponent, negative);
        int end =
                switch (precision % 3) {
                    case 1 -> 0;
                    case 2 -> 1;
                    default -> 2;
                };
        BigInteger digits = value.unscaledValue().multiply(BigInteger.TEN.pow((3 - precision % 3) % 3));
        List<Integer> groups = new ArrayList<>();
        while (digits.signum() != 0) {
            BigInteger[] parts = digits.divideAndRemainder(THOUSAND);
            groups.addFirst(parts[1].intValue() + (negative ? FIRST_NEGATIVE : FIRST));
            digits = parts[0];
        }
        groups.add(negative ? 1023 - end : end);
        writeGroups(out, groups);
        return out.toByteArray();
    }

    private static void writeExponent(ByteArrayOutputStream out, int exponent, boolean negative) {
        if (exponent >= -EXPONENT_MAX && exponent < EXPONENT_MAX) {
            out.write(negative ? 0x3f - exponent : exponent + 0xc0);
            return;
        }
        out.write(negative ? exponent < 0 ? 0x7e : 1 : exponent < 0 ? 0x81 : 0xfe);
        int bits = exponent ^ (negative ? 0x7fffffff : 0x80000000);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(bits >> shift);
        }
    }

    private static void writeGroups(ByteArrayOutputStream out, List<Integer> groups) {
        int bits = 0;
        int kept = 0;
        for (int group : groups) {
            kept = kept << 10 | group;
            bits += 10;
            while (bits >= 8) {
                bits -= 8;
                out.write(kept >> bits);
            }
        }
        if (bits > 0) {
            out.write(kept << 8 - bits);
        }
    }

    static BigDecimal decode(byte[] bytes) throws WireException {
        if (bytes.length == 0) {
            throw new WireException("no number");
        }
        int head = bytes[0] & 0xff;
        if (head == ZERO || head == 0x7f) {
            return BigDecimal.ZERO;
        }
        boolean negative = head < ZERO;
        boolean far = head == 1 || head == 0x7e || head == 0x81 || head == 0xfe;
        int at = far ? 5 : 1;
        if (bytes.length <= at) {
            throw new WireException("a number without digits");
        }
        int exponent = far ? farExponent(bytes, negative) : negative ? 0x3f - head : head - 0xc0;
        StringBuilder digits = new StringBuilder();
        int kept = 0;
        int bits = 0;
        while (true) {
            while (bits < 10) {
                if (at == bytes.length || digits.length() > 60) {
                    throw new WireException("a number without an end");
                }
                kept = (kept & 0xfff) << 8 | bytes[at++] & 0xff;
                bits += 8;
            }
            bits -= 10;
            int group = kept >> bits & 0x3ff;
            int end = negative ? 1023 - group : group;
            if (end <= 2) {
                digits.setLength(Math.max(0, digits.length() - (2 - end)));
                break;
            }
            int value = negative ? FIRST_NEGATIVE - group : group - FIRST;
            digits.append((char) ('0' + value / 100))
                    .append((char) ('0' + value / 10 % 10))
                    .append((char) ('0' + value % 10));
        }
        if (digits.isEmpty()) {
            throw new WireException("a number without digits");
        }
        BigInteger unscaled = new BigInteger(digits.toString());
        // The scale counts from the first digit that is not zero; an encoder writes none before it.
        return new BigDecimal(negative ? unscaled.negate() : unscaled, digits.length() - exponent);
    }

    private static int farExponent(byte[] bytes, boolean negative) throws WireException {
        int bits = 0;
        for (int i = 1; i <= 4; i++) {
            bits = bits << 8 | bytes[i] & 0xff;
        }
        int exponent = bits ^ (negative ? 0x7fffffff : 0x80000000);
        if (exponent > 1000 || exponent < -1000) {
            throw new WireException("a number beyond all bounds");
        }
        return exponent;
    }
}

package cloudjar.services.dynamodb.value;

import cloudjar.services.dynamodb.DynamoDbLimits;
import java.math.BigDecimal;

/**
 * A number as DynamoDB keeps it: exact, at most 38 significant digits, magnitude between 1E-130 and
 * 9.9999999999999999999999999999999999999E+125. Equal numbers are one value however they are written.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Constraints in Amazon DynamoDB", data types, number.
 */
public final class DynamoNumber implements Comparable<DynamoNumber> {
    /** Significant digits at most. */
    static final int DIGITS_MAX = (int) DynamoDbLimits.NUMBER_DIGITS.current();

    /** The power of ten of the first digit, at most. */
    static final int EXPONENT_MAX = (int) DynamoDbLimits.NUMBER_EXPONENT_MAX.current();

    /** The power of ten of the first digit, at least. */
    static final int EXPONENT_MIN = (int) DynamoDbLimits.NUMBER_EXPONENT_MIN.current();

    /** The longest text that is looked at: no number that fits needs more. */
    private static final int TEXT_MAX = 1024;

    private static final int EXPONENT_BIAS = 1000;
    private static final byte NEGATIVE = 0x40;
    private static final byte ZERO = (byte) 0x80;
    private static final byte POSITIVE = (byte) 0xC0;

    private final BigDecimal value;

    private DynamoNumber(BigDecimal value) {
        this.value = value;
    }

    /**
     * Reads a number.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where the text is no number or one that does
     *     not fit
     */
    public static DynamoNumber parse(String text) {
        BigDecimal parsed = read(text);
        if (parsed.signum() == 0) {
            return new DynamoNumber(BigDecimal.ZERO);
        }
        BigDecimal bare = parsed.stripTrailingZeros();
        if (bare.precision() > DIGITS_MAX) {
            throw ValueErrors.tooManyDigits();
        }
        int exponent = bare.precision() - bare.scale() - 1;
        if (exponent > EXPONENT_MAX) {
            throw ValueErrors.numberOverflow();
        }
        if (exponent < EXPONENT_MIN) {
            throw ValueErrors.numberUnderflow();
        }
        return new DynamoNumber(bare);
    }

    private static BigDecimal read(String text) {
        if (text.isEmpty() || text.length() > TEXT_MAX) {
            throw ValueErrors.notNumeric(text);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // BigDecimal takes the digits of every script; DynamoDB takes these.
            if (!(c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
                throw ValueErrors.notNumeric(text);
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw ValueErrors.notNumeric(text);
        }
    }

    /**
     * A computed number.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where it does not fit
     */
    public static DynamoNumber of(BigDecimal number) {
        return parse(number.toString());
    }

    /** The number. */
    public BigDecimal value() {
        return value;
    }

    /** The text that answers carry: no exponent, no superfluous zero. */
    public String text() {
        return value.toPlainString();
    }

    /** Its size in an item: about one byte for two significant digits, plus one, and one for a sign. */
    public int size() {
        int digits = value.signum() == 0 ? 0 : value.precision();
        return (digits + 1) / 2 + 1 + (value.signum() < 0 ? 1 : 0);
    }

    /**
     * Bytes whose unsigned order is the order of the numbers: a sign, the exponent, the digits in pairs and an end mark; all
     * but the sign complemented where the number is negative.
     */
    public byte[] sortable() {
        if (value.signum() == 0) {
            return new byte[] {ZERO};
        }
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - value.scale() + EXPONENT_BIAS;
        int pairs = (digits.length() + 1) / 2;
        byte[] bytes = new byte[pairs + 4];
        int flip = value.signum() < 0 ? 0xff : 0;
        bytes[0] = value.signum() < 0 ? NEGATIVE : POSITIVE;
        bytes[1] = (byte) (exponent >> 8 ^ flip);
        bytes[2] = (byte) (exponent ^ flip);
        for (int i = 0; i < pairs; i++) {
            int high = digits.charAt(2 * i) - '0';
            int low = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : 0;
            bytes[3 + i] = (byte) (high * 10 + low + 1 ^ flip);
        }
        bytes[3 + pairs] = (byte) flip;
        return bytes;
    }

    @Override
    public int compareTo(DynamoNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof DynamoNumber that && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}

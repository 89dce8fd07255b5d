package cloudjar.protocols.text;

import cloudjar.kernel.shape.ShapeType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers and booleans as text, in headers, paths, queries and XML. */
public final class NumberText {
    /** The longest number that is read; as long as Jackson's own bound for JSON. */
    public static final int DIGITS_MAX = 1000;

    private NumberText() {}

    /**
     * The value of a number or boolean of this type.
     *
     * @throws MalformedValueException where the text is not one, or the number does not fit the type
     */
    public static Object parse(ShapeType type, String text) {
        return switch (type) {
            case BOOLEAN -> parseBoolean(text);
            case BYTE -> (int) bounded(text, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
            case SHORT -> (int) bounded(text, Short.MIN_VALUE, Short.MAX_VALUE, "short");
            case INTEGER -> (int) bounded(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
            case LONG -> bounded(text, Long.MIN_VALUE, Long.MAX_VALUE, "long");
            case FLOAT -> parseFloat(text);
            case DOUBLE -> parseDouble(text);
            case BIG_INTEGER -> {
                requireInteger(text, "integer");
                yield new BigInteger(text);
            }
            case BIG_DECIMAL -> {
                requireDecimal(text, "number");
                yield bigDecimal(text);
            }
            default -> throw new IllegalArgumentException("not a number type: " + type);
        };
    }

    /** {@code true} or {@code false}, nothing else. */
    public static boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MalformedValueException("Expected true or false");
        };
    }

    /** A whole number between the bounds. */
    private static long bounded(String text, long min, long max, String kind) {
        requireInteger(text, kind);
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException tooLong) {
            throw outOfRange(kind);
        }
        throw outOfRange(kind);
    }

    private static MalformedValueException outOfRange(String kind) {
        return new MalformedValueException("Number out of range for a " + kind);
    }

    private static float parseFloat(String text) {
        Double special = special(text);
        if (special != null) {
            return special.floatValue();
        }
        requireDecimal(text, "float");
        return Float.parseFloat(text);
    }

    private static double parseDouble(String text) {
        Double special = special(text);
        if (special != null) {
            return special;
        }
        requireDecimal(text, "double");
        return Double.parseDouble(text);
    }

    /** The value of {@code NaN}, {@code Infinity} or {@code -Infinity}; null for any other text. */
    public static @Nullable Double special(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    private static void requireInteger(String text, String kind) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        boolean good = text.length() > start && text.length() <= DIGITS_MAX;
        for (int i = start; good && i < text.length(); i++) {
            good = digit(text.charAt(i));
        }
        if (!good) {
            throw new MalformedValueException("Expected a " + kind);
        }
    }

    private static void requireDecimal(String text, String kind) {
        boolean digits = false;
        boolean good = !text.isEmpty() && text.length() <= DIGITS_MAX;
        // Lets through what Double.parseDouble and BigDecimal read, without their hexadecimal and suffix forms.
        for (int i = 0; good && i < text.length(); i++) {
            char c = text.charAt(i);
            digits |= digit(c);
            good = digit(c) || c == '.' || (c == 'e' || c == 'E') && digits || sign(text, i);
        }
        if (!good || !digits) {
            throw new MalformedValueException("Expected a " + kind);
        }
        try {
            Double.parseDouble(text);
        } catch (NumberFormatException misplaced) {
            throw new MalformedValueException("Expected a " + kind);
        }
    }

    private static boolean sign(String text, int index) {
        char c = text.charAt(index);
        return (c == '-' || c == '+') && (index == 0 || (text.charAt(index - 1) | 0x20) == 'e');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static BigDecimal bigDecimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException hugeExponent) {
            throw outOfRange("number");
        }
    }

    /** The text of a number or boolean: plain for whole numbers, {@code NaN} and {@code Infinity} by name. */
    public static String format(Object value) {
        return value.toString();
    }
}

package cloudjar.services.cloudwatchlogs.query;

import cloudjar.kernel.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of fields: {@code Double} or {@code String}; null stands for none. */
final class Values {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final double EXACT_MAX = 1e15;

    private Values() {}

    /** A time as queries show it. */
    static String ofTime(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** A time, of its text or of its milliseconds; null where the value is none. */
    static @Nullable Double millis(@Nullable Object value) {
        if (value instanceof String text && text.length() >= "yyyy-MM-dd".length() && text.charAt(4) == '-') {
            try {
                return (double) TIME.parse(text, Instant::from).toEpochMilli();
            } catch (DateTimeParseException e) {
                return null;
            }
        }
        return number(value);
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> text(number.doubleValue());
            case Map<?, ?> _, List<?> _ -> Json.write(value);
            default -> value.toString();
        };
    }

    private static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_MAX) {
            return Long.toString((long) number);
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "";
        }
        return BigDecimal.valueOf(Math.rint(number * 10_000) / 10_000)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A value as a number; null where it is none. */
    static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double number -> number;
            default -> {
                String text = value.toString().strip();
                if (text.isEmpty() || !(Character.isDigit(text.charAt(0)) || "+-.".indexOf(text.charAt(0)) >= 0)) {
                    yield null;
                }
                try {
                    yield Double.valueOf(text);
                } catch (NumberFormatException e) {
                    yield null;
                }
            }
        };
    }

    /** Whether a condition's value counts as true. */
    static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Double number -> number != 0;
            default -> !value.toString().isEmpty() && !value.equals("0") && !value.equals("false");
        };
    }

    /** Numbers by their size, other values as texts; none comes first. */
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        Double left = number(a);
        Double right = number(b);
        return left != null && right != null ? left.compareTo(right) : text(a).compareTo(text(b));
    }

    static Object of(boolean truth) {
        return truth ? 1.0 : 0.0;
    }
}

package cloudjar.services.s3.select;

import cloudjar.kernel.json.JsonValues;
import cloudjar.kernel.shape.ApiException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that expressions have: text, {@link BigDecimal}s, booleans, {@link OffsetDateTime}s, lists and maps of JSON,
 * null, and the absence of a value.
 */
final class Values {
    /** What a column is that a record does not have. */
    static final Object MISSING = new Object() {
        @Override
        public String toString() {
            return "MISSING";
        }
    };

    private Values() {}

    static boolean absent(@Nullable Object value) {
        return value == null || value == MISSING || value == JsonValues.NULL;
    }

    /** The value as a number; null where it is none. */
    static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > 100) {
            return null;
        }
        try {
            return new BigDecimal(stripped);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    static String text(Object value) {
        return value instanceof BigDecimal number ? plain(number) : String.valueOf(value);
    }

    static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** Orders two values; null where they cannot be compared. */
    static @Nullable Integer compare(Object left, Object right) {
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            BigDecimal first = number(left);
            BigDecimal second = number(right);
            return first == null || second == null ? null : first.compareTo(second);
        }
        if (left instanceof OffsetDateTime || right instanceof OffsetDateTime) {
            return time(left).toInstant().compareTo(time(right).toInstant());
        }
        if (left instanceof Boolean first && right instanceof Boolean second) {
            return Boolean.compare(first, second);
        }
        if (left instanceof String first && right instanceof String second) {
            return first.compareTo(second);
        }
        return left.equals(right) ? 0 : null;
    }

    /** The value as a time: text in the form of ISO 8601, which may end with any of its parts. */
    static OffsetDateTime time(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time;
        }
        String text = String.valueOf(value).strip();
        String plain = text.endsWith("T") ? text.substring(0, text.length() - 1) : text;
        try {
            if (plain.length() == 4) {
                return Year.parse(plain).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
            }
            if (plain.length() == 7) {
                return YearMonth.parse(plain).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
            }
            if (plain.length() == 10) {
                return OffsetDateTime.parse(plain + "T00:00:00Z");
            }
            return OffsetDateTime.parse(plain);
        } catch (DateTimeParseException none) {
            throw SelectErrors.invalidTime(text);
        }
    }

    static OffsetDateTime time(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }

    static boolean truth(@Nullable Object value, String operator) {
        if (absent(value)) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw badTypes(operator);
    }

    static ApiException badTypes(String operator) {
        return SelectErrors.badTypes(operator);
    }

    /** What a map has by a name; absence where it has nothing. */
    static @Nullable Object member(Map<?, ?> map, String name, boolean exact) {
        if (map.containsKey(name)) {
            return map.get(name);
        }
        if (!exact) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (String.valueOf(entry.getKey()).equalsIgnoreCase(name)) {
                    return entry.getValue();
                }
            }
        }
        return MISSING;
    }
}

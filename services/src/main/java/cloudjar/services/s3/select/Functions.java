package cloudjar.services.s3.select;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of the language, but for aggregates. */
final class Functions {
    private static final Set<String> NAMES = Set.of(
            "COALESCE",
            "NULLIF",
            "CHAR_LENGTH",
            "CHARACTER_LENGTH",
            "LOWER",
            "UPPER",
            "SUBSTRING",
            "TRIM",
            "UTCNOW",
            "EXTRACT",
            "DATE_ADD",
            "DATE_DIFF",
            "TO_STRING",
            "TO_TIMESTAMP");

    private Functions() {}

    /** The name; refuses one of no function. */
    static String known(String name) {
        if (!NAMES.contains(name)) {
            throw SelectErrors.unsupportedFunction(name);
        }
        return name;
    }

    /** @param now what UTCNOW is */
    static @Nullable Object call(String name, List<@Nullable Object> arguments, Instant now) {
        switch (name) {
            case "UTCNOW" -> {
                return Values.time(now);
            }
            case "COALESCE" -> {
                return arguments.stream()
                        .filter(value -> !Values.absent(value))
                        .findFirst()
                        .orElse(null);
            }
            case "NULLIF" -> {
                require(name, arguments, 2, 2);
                Object first = arguments.get(0);
                Object second = arguments.get(1);
                boolean same =
                        first != null && second != null && Integer.valueOf(0).equals(Values.compare(first, second));
                return same ? null : first;
            }
            default -> {}
        }
        for (Object argument : arguments) {
            if (Values.absent(argument)) {
                return null;
            }
        }
        List<Object> present = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument != null) {
                present.add(argument);
            }
        }
        return of(name, present);
    }

    private static Object of(String name, List<Object> arguments) {
        return switch (name) {
            case "CHAR_LENGTH", "CHARACTER_LENGTH" -> {
                String text = text(name, arguments, 1);
                yield BigDecimal.valueOf(text.codePointCount(0, text.length()));
            }
            case "LOWER" -> text(name, arguments, 1).toLowerCase(Locale.ROOT);
            case "UPPER" -> text(name, arguments, 1).toUpperCase(Locale.ROOT);
            case "SUBSTRING" -> substring(name, arguments);
            case "TRIM" -> trim(arguments);
            case "EXTRACT" -> extract(Values.text(arguments.get(0)), Values.time(arguments.get(1)));
            case "DATE_ADD" -> {
                require(name, arguments, 3, 3);
                yield Values.time(arguments.get(2))
                        .plus(whole(name, arguments.get(1)), unit(Values.text(arguments.get(0))));
            }
            case "DATE_DIFF" -> {
                require(name, arguments, 3, 3);
                yield BigDecimal.valueOf(unit(Values.text(arguments.get(0)))
                        .between(Values.time(arguments.get(1)), Values.time(arguments.get(2))));
            }
            case "TO_TIMESTAMP" -> {
                require(name, arguments, 1, 1);
                yield Values.time(arguments.get(0));
            }
            case "TO_STRING" -> {
                require(name, arguments, 2, 2);
                yield format(Values.time(arguments.get(0)), Values.text(arguments.get(1)));
            }
            default -> throw SelectErrors.unsupportedFunction(name);
        };
    }

    private static void require(String name, List<?> arguments, int min, int max) {
        if (arguments.size() < min || arguments.size() > max) {
            throw SelectErrors.wrongArguments(name);
        }
    }

    private static String text(String name, List<Object> arguments, int count) {
        require(name, arguments, count, count);
        return Values.text(arguments.get(0));
    }

    private static int whole(String name, Object value) {
        BigDecimal number = Values.number(value);
        if (number == null) {
            throw SelectErrors.wrongArguments(name);
        }
        return number.intValue();
    }

    /** Counts from one; what lies before the text counts, but is not there. */
    private static String substring(String name, List<Object> arguments) {
        require(name, arguments, 2, 3);
        String text = Values.text(arguments.get(0));
        long start = whole(name, arguments.get(1)) - 1L;
        long end = arguments.size() == 3 ? start + whole(name, arguments.get(2)) : text.length();
        int from = Math.clamp(start, 0, text.length());
        int to = Math.clamp(end, 0, text.length());
        return from < to ? text.substring(from, to) : "";
    }

    private static String trim(List<Object> arguments) {
        String side = Values.text(arguments.get(0));
        String characters = Values.text(arguments.get(1));
        String text = Values.text(arguments.get(2));
        int start = 0;
        int end = text.length();
        while (!side.equals("TRAILING") && start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (!side.equals("LEADING") && start < end && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static ChronoUnit unit(String part) {
        return switch (part.toUpperCase(Locale.ROOT)) {
            case "YEAR" -> ChronoUnit.YEARS;
            case "MONTH" -> ChronoUnit.MONTHS;
            case "DAY" -> ChronoUnit.DAYS;
            case "HOUR" -> ChronoUnit.HOURS;
            case "MINUTE" -> ChronoUnit.MINUTES;
            case "SECOND" -> ChronoUnit.SECONDS;
            default -> throw SelectErrors.wrongArguments("a part of a date: " + part);
        };
    }

    private static BigDecimal extract(String part, OffsetDateTime time) {
        ChronoField field =
                switch (part.toUpperCase(Locale.ROOT)) {
                    case "YEAR" -> ChronoField.YEAR;
                    case "MONTH" -> ChronoField.MONTH_OF_YEAR;
                    case "DAY" -> ChronoField.DAY_OF_MONTH;
                    case "HOUR" -> ChronoField.HOUR_OF_DAY;
                    case "MINUTE" -> ChronoField.MINUTE_OF_HOUR;
                    case "SECOND" -> ChronoField.SECOND_OF_MINUTE;
                    case "TIMEZONE_HOUR", "TIMEZONE_MINUTE" -> ChronoField.OFFSET_SECONDS;
                    default -> throw SelectErrors.wrongArguments("EXTRACT");
                };
        long value = time.getLong(field);
        return BigDecimal.valueOf(
                switch (part.toUpperCase(Locale.ROOT)) {
                    case "TIMEZONE_HOUR" -> value / 3600;
                    case "TIMEZONE_MINUTE" -> value / 60 % 60;
                    default -> value;
                });
    }

    /** The patterns of S3 Select are Java's, but that a {@code n} stands for nanoseconds. */
    private static String format(OffsetDateTime time, String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
        } catch (IllegalArgumentException none) {
            throw SelectErrors.wrongArguments("TO_STRING");
        }
    }

    /** What a conversion makes of a value. */
    static @Nullable Object cast(@Nullable Object value, String type) {
        if (value == null || Values.absent(value)) {
            return value;
        }
        String text = Values.text(value).strip();
        switch (type) {
            case "STRING", "VARCHAR", "CHAR", "TEXT" -> {
                return Values.text(value);
            }
            case "INT", "INTEGER", "BIGINT", "SMALLINT" -> {
                BigDecimal number = Values.number(value);
                if (number == null) {
                    throw SelectErrors.castFailed("from " + text + " to int");
                }
                return new BigDecimal(number.toBigInteger());
            }
            case "FLOAT", "DOUBLE", "REAL", "DECIMAL", "NUMERIC" -> {
                BigDecimal number = Values.number(value);
                if (number == null) {
                    throw SelectErrors.castFailed("from " + text + " to " + type.toLowerCase(Locale.ROOT));
                }
                return number;
            }
            case "BOOL", "BOOLEAN" -> {
                if (text.equalsIgnoreCase("true") || text.equals("1")) {
                    return true;
                }
                if (text.equalsIgnoreCase("false") || text.equals("0")) {
                    return false;
                }
                throw SelectErrors.castFailed("from " + text + " to bool");
            }
            case "TIMESTAMP" -> {
                return Values.time(value).withOffsetSameInstant(ZoneOffset.UTC);
            }
            default -> throw SelectErrors.unknownCast(type);
        }
    }
}

package cloudjar.services.cloudwatchlogs.query;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A stretch of time such as {@code 5m}, into which time is cut.
 *
 * @param millis its length, where all stretches are equally long; else 0
 * @param months its length in months
 */
record Period(long millis, int months) {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;

    static Period of(Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            throw TokenReader.unexpected(token);
        }
        int count = Integer.parseInt(text.substring(0, digits));
        if (count == 0) {
            throw TokenReader.unexpected(token);
        }
        return switch (text.substring(digits)) {
            case "ms", "msec", "millisecond", "milliseconds" -> new Period(count, 0);
            case "s", "sec", "second", "seconds" -> of(Duration.ofSeconds(count));
            case "m", "min", "minute", "minutes" -> of(Duration.ofMinutes(count));
            case "h", "hr", "hour", "hours" -> of(Duration.ofHours(count));
            case "d", "day", "days" -> of(Duration.ofDays(count));
            case "w", "week", "weeks" -> of(Duration.ofDays(7L * count));
            case "mo", "mon", "month", "months" -> new Period(0, count);
            case "q", "qtr", "quarter", "quarters" -> new Period(0, count * MONTHS_OF_QUARTER);
            case "y", "yr", "year", "years" -> new Period(0, count * MONTHS_OF_YEAR);
            default -> throw TokenReader.unexpected(token);
        };
    }

    private static Period of(Duration duration) {
        return new Period(duration.toMillis(), 0);
    }

    /** The beginning of the stretch that a time is in. */
    long floor(long time) {
        if (millis > 0) {
            return Math.floorDiv(time, millis) * millis;
        }
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC));
        long index = Math.floorDiv(month.getYear() * 12L + month.getMonthValue() - 1, months) * months;
        return YearMonth.of((int) (index / MONTHS_OF_YEAR), (int) (index % MONTHS_OF_YEAR) + 1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    /** The beginning of the stretch that follows, unless a time is such a beginning. */
    long ceiling(long time) {
        long floor = floor(time);
        if (floor == time) {
            return time;
        }
        if (millis > 0) {
            return floor + millis;
        }
        return Instant.ofEpochMilli(floor)
                .atOffset(ZoneOffset.UTC)
                .plusMonths(months)
                .toInstant()
                .toEpochMilli();
    }
}

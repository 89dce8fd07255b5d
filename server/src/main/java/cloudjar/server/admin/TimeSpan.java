package cloudjar.server.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: ISO 8601 ({@code PT5M}, {@code P14D}) or a number with a unit ({@code 14d}). */
final class TimeSpan {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d|w)");
    private static final int DAYS_MAX = 36_500;

    private TimeSpan() {}

    /** Reads a span, which is not negative and no longer than {@value #DAYS_MAX} days. */
    static Duration parse(String text) {
        Duration span;
        Matcher matcher = SHORT.matcher(text);
        try {
            span = matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw refused(text);
        }
        if (span.isNegative() || span.compareTo(Duration.ofDays(DAYS_MAX)) > 0) {
            throw refused(text);
        }
        return span;
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(Math.multiplyExact(7, count));
        };
    }

    private static AdminException refused(String text) {
        return AdminException.badRequest(
                "a span of time is like PT5M, P14D, 30s or 14d, up to " + DAYS_MAX + " days, not '" + text + "'");
    }
}

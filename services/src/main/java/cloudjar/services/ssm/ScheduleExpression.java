package cloudjar.services.ssm;

import cloudjar.kernel.clock.CronExpression;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code cron(…)}, {@code rate(…)} or {@code at(…)}.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html">Cron and
 *     rate expressions</a>
 */
sealed interface ScheduleExpression {
    /** The first time after another. */
    Optional<Instant> next(Instant after, Instant anchor, ZoneId zone);

    /**
     * Times of days.
     *
     * @param second of the minute: windows may be given seven fields, of which the first are seconds
     */
    record Cron(CronExpression expression, int second) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after, Instant anchor, ZoneId zone) {
            return expression.next(after.minusSeconds(second), zone).map(time -> time.plusSeconds(second));
        }
    }

    /** Again and again, counted from when it was set. */
    record Rate(Duration period) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after, Instant anchor, ZoneId zone) {
            long passed =
                    after.isBefore(anchor) ? 0 : Duration.between(anchor, after).dividedBy(period);
            return Optional.of(anchor.plus(period.multipliedBy(passed + 1)));
        }
    }

    /** Once. */
    record At(LocalDateTime time) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after, Instant anchor, ZoneId zone) {
            return Optional.of(time.atZone(zone).toInstant()).filter(once -> once.isAfter(after));
        }
    }

    /** The forms. */
    final class Forms {
        private static final Pattern CRON = Pattern.compile("(?i)cron\\(\\s*(.+?)\\s*\\)");
        private static final Pattern SECONDS = Pattern.compile("([0-5]?[0-9]) ((?:\\S+ ){5}\\S+)");
        private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day|week)s?\\)");
        private static final Pattern AT = Pattern.compile("(?i)at\\(([^)]+)\\)");

        private Forms() {}
    }

    /** The schedule that a text is; nothing where it is none. */
    static Optional<ScheduleExpression> parse(String text) {
        String stripped = text.strip();
        Matcher cron = Forms.CRON.matcher(stripped);
        if (cron.matches()) {
            String fields = cron.group(1).replaceAll("\\s+", " ");
            Matcher seconds = Forms.SECONDS.matcher(fields);
            return seconds.matches()
                    ? CronExpression.parse(seconds.group(2))
                            .map(parsed -> new Cron(parsed, Integer.parseInt(seconds.group(1))))
                    : CronExpression.parse(fields).map(parsed -> new Cron(parsed, 0));
        }
        Matcher rate = Forms.RATE.matcher(stripped.toLowerCase(Locale.ROOT));
        if (rate.matches()) {
            long number = Long.parseLong(rate.group(1));
            Duration period =
                    switch (rate.group(2)) {
                        case "minute" -> Duration.ofMinutes(number);
                        case "hour" -> Duration.ofHours(number);
                        case "day" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7 * number);
                    };
            return period.isZero() ? Optional.empty() : Optional.of(new Rate(period));
        }
        Matcher at = Forms.AT.matcher(stripped);
        return at.matches() ? at(at.group(1)) : Optional.empty();
    }

    private static Optional<ScheduleExpression> at(String text) {
        try {
            return Optional.of(new At(LocalDateTime.parse(text.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

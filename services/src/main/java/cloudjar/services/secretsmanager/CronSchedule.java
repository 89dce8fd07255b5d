package cloudjar.services.secretsmanager;

import cloudjar.kernel.clock.CronExpression;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code cron(minutes hours day-of-month month day-of-week year)} as rotations have it: in UTC, at full hours, in every year.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">Rotation schedules</a>
 */
record CronSchedule(CronExpression expression) {
    private static final Pattern FORM = Pattern.compile("(?i)cron\\((0 \\S+ \\S+ \\S+ \\S+ \\*)\\)");

    /** The schedule that a text is; nothing where it is none. */
    static Optional<CronSchedule> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? CronExpression.parse(matcher.group(1)).map(CronSchedule::new) : Optional.empty();
    }

    /** The first time after another; nothing where none comes. */
    Optional<Instant> next(Instant after) {
        return expression.next(after, ZoneOffset.UTC);
    }
}

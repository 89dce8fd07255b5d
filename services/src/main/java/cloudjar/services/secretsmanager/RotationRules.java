package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.RotationRulesType;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a secret is rotated: after days, or by an expression.
 *
 * @param window hours within which a rotation may begin, such as {@code 3h}
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">Rotation schedules</a>
 */
record RotationRules(
        @Nullable Integer days,
        @Nullable String window,
        @Nullable String expression) {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,5}) (hours?|days?)\\)");
    private static final Pattern WINDOW = Pattern.compile("\\d{1,2}h");
    private static final int DAYS_MAX = 1000;
    private static final int HOURS_MIN = 4;
    private static final int HOURS_A_DAY = 24;
    private static final int RATE_DAYS_MAX = 999;

    /** What was asked for, if it is a schedule. */
    static RotationRules of(RotationRulesType asked) {
        Long days = asked.automaticallyAfterDays();
        String expression = asked.scheduleExpression();
        if (days != null && expression != null) {
            throw SecretsManagerErrors.parameter(
                    "You can't specify both AutomaticallyAfterDays and ScheduleExpression in RotationRules.");
        }
        if (days == null && expression == null) {
            throw SecretsManagerErrors.parameter(
                    "You must specify either AutomaticallyAfterDays or ScheduleExpression in RotationRules.");
        }
        if (days != null && (days < 1 || days > DAYS_MAX)) {
            throw SecretsManagerErrors.parameter("AutomaticallyAfterDays must be between 1 and 1000.");
        }
        if (asked.duration() != null && !isWindow(asked.duration())) {
            throw SecretsManagerErrors.parameter("The rotation window duration is not valid: " + asked.duration());
        }
        if (expression != null) {
            check(expression);
        }
        return new RotationRules(days == null ? null : Math.toIntExact(days), asked.duration(), expression);
    }

    /** A window is within a day of UTC. */
    private static boolean isWindow(String text) {
        return WINDOW.matcher(text).matches() && hours(text) >= 1 && hours(text) <= HOURS_A_DAY;
    }

    private static int hours(String text) {
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private static void check(String expression) {
        Matcher rate = RATE.matcher(expression);
        boolean good;
        if (rate.matches()) {
            int number = Integer.parseInt(rate.group(1));
            good = rate.group(2).startsWith("hour") ? number >= HOURS_MIN : number >= 1 && number <= RATE_DAYS_MAX;
        } else {
            good = CronSchedule.parse(expression).isPresent();
        }
        if (!good) {
            throw SecretsManagerErrors.parameter("The schedule expression is not valid: " + expression);
        }
    }

    /** The first time after another at which a rotation begins; null where the schedule has come to its end. */
    @Nullable
    Instant next(Instant after) {
        if (days != null) {
            return after.plus(Duration.ofDays(days));
        }
        String text = expression == null ? "" : expression;
        Matcher rate = RATE.matcher(text);
        if (rate.matches()) {
            long number = Long.parseLong(rate.group(1));
            return after.plus(rate.group(2).startsWith("hour") ? Duration.ofHours(number) : Duration.ofDays(number));
        }
        return CronSchedule.parse(text).flatMap(cron -> cron.next(after)).orElse(null);
    }

    /** As AWS shows them. */
    RotationRulesType shown() {
        return RotationRulesType.builder()
                .automaticallyAfterDays(days == null ? null : days.longValue())
                .duration(window)
                .scheduleExpression(expression)
                .build();
    }
}

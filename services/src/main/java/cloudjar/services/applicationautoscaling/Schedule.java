package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.clock.CronExpression;
import cloudjar.kernel.shape.ApiException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a scheduled action runs.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html">Schedules</a>
 */
sealed interface Schedule {
    /** The first time after another; nothing where none comes. */
    Optional<Instant> next(Instant after);

    /** Once. */
    record At(Instant time) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            return time.isAfter(after) ? Optional.of(time) : Optional.empty();
        }
    }

    /** Again and again, from a time on. */
    record Rate(Duration every, Instant from) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            if (from.isAfter(after)) {
                return Optional.of(from);
            }
            long passed = Duration.between(from, after).dividedBy(every);
            return Optional.of(from.plus(every.multipliedBy(passed + 1)));
        }
    }

    /** By a cron expression. */
    record By(CronExpression cron, ZoneId zone) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            return cron.next(after, zone);
        }
    }

    /** The forms of expressions. */
    final class Forms {
        private static final Pattern AT =
                Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?)\\)");
        private static final Pattern RATE = Pattern.compile("rate\\(([1-9]\\d{0,8}) (minutes?|hours?|days?)\\)");
        private static final Pattern CRON = Pattern.compile("cron\\((.+)\\)");

        private Forms() {}
    }

    /**
     * The schedule that an expression is.
     *
     * @param zone an IANA time zone; null for UTC
     * @param from when a rate begins
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where it is none
     */
    static Schedule parse(String expression, @Nullable String zone, Instant from) {
        ZoneId clocks = zone(zone);
        Matcher at = Forms.AT.matcher(expression);
        if (at.matches()) {
            try {
                return new At(LocalDateTime.parse(at.group(1)).atZone(clocks).toInstant());
            } catch (DateTimeException e) {
                throw bad(expression);
            }
        }
        Matcher rate = Forms.RATE.matcher(expression);
        if (rate.matches()) {
            return new Rate(every(rate), from);
        }
        Matcher cron = Forms.CRON.matcher(expression);
        if (cron.matches()) {
            return new By(CronExpression.parse(cron.group(1)).orElseThrow(() -> bad(expression)), clocks);
        }
        throw bad(expression);
    }

    private static Duration every(Matcher rate) {
        long number = Long.parseLong(rate.group(1));
        return switch (rate.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static ZoneId zone(@Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ApplicationAutoScalingErrors.validation("Time zone is not valid: " + zone);
        }
        return ZoneId.of(zone);
    }

    private static ApiException bad(String expression) {
        return ApplicationAutoScalingErrors.validation("Schedule is not valid: " + expression);
    }
}

package cloudjar.services.ssm;

import cloudjar.api.ssm.GetMaintenanceWindowResult;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a maintenance window opens.
 *
 * @param zone by whose clocks; start and end have zones of their own
 * @param offsetDays how many days after the day of a cron expression
 * @param start before which it does not open; null for no such time
 * @param end from which on it does not open; null for no such time
 * @param anchor from which a rate is counted
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-schedule-options.html">Scheduling
 *     and active period options</a>
 */
record WindowSchedule(
        ScheduleExpression expression,
        ZoneId zone,
        int offsetDays,
        @Nullable Instant start,
        @Nullable Instant end,
        Instant anchor) {
    private static final int SKIPPED_MAX = 64;

    /** The schedule of a window; refuses what is none. */
    static WindowSchedule of(GetMaintenanceWindowResult window, Instant scheduled) {
        String text = Objects.requireNonNullElse(window.schedule(), "");
        ScheduleExpression expression = ScheduleExpression.parse(text)
                .orElseThrow(() -> SsmErrors.validation("Invalid schedule expression: " + text));
        Instant start = date(window.startDate(), "StartDate");
        Instant end = date(window.endDate(), "EndDate");
        if (start != null && end != null && !end.isAfter(start)) {
            throw SsmErrors.validation("EndDate must be after StartDate.");
        }
        int offset = Objects.requireNonNullElse(window.scheduleOffset(), 0);
        if (offset != 0 && !(expression instanceof ScheduleExpression.Cron)) {
            throw SsmErrors.validation("ScheduleOffset is only supported for cron schedules.");
        }
        Instant anchor = start != null && start.isAfter(scheduled) ? start : scheduled;
        return new WindowSchedule(expression, zone(window.scheduleTimezone()), offset, start, end, anchor);
    }

    private static ZoneId zone(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw SsmErrors.validation("Invalid time zone: " + name);
        }
    }

    private static @Nullable Instant date(@Nullable String text, String member) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            boolean placed = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?");
            return placed
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw SsmErrors.validation(member + " is not a date in the ISO-8601 extended format: " + text);
        }
    }

    /** The first opening after a time; none where the window does not open any more. */
    Optional<Instant> next(Instant after) {
        Instant from = start != null && start.minusMillis(1).isAfter(after) ? start.minusMillis(1) : after;
        // A day of the expression that lies before may, with its offset, lie after.
        Instant looked = from.atZone(zone).minusDays(offsetDays).toInstant();
        for (int i = 0; i < SKIPPED_MAX; i++) {
            Instant found = expression.next(looked, anchor, zone).orElse(null);
            if (found == null) {
                return Optional.empty();
            }
            Instant opening = found.atZone(zone).plusDays(offsetDays).toInstant();
            if (opening.isAfter(from)) {
                return end == null || opening.isBefore(end) ? Optional.of(opening) : Optional.empty();
            }
            looked = found;
        }
        return Optional.empty();
    }

    /** A time as AWS writes it: {@code 2020-02-19T16:00Z}, with the zone's name where one was chosen. */
    String text(Instant time) {
        return time.atZone(zone).toString();
    }
}

package cloudjar.services.ssm;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an event recurs: each so many days, weeks, months or years, on weekdays where they are named.
 *
 * @param count how often; null for no end by number
 * @param until the last time, included; null for no end by time
 * @param weekStart on which weeks begin
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10">RFC 5545, 3.3.10</a>
 */
record CalendarRule(
        ChronoUnit unit,
        long interval,
        @Nullable Long count,
        @Nullable ZonedDateTime until,
        Set<DayOfWeek> days,
        DayOfWeek weekStart) {
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "DAILY", ChronoUnit.DAYS,
            "WEEKLY", ChronoUnit.WEEKS,
            "MONTHLY", ChronoUnit.MONTHS,
            "YEARLY", ChronoUnit.YEARS);
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    CalendarRule {
        days = Set.copyOf(days);
    }

    /** The rule of an event that begins first at this time; refuses what is no rule, and says what is not read. */
    static CalendarRule parse(String text, ZonedDateTime start) {
        Map<String, String> parts = new TreeMap<>();
        for (String part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            // Calendars in the wild have a semicolon at the end.
            if (part.isBlank()) {
                continue;
            }
            if (equals < 1) {
                throw CalendarErrors.unreadable("The recurrence rule can't be read: " + text);
            }
            parts.put(part.substring(0, equals), part.substring(equals + 1));
        }
        ChronoUnit unit = UNITS.get(String.valueOf(parts.remove("FREQ")));
        if (unit == null) {
            throw CalendarErrors.notYet("the recurrence rule " + text);
        }
        String count = parts.remove("COUNT");
        String until = parts.remove("UNTIL");
        String interval = parts.remove("INTERVAL");
        String weekStart = parts.remove("WKST");
        String days = unit == ChronoUnit.DAYS || unit == ChronoUnit.WEEKS ? parts.remove("BYDAY") : null;
        // What says again what the start says.
        boolean monthly = unit == ChronoUnit.MONTHS || unit == ChronoUnit.YEARS;
        parts.remove("BYMONTHDAY", monthly ? Integer.toString(start.getDayOfMonth()) : "");
        parts.remove("BYMONTH", unit == ChronoUnit.YEARS ? Integer.toString(start.getMonthValue()) : "");
        if (!parts.isEmpty()) {
            throw CalendarErrors.notYet("the recurrence rule " + text);
        }
        return new CalendarRule(
                unit,
                interval == null ? 1 : number(interval),
                count == null ? null : number(count),
                until == null ? null : end(until, start),
                days(days),
                weekStart == null ? DayOfWeek.MONDAY : day(weekStart));
    }

    private static long number(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw CalendarErrors.unreadable("The recurrence rule has a number that can't be read: " + text);
        }
        return Long.parseLong(text);
    }

    /** A date counts to its end. */
    private static ZonedDateTime end(String until, ZonedDateTime start) {
        CalendarProperty property = new CalendarProperty("UNTIL", Map.of(), until);
        ZonedDateTime time = property.time(start.getZone());
        return property.isDate() ? time.plusDays(1).minusNanos(1) : time;
    }

    private static Set<DayOfWeek> days(@Nullable String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (text != null) {
            Stream.of(text.split(",", -1)).forEach(name -> days.add(day(name)));
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        int index = DAYS.indexOf(name);
        if (index < 0) {
            throw CalendarErrors.unreadable("The recurrence rule has a day that can't be read: " + name);
        }
        return DayOfWeek.of(index + 1);
    }

    /** When the event begins, again and again, in order; what begins after a time need not be there. */
    Stream<ZonedDateTime> starts(ZonedDateTime first, Instant before) {
        // A week of the rule begins up to six days before the first day.
        Instant last = before.plus(Duration.ofDays(DAYS.size()));
        Stream<ZonedDateTime> all = LongStream.iterate(
                        0, period -> !first.plus(period, unit).toInstant().isAfter(last), period -> period + interval)
                .boxed()
                .flatMap(period -> in(first, period))
                .filter(start -> !start.isBefore(first));
        Stream<ZonedDateTime> ended = until == null ? all : all.takeWhile(start -> !start.isAfter(until));
        return count == null ? ended : ended.limit(count);
    }

    /** The starts of a day, week, month or year. */
    private Stream<ZonedDateTime> in(ZonedDateTime first, long period) {
        if (unit != ChronoUnit.WEEKS || days.isEmpty()) {
            ZonedDateTime start = first.plus(period, unit);
            boolean whole = unit == ChronoUnit.DAYS
                    || unit == ChronoUnit.WEEKS
                    // There is no 31st in some months: such months are left out.
                    || start.getDayOfMonth() == first.getDayOfMonth();
            return whole && (days.isEmpty() || days.contains(start.getDayOfWeek())) ? Stream.of(start) : Stream.empty();
        }
        LocalDate week = first.toLocalDate()
                .with(TemporalAdjusters.previousOrSame(weekStart))
                .plusWeeks(period);
        return LongStream.range(0, DAYS.size())
                .mapToObj(week::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(day -> day.atTime(first.toLocalTime()).atZone(first.getZone()));
    }
}

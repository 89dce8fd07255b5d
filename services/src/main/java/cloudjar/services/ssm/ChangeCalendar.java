package cloudjar.services.ssm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A calendar that says when changes are welcome: always but in its events, or in its events only.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-change-calendar.html">Change
 *     Calendar</a>
 */
record ChangeCalendar(boolean openByDefault, List<Event> events) {
    /** How many times of one event are gone through. */
    private static final int TIMES_MAX = 40_000;

    private static final String OPEN = "DEFAULT_OPEN";
    private static final String CLOSED = "DEFAULT_CLOSED";

    ChangeCalendar {
        events = List.copyOf(events);
    }

    /** From when until when, not included. */
    record Span(Instant from, Instant to) {
        boolean holds(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /**
     * Something in the calendar.
     *
     * @param days how long it lasts where it is counted in days; null where it is not
     * @param rule null for an event that happens once
     * @param except starts that do not happen
     */
    record Event(
            ZonedDateTime start,
            Duration length,
            @Nullable Period days,
            @Nullable CalendarRule rule,
            Set<Instant> except) {
        Event {
            except = Set.copyOf(except);
        }

        /** When it is, in order, as far as it ends after one time and begins before another. */
        List<Span> spans(Instant after, Instant before) {
            List<Span> spans = new ArrayList<>();
            int times = 0;
            Iterator<ZonedDateTime> starts = (rule == null ? Stream.of(start) : rule.starts(start, before)).iterator();
            while (starts.hasNext()) {
                ZonedDateTime next = starts.next();
                if (!next.toInstant().isBefore(before)) {
                    break;
                }
                if (++times > TIMES_MAX) {
                    throw CalendarErrors.notYet("events that recur more than " + TIMES_MAX + " times");
                }
                Span span =
                        new Span(next.toInstant(), (days == null ? next.plus(length) : next.plus(days)).toInstant());
                if (span.to().isAfter(after) && !except.contains(span.from())) {
                    spans.add(span);
                }
            }
            return spans;
        }
    }

    /** Reads a calendar; refuses what is none. */
    static ChangeCalendar parse(String text) {
        String type = null;
        ZoneId zone = ZoneOffset.UTC;
        List<Map<String, List<CalendarProperty>>> found = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (CalendarProperty property : CalendarProperty.all(text).toList()) {
            switch (property.name()) {
                case "BEGIN" -> {
                    open.add(property.value());
                    if (open.size() == 2 && property.value().equals("VEVENT")) {
                        found.add(new LinkedHashMap<>());
                    }
                }
                case "END" -> {
                    if (open.isEmpty() || !open.removeLast().equals(property.value())) {
                        throw CalendarErrors.unreadable("END:" + property.value() + " ends nothing.");
                    }
                }
                case "X-CALENDAR-TYPE" -> type = property.value();
                case "X-WR-TIMEZONE" -> zone = zone(property.value());
                default -> {
                    if (open.size() == 2 && open.getLast().equals("VEVENT")) {
                        found.getLast()
                                .computeIfAbsent(property.name(), name -> new ArrayList<>())
                                .add(property);
                    }
                }
            }
        }
        if (!open.isEmpty() || (!OPEN.equals(type) && !CLOSED.equals(type))) {
            throw CalendarErrors.unreadable(
                    "A change calendar is a VCALENDAR whose X-CALENDAR-TYPE is " + OPEN + " or " + CLOSED + ".");
        }
        ZoneId floating = zone;
        return new ChangeCalendar(
                OPEN.equals(type),
                found.stream().map(event -> event(event, floating)).toList());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw CalendarErrors.unreadable("The time zone is not known: " + name);
        }
    }

    private static Event event(Map<String, List<CalendarProperty>> properties, ZoneId floating) {
        for (String unread : List.of("RDATE", "RECURRENCE-ID", "EXRULE", "DURATION")) {
            if (properties.containsKey(unread)) {
                throw CalendarErrors.notYet(unread + " in an event");
            }
        }
        CalendarProperty begin = only(properties, "DTSTART");
        CalendarProperty end = only(properties, "DTEND");
        if (begin == null) {
            throw CalendarErrors.unreadable("An event of the calendar has no DTSTART.");
        }
        ZonedDateTime start = begin.time(floating);
        ZonedDateTime stop = end != null ? end.time(floating) : begin.isDate() ? start.plusDays(1) : start;
        if (stop.isBefore(start)) {
            throw CalendarErrors.unreadable("An event of the calendar ends before it begins.");
        }
        CalendarProperty rule = only(properties, "RRULE");
        Set<Instant> except = new HashSet<>();
        for (CalendarProperty each : properties.getOrDefault("EXDATE", List.of())) {
            each.times(start.getZone()).forEach(time -> except.add(time.toInstant()));
        }
        return new Event(
                start,
                Duration.between(start, stop),
                begin.isDate() ? Period.between(start.toLocalDate(), stop.toLocalDate()) : null,
                rule == null ? null : CalendarRule.parse(rule.value(), start),
                except);
    }

    private static @Nullable CalendarProperty only(Map<String, List<CalendarProperty>> properties, String name) {
        List<CalendarProperty> all = properties.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw CalendarErrors.unreadable("An event of the calendar has several " + name + ".");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    /** When there are events, as far as they end after one time and begin before another. */
    List<Span> spans(Instant after, Instant before) {
        return events.stream()
                .flatMap(event -> event.spans(after, before).stream())
                .toList();
    }
}

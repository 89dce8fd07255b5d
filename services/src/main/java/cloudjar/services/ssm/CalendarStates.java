package cloudjar.services.ssm;

import cloudjar.api.ssm.CalendarState;
import cloudjar.api.ssm.DocumentType;
import cloudjar.api.ssm.GetCalendarStateRequest;
import cloudjar.api.ssm.GetCalendarStateResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.ChangeCalendar.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether changes are welcome by all of some calendars.
 *
 * @param open whether they are at the time that was asked about
 * @param next when that is no longer so; empty where it stays as far as is looked
 */
record CalendarStates(boolean open, Optional<Instant> next) {
    /** How far the next transition is looked for. */
    private static final Duration AHEAD = Duration.ofDays(5L * 366);

    /** As AWS's examples write times: offsets with a colon and without, or none. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    static GetCalendarStateResponse at(Snapshot snapshot, GetCalendarStateRequest in, Call call) {
        if (in.calendarNames().isEmpty()) {
            throw SsmErrors.validation("CalendarNames must name at least one calendar.");
        }
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        String asked = in.atTime();
        Instant time = asked == null ? now : time(asked);
        CalendarStates states = of(
                in.calendarNames().stream()
                        .distinct()
                        .map(name -> calendar(snapshot, name, call))
                        .toList(),
                time);
        return GetCalendarStateResponse.builder()
                .state(states.open() ? CalendarState.OPEN : CalendarState.CLOSED)
                .atTime(asked == null ? now.toString() : asked)
                .nextTransitionTime(states.next().map(Instant::toString).orElse(null))
                .build();
    }

    private static Instant time(String text) {
        try {
            return switch (TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                default -> throw SsmErrors.validation("AtTime is not a time in ISO 8601 format: " + text);
            };
        } catch (DateTimeException e) {
            throw SsmErrors.validation("AtTime is not a time in ISO 8601 format: " + text);
        }
    }

    private static ChangeCalendar calendar(Snapshot snapshot, String name, Call call) {
        Document document = DocumentLookup.find(snapshot, name, call);
        if (!document.type().equals(DocumentType.CHANGE_CALENDAR)) {
            throw CalendarErrors.noCalendar(name, document.type());
        }
        return ChangeCalendar.parse(
                DocumentLookup.version(snapshot, document, null, null, call).content());
    }

    /** The state of calendars that must all be open. */
    static CalendarStates of(List<ChangeCalendar> calendars, Instant time) {
        Instant before = time.plus(AHEAD);
        int[] running = new int[calendars.size()];
        NavigableMap<Instant, int[]> changes = new TreeMap<>();
        for (int index = 0; index < running.length; index++) {
            for (Span span : calendars.get(index).spans(time, before)) {
                if (span.holds(time)) {
                    running[index]++;
                } else {
                    changes.computeIfAbsent(span.from(), at -> new int[running.length])[index]++;
                }
                changes.computeIfAbsent(span.to(), at -> new int[running.length])[index]--;
            }
        }
        boolean open = open(calendars, running);
        for (var change : changes.entrySet()) {
            // What begins later than this is not known.
            if (!change.getKey().isBefore(before)) {
                break;
            }
            for (int index = 0; index < running.length; index++) {
                running[index] += change.getValue()[index];
            }
            if (open(calendars, running) != open) {
                return new CalendarStates(open, Optional.of(change.getKey()));
            }
        }
        return new CalendarStates(open, Optional.empty());
    }

    private static boolean open(List<ChangeCalendar> calendars, int[] running) {
        for (int index = 0; index < running.length; index++) {
            if (calendars.get(index).openByDefault() == running[index] > 0) {
                return false;
            }
        }
        return true;
    }
}

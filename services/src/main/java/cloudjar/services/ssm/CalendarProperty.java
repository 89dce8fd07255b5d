package cloudjar.services.ssm;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A line of iCalendar, unfolded.
 *
 * @param name in capital letters
 * @param parameters such as TZID
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.1">RFC 5545, 3.1</a>
 */
record CalendarProperty(String name, Map<String, String> parameters, String value) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    /** The lines of a text. */
    static Stream<CalendarProperty> all(String text) {
        return text.replaceAll("\\r?\\n[ \\t]", "")
                .lines()
                .filter(line -> !line.isBlank())
                .map(CalendarProperty::line);
    }

    private static CalendarProperty line(String line) {
        boolean quoted = false;
        int from = 0;
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            quoted ^= c == '"';
            if (!quoted && (c == ';' || c == ':')) {
                parts.add(line.substring(from, at));
                from = at + 1;
            }
            if (!quoted && c == ':') {
                return new CalendarProperty(
                        parts.getFirst().strip().toUpperCase(Locale.ROOT),
                        parameters(parts),
                        line.substring(from).strip());
            }
        }
        throw CalendarErrors.unreadable("A line of the calendar has no value: " + line);
    }

    private static Map<String, String> parameters(List<String> parts) {
        Map<String, String> parameters = new TreeMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).toUpperCase(Locale.ROOT),
                        part.substring(equals + 1).replace("\"", ""));
            }
        }
        return parameters;
    }

    boolean isDate() {
        return !value.contains("T");
    }

    /** The time that it says. */
    ZonedDateTime time(ZoneId floating) {
        return time(value, floating);
    }

    /** The times that it says, commas between. */
    List<ZonedDateTime> times(ZoneId floating) {
        return Stream.of(value.split(",", -1)).map(part -> time(part, floating)).toList();
    }

    private ZonedDateTime time(String text, ZoneId floating) {
        try {
            ZoneId zone = parameters.containsKey("TZID") ? ZoneId.of(parameters.get("TZID")) : floating;
            if (!text.contains("T")) {
                return LocalDate.parse(text, DATE).atStartOfDay(zone);
            }
            return text.endsWith("Z")
                    ? LocalDateTime.parse(text.substring(0, text.length() - 1), TIME)
                            .atZone(ZoneOffset.UTC)
                    : LocalDateTime.parse(text, TIME).atZone(zone);
        } catch (DateTimeException e) {
            throw CalendarErrors.unreadable("The calendar has a time that can't be read: " + name + " " + text
                    + Optional.ofNullable(parameters.get("TZID"))
                            .map(zone -> " in " + zone)
                            .orElse(""));
        }
    }
}

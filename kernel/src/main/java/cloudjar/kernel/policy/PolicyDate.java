package cloudjar.kernel.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dates of conditions: ISO 8601 as W3C profiles it, with parts left out from the end, or seconds of Unix time. */
final class PolicyDate {
    private static final int LENGTH_MAX = 40;

    // Every part is bounded and starts with a character that the part before cannot hold, so nothing is read twice.
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?"
            + "(?:[Tt](?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9}))?)?)?)?"
            + "(?:([Zz])|([+-]\\d{2})(?::?(\\d{2}))?)?)?");

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,19}");

    private PolicyDate() {}

    /** The instant that a text stands for; a year alone has four digits, other numbers are seconds. */
    static Optional<Instant> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            if (text.length() != 4 && SECONDS.matcher(text).matches()) {
                return Optional.of(ofSeconds(Long.parseLong(text)));
            }
            Matcher parts = FORM.matcher(text);
            return parts.matches() ? Optional.of(of(parts)) : Optional.empty();
        } catch (NumberFormatException | DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** Seconds beyond what an instant can hold are before or after every date. */
    private static Instant ofSeconds(long seconds) {
        return Instant.ofEpochSecond(Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
    }

    private static Instant of(Matcher parts) {
        LocalDateTime local = LocalDateTime.of(
                number(parts, 1, 1),
                number(parts, 2, 1),
                number(parts, 3, 1),
                number(parts, 4, 0),
                number(parts, 5, 0),
                number(parts, 6, 0),
                nanos(parts));
        long offsetSeconds = 0;
        if (parts.group(9) != null) {
            int hours = Integer.parseInt(parts.group(9));
            int minutes = number(parts, 10, 0);
            if (Math.abs(hours) > 23 || minutes > 59) {
                throw new DateTimeException("no such offset");
            }
            offsetSeconds =
                    (Math.abs(hours) * 60L + minutes) * 60 * (parts.group(9).startsWith("-") ? -1 : 1);
        }
        return OffsetDateTime.of(local, ZoneOffset.UTC).toInstant().minusSeconds(offsetSeconds);
    }

    private static int number(Matcher parts, int group, int whenAbsent) {
        String digits = parts.group(group);
        return digits == null ? whenAbsent : Integer.parseInt(digits);
    }

    private static int nanos(Matcher parts) {
        String digits = parts.group(7);
        return digits == null ? 0 : Integer.parseInt((digits + "000000000").substring(0, 9));
    }
}

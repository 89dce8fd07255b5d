package cloudjar.services.secretsmanager;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code cron(minutes hours day-of-month month day-of-week year)} as rotations have it: in UTC, at full hours.
 *
 * @param days of the month
 * @param lastDay whether the last of each month is one
 * @param weekdays 1 for Sunday
 * @param nth which of its kind in the month a weekday must be; 0 for any, 6 for the last
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">Rotation schedules</a>
 */
record CronSchedule(
        BitSet hours, BitSet days, boolean lastDay, BitSet months, BitSet weekdays, int nth, boolean byWeekday) {
    private static final Pattern FORM = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");
    private static final Pattern NTH = Pattern.compile("([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(#[1-5]|L)");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int LAST = 6;
    private static final int DAYS_LOOKED_AT = 4 * 366;

    /** The schedule that a text is; nothing where it is none. */
    static Optional<CronSchedule> parse(String text) {
        var matcher = FORM.matcher(text.toUpperCase(Locale.ROOT).replace("CRON(", "cron("));
        if (!matcher.matches()
                || !matcher.group(1).equals("0")
                || !matcher.group(6).equals("*")) {
            return Optional.empty();
        }
        String day = matcher.group(3);
        String weekday = matcher.group(5);
        // One of the two says when, the other is a question mark.
        if (day.equals("?") == weekday.equals("?")) {
            return Optional.empty();
        }
        try {
            boolean byWeekday = day.equals("?");
            int nth = 0;
            String weekdays = weekday;
            var numbered = NTH.matcher(weekday);
            if (numbered.matches()) {
                nth = numbered.group(2).equals("L") ? LAST : numbered.group(2).charAt(1) - '0';
                weekdays = numbered.group(1);
            }
            return Optional.of(new CronSchedule(
                    field(matcher.group(2), 0, 23, List.of()),
                    byWeekday || day.equals("L") ? new BitSet() : field(day, 1, 31, List.of()),
                    day.equals("L"),
                    field(matcher.group(4), 1, 12, MONTHS),
                    byWeekday ? field(weekdays, 1, 7, WEEKDAYS) : new BitSet(),
                    nth,
                    byWeekday));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BitSet field(String text, int least, int most, List<String> names) {
        BitSet set = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String range = stepped[0];
            int from = least;
            int to = most;
            if (range.contains("-")) {
                String[] ends = range.split("-", -1);
                from = number(ends[0], names);
                to = number(ends[1], names);
            } else if (!range.equals("*") && !range.isEmpty()) {
                from = number(range, names);
                to = stepped.length > 1 ? most : from;
            }
            int step = stepped.length > 1 ? number(stepped[1], List.of()) : 1;
            if (stepped.length > 2 || from < least || to > most || from > to || step < 1) {
                throw new IllegalArgumentException(part);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, List<String> names) {
        int named = names.indexOf(text);
        return named >= 0 ? named + 1 : Integer.parseInt(text);
    }

    /** The first time after another; nothing where none comes in four years. */
    Optional<Instant> next(Instant after) {
        LocalDate first = after.atZone(ZoneOffset.UTC).toLocalDate();
        for (int i = 0; i < DAYS_LOOKED_AT; i++) {
            LocalDate day = first.plusDays(i);
            if (!matches(day)) {
                continue;
            }
            for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
                Instant time = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
                if (time.isAfter(after)) {
                    return Optional.of(time);
                }
            }
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        if (!months.get(day.getMonthValue())) {
            return false;
        }
        int length = YearMonth.from(day).lengthOfMonth();
        if (!byWeekday) {
            return lastDay ? day.getDayOfMonth() == length : days.get(day.getDayOfMonth());
        }
        int weekday =
                day.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : day.getDayOfWeek().getValue() + 1;
        boolean counted =
                nth == 0 || (nth == LAST ? day.getDayOfMonth() > length - 7 : (day.getDayOfMonth() - 1) / 7 + 1 == nth);
        return weekdays.get(weekday) && counted;
    }
}

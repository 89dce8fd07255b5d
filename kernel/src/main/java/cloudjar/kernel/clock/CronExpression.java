package cloudjar.kernel.clock;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS's cron: minutes, hours, day of the month, month, day of the week and year, where one of the two days is a question mark.
 *
 * @param weekdays 1 for Sunday
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html">Cron and
 *     rate expressions</a>
 */
public record CronExpression(
        BitSet minutes, BitSet hours, Days days, BitSet months, Weekdays weekdays, BitSet years, boolean byWeekday) {
    private static final Pattern NTH = Pattern.compile("([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#([1-5])");
    private static final Pattern LAST_WEEKDAY = Pattern.compile("([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)L");
    private static final Pattern NEAREST = Pattern.compile("([1-9]|[12][0-9]|3[01])W");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int FIELDS = 6;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    /**
     * Days of the month.
     *
     * @param last the last one, whichever it is
     * @param nearest the working day nearest to this day; 0 for none
     * @param lastWorkday the last working day
     */
    public record Days(BitSet set, boolean last, int nearest, boolean lastWorkday) {
        private static Days of(String text) {
            Matcher near = NEAREST.matcher(text);
            if (near.matches()) {
                return new Days(new BitSet(), false, Integer.parseInt(near.group(1)), false);
            }
            return switch (text) {
                case "L" -> new Days(new BitSet(), true, 0, false);
                case "LW", "WL" -> new Days(new BitSet(), false, 0, true);
                default -> new Days(field(text, 1, 31, List.of()), false, 0, false);
            };
        }

        boolean holds(LocalDate day) {
            int length = day.lengthOfMonth();
            if (last) {
                return day.getDayOfMonth() == length;
            }
            if (lastWorkday) {
                return day.equals(workday(YearMonth.from(day), length));
            }
            return nearest == 0
                    ? set.get(day.getDayOfMonth())
                    : nearest <= length && day.equals(workday(YearMonth.from(day), nearest));
        }

        /** The working day nearest to a day, within its month. */
        private static LocalDate workday(YearMonth month, int dayOfMonth) {
            LocalDate day = month.atDay(dayOfMonth);
            return switch (day.getDayOfWeek()) {
                case SATURDAY -> dayOfMonth == 1 ? day.plusDays(2) : day.minusDays(1);
                case SUNDAY -> dayOfMonth == month.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
            };
        }
    }

    /**
     * Days of the week.
     *
     * @param nth which of its kind in the month it must be; 0 for any
     * @param last whether it must be the last of its kind in the month
     */
    public record Weekdays(BitSet set, int nth, boolean last) {
        private static Weekdays of(String text) {
            Matcher numbered = NTH.matcher(text);
            if (numbered.matches()) {
                return new Weekdays(
                        field(numbered.group(1), 1, 7, WEEKDAYS), Integer.parseInt(numbered.group(2)), false);
            }
            Matcher latest = LAST_WEEKDAY.matcher(text);
            if (latest.matches()) {
                return new Weekdays(field(latest.group(1), 1, 7, WEEKDAYS), 0, true);
            }
            return new Weekdays(field(text.equals("L") ? "7" : text, 1, 7, WEEKDAYS), 0, false);
        }

        boolean holds(LocalDate day) {
            int weekday = day.getDayOfWeek() == DayOfWeek.SUNDAY
                    ? 1
                    : day.getDayOfWeek().getValue() + 1;
            return set.get(weekday)
                    && (nth == 0 || (day.getDayOfMonth() - 1) / 7 + 1 == nth)
                    && (!last || day.getDayOfMonth() > day.lengthOfMonth() - 7);
        }
    }

    /** The expression that six fields are; nothing where they are none. */
    public static Optional<CronExpression> parse(String text) {
        String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
        if (fields.length != FIELDS || fields[2].equals("?") == fields[4].equals("?")) {
            return Optional.empty();
        }
        try {
            boolean byWeekday = fields[2].equals("?");
            return Optional.of(new CronExpression(
                    field(fields[0], 0, 59, List.of()),
                    field(fields[1], 0, 23, List.of()),
                    byWeekday ? new Days(new BitSet(), false, 0, false) : Days.of(fields[2]),
                    field(fields[3], 1, 12, MONTHS),
                    byWeekday ? Weekdays.of(fields[4]) : new Weekdays(new BitSet(), 0, false),
                    field(fields[5], FIRST_YEAR, LAST_YEAR, List.of()),
                    byWeekday));
        } catch (NotAFieldException e) {
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
            } else if (!range.equals("*") && !(range.isEmpty() && stepped.length > 1)) {
                from = number(range, names);
                to = stepped.length > 1 ? most : from;
            }
            int step = stepped.length > 1 ? number(stepped[1], List.of()) : 1;
            if (stepped.length > 2 || from < least || to > most || from > to || step < 1) {
                throw new NotAFieldException(part);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, List<String> names) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + 1;
        }
        if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NotAFieldException(text);
        }
        return Integer.parseInt(text);
    }

    /** The first time after another, by the clocks of a zone; nothing where none comes any more. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate first = after.atZone(zone).toLocalDate();
        for (int year = years.nextSetBit(first.getYear()); year >= 0; year = years.nextSetBit(year + 1)) {
            for (int month = months.nextSetBit(1); month >= 0; month = months.nextSetBit(month + 1)) {
                YearMonth there = YearMonth.of(year, month);
                if (there.isBefore(YearMonth.from(first))) {
                    continue;
                }
                Optional<Instant> found = within(there, first, after, zone);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> within(YearMonth month, LocalDate first, Instant after, ZoneId zone) {
        for (int i = 1; i <= month.lengthOfMonth(); i++) {
            LocalDate day = month.atDay(i);
            if (day.isBefore(first) || !(byWeekday ? weekdays.holds(day) : days.holds(day))) {
                continue;
            }
            for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
                for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                    // A time that a change of the clocks leaves out comes as much later as they are put forward.
                    Instant time =
                            day.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant();
                    if (time.isAfter(after)) {
                        return Optional.of(time);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Something that is no field of an expression; never leaves this class. */
    private static final class NotAFieldException extends RuntimeException {
        NotAFieldException(String text) {
            super(text, null, false, false);
        }
    }
}

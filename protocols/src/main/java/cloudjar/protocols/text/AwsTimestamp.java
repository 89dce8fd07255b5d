package cloudjar.protocols.text;

import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Timestamps in the three formats of AWS's protocols. */
public final class AwsTimestamp {
    /** Whether a {@link TimestampFormat#DATE_TIME} may carry an offset other than {@code Z}. */
    public enum Offsets {
        ALLOWED,
        /** As the servers of restJson1 have it. */
        REFUSED
    }

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int NANO_DIGITS = 9;

    private AwsTimestamp() {}

    /**
     * Reads a timestamp.
     *
     * @throws MalformedValueException where the text is not in this format
     */
    public static Instant parse(String text, TimestampFormat format, Offsets offsets) {
        try {
            return switch (format) {
                case DATE_TIME, DATE_TIME_SECONDS -> dateTime(new Scanner(text), offsets);
                case HTTP_DATE -> httpDate(new Scanner(text));
                case EPOCH_SECONDS -> epochSeconds(text);
            };
        } catch (DateTimeException | ArithmeticException impossible) {
            throw new MalformedValueException("Not a moment in time");
        }
    }

    private static Instant dateTime(Scanner in, Offsets offsets) {
        int year = in.digits(4);
        in.expect('-');
        int month = in.digits(2);
        in.expect('-');
        int day = in.digits(2);
        in.expect('T');
        int hour = in.digits(2);
        in.expect(':');
        int minute = in.digits(2);
        in.expect(':');
        int second = in.digits(2);
        int nano = in.fraction();
        ZoneOffset offset = ZoneOffset.UTC;
        if (offsets == Offsets.ALLOWED && !in.at('Z')) {
            int sign = in.at('-') ? -1 : 1;
            in.skip("+-");
            int hours = in.digits(2);
            in.expect(':');
            offset = ZoneOffset.ofHoursMinutes(sign * hours, sign * in.digits(2));
        } else {
            in.expect('Z');
        }
        in.end();
        // A leap second is read as the second before it, as the clocks of AWS have none.
        return LocalDateTime.of(year, month, day, hour, minute, Math.min(second, second == 60 ? 59 : second), nano)
                .toInstant(offset);
    }

    private static Instant httpDate(Scanner in) {
        if (!DAYS.contains(in.text(3))) {
            throw in.malformed();
        }
        in.expect(',');
        in.expect(' ');
        int day = in.digits(2);
        in.expect(' ');
        int month = MONTHS.indexOf(in.text(3)) + 1;
        in.expect(' ');
        int year = in.digits(4);
        in.expect(' ');
        int hour = in.digits(2);
        in.expect(':');
        int minute = in.digits(2);
        in.expect(':');
        int second = in.digits(2);
        int nano = in.fraction();
        if (!in.text(4).equals(" GMT")) {
            throw in.malformed();
        }
        in.end();
        return LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(ZoneOffset.UTC);
    }

    /**
     * Reads seconds since 1970, with a fraction or an exponent as JSON has them; digits beyond nanoseconds are cut off.
     *
     * @throws MalformedValueException where the text is no such number, or too far from our time
     */
    public static Instant epochSeconds(String text) {
        if (NumberText.special(text) != null) {
            throw new MalformedValueException("Not a moment in time");
        }
        BigDecimal seconds = (BigDecimal) NumberText.parse(ShapeType.BIG_DECIMAL, text);
        // Checked before the scale is changed, which would write out a number of any size.
        if (seconds.precision() - (long) seconds.scale() > 18 || seconds.scale() > NumberText.DIGITS_MAX) {
            throw new MalformedValueException("Not a moment in time");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        int nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS).intValue();
        return instant(whole.longValueExact(), nanos);
    }

    /**
     * The moment {@code seconds} and {@code nanos} after 1970.
     *
     * @throws MalformedValueException where it is too far from our time
     */
    public static Instant instant(long seconds, int nanos) {
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException impossible) {
            throw new MalformedValueException("Not a moment in time");
        }
    }

    /**
     * The moment a number of seconds after 1970, to the millisecond.
     *
     * @throws MalformedValueException where it is no number or too far from our time
     */
    public static Instant instant(double seconds) {
        double millis = seconds * 1000;
        if (!(Math.abs(millis) < Long.MAX_VALUE)) {
            throw new MalformedValueException("Not a moment in time");
        }
        long rounded = Math.round(millis);
        return instant(Math.floorDiv(rounded, 1000L), (int) Math.floorMod(rounded, 1000L) * 1_000_000);
    }

    /** Writes a timestamp; fractions of seconds appear only where there are any, and never in formats of seconds. */
    public static String format(Instant moment, TimestampFormat format) {
        return switch (format) {
            case DATE_TIME -> dateTime(moment);
            case DATE_TIME_SECONDS -> dateTime(moment.truncatedTo(ChronoUnit.SECONDS));
            case HTTP_DATE -> httpDate(moment);
            case EPOCH_SECONDS -> epochSeconds(moment);
        };
    }

    private static String dateTime(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(30);
        pad(out, time.getYear(), 4);
        pad(out.append('-'), time.getMonthValue(), 2);
        pad(out.append('-'), time.getDayOfMonth(), 2);
        pad(out.append('T'), time.getHour(), 2);
        pad(out.append(':'), time.getMinute(), 2);
        pad(out.append(':'), time.getSecond(), 2);
        fraction(out, time.getNano(), 3);
        return out.append('Z').toString();
    }

    private static String httpDate(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(29);
        out.append(DAYS.get(time.getDayOfWeek().getValue() - 1));
        pad(out.append(", "), time.getDayOfMonth(), 2);
        out.append(' ').append(MONTHS.get(time.getMonthValue() - 1));
        pad(out.append(' '), time.getYear(), 4);
        pad(out.append(' '), time.getHour(), 2);
        pad(out.append(':'), time.getMinute(), 2);
        pad(out.append(':'), time.getSecond(), 2);
        return out.append(" GMT").toString();
    }

    private static String epochSeconds(Instant moment) {
        if (moment.getNano() == 0) {
            return Long.toString(moment.getEpochSecond());
        }
        if (moment.getEpochSecond() < 0) {
            return BigDecimal.valueOf(moment.getEpochSecond())
                    .add(BigDecimal.valueOf(moment.getNano(), NANO_DIGITS))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        StringBuilder out = new StringBuilder(21).append(moment.getEpochSecond());
        fraction(out, moment.getNano(), 1);
        return out.toString();
    }

    /** A point and the digits of {@code nanos} without zeros at the end, at least {@code least}; nothing for 0. */
    private static void fraction(StringBuilder out, int nanos, int least) {
        if (nanos == 0) {
            return;
        }
        int from = out.length() + 1;
        pad(out.append('.'), nanos, NANO_DIGITS);
        int end = out.length();
        while (end - from > least && out.charAt(end - 1) == '0') {
            end--;
        }
        out.setLength(end);
    }

    private static void pad(StringBuilder out, int value, int width) {
        String digits = Integer.toString(value);
        out.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }

    /** Reads a text piece by piece. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        MalformedValueException malformed() {
            return new MalformedValueException("Timestamp in a wrong format");
        }

        boolean at(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        void expect(char c) {
            if (!at(c)) {
                throw malformed();
            }
            at++;
        }

        void skip(String oneOf) {
            if (at >= text.length() || oneOf.indexOf(text.charAt(at)) < 0) {
                throw malformed();
            }
            at++;
        }

        String text(int count) {
            if (at + count > text.length()) {
                throw malformed();
            }
            at += count;
            return text.substring(at - count, at);
        }

        int digits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                value = value * 10 + digit();
            }
            return value;
        }

        private int digit() {
            if (at >= text.length() || text.charAt(at) < '0' || text.charAt(at) > '9') {
                throw malformed();
            }
            return text.charAt(at++) - '0';
        }

        /** Nanoseconds from a point and digits; 0 where there is no point. */
        int fraction() {
            if (!at('.')) {
                return 0;
            }
            at++;
            int nanos = digit();
            int count = 1;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                int digit = digit();
                if (count++ < NANO_DIGITS) {
                    nanos = nanos * 10 + digit;
                }
            }
            for (; count < NANO_DIGITS; count++) {
                nanos *= 10;
            }
            return nanos;
        }

        void end() {
            if (at != text.length()) {
                throw malformed();
            }
        }
    }
}

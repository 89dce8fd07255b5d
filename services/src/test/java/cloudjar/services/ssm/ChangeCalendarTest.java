package cloudjar.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States of calendars by the events in them. */
class ChangeCalendarTest {
    private static String text(String type, String... events) {
        StringBuilder text = new StringBuilder(
                "BEGIN:VCALENDAR\r\nPRODID:-//AWS//Change Calendar 1.0//EN\r\nVERSION:2.0\r\n" + "X-CALENDAR-TYPE:"
                        + type + "\r\nBEGIN:VTODO\r\nSUMMARY:Add events to this calendar.\r\nEND:VTODO\r\n");
        for (String event : events) {
            text.append("BEGIN:VEVENT\r\nUID:1\r\n")
                    .append(event.replace("|", "\r\n"))
                    .append("\r\nEND:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }

    private static String at(String time, String... calendars) {
        CalendarStates states = CalendarStates.of(
                List.of(calendars).stream().map(ChangeCalendar::parse).toList(), Instant.parse(time));
        return (states.open() ? "open" : "closed")
                + states.next().map(next -> " until " + next).orElse("");
    }

    @Test
    void anEventTurnsTheStateAround() {
        String event = "DTSTART:20300102T100000Z|DTEND:20300102T120000Z";
        String open = text("DEFAULT_OPEN", event);
        assertThat(at("2030-01-01T00:00:00Z", open)).isEqualTo("open until 2030-01-02T10:00:00Z");
        assertThat(at("2030-01-02T10:00:00Z", open)).isEqualTo("closed until 2030-01-02T12:00:00Z");
        assertThat(at("2030-01-02T12:00:00Z", open)).isEqualTo("open");
        assertThat(at("2030-01-02T11:00:00Z", text("DEFAULT_CLOSED", event)))
                .isEqualTo("open until 2030-01-02T12:00:00Z");
        assertThat(at("2030-01-02T11:00:00Z", text("DEFAULT_CLOSED"))).isEqualTo("closed");
    }

    @Test
    void eventsThatOverlapAreOne() {
        String calendar = text(
                "DEFAULT_OPEN",
                "DTSTART:20300102T100000Z|DTEND:20300102T120000Z",
                "DTSTART:20300102T110000Z|DTEND:20300102T130000Z",
                "DTSTART:20300102T130000Z|DTEND:20300102T140000Z");
        assertThat(at("2030-01-02T10:30:00Z", calendar)).isEqualTo("closed until 2030-01-02T14:00:00Z");
    }

    @Test
    void severalCalendarsAreOpenWhereAllAre() {
        String work = text("DEFAULT_CLOSED", "DTSTART:20300102T080000Z|DTEND:20300102T160000Z");
        String freeze = text("DEFAULT_OPEN", "DTSTART:20300102T100000Z|DTEND:20300102T180000Z");
        assertThat(at("2030-01-02T07:00:00Z", work, freeze)).isEqualTo("closed until 2030-01-02T08:00:00Z");
        assertThat(at("2030-01-02T09:00:00Z", work, freeze)).isEqualTo("open until 2030-01-02T10:00:00Z");
        assertThat(at("2030-01-02T11:00:00Z", work, freeze)).isEqualTo("closed");
    }

    @Test
    void timesAreOfTheirZone() {
        String event = "DTSTART;TZID=Europe/Berlin:20300702T100000|DTEND;TZID=\"Europe/Berlin\":20300702T120000";
        assertThat(at("2030-07-02T08:00:00Z", text("DEFAULT_OPEN", event)))
                .isEqualTo("closed until 2030-07-02T10:00:00Z");
        String day = "DTSTART;VALUE=DATE:20300101|BEGIN:VALARM|DTSTART:20990101T000000Z|END:VALARM";
        assertThat(at("2030-01-01T05:00:00Z", text("DEFAULT_OPEN", day)))
                .isEqualTo("closed until 2030-01-02T00:00:00Z");
        String local = text("DEFAULT_OPEN", day).replace("VERSION:2.0", "VERSION:2.0\r\nX-WR-TIMEZONE:\r\n Asia/Tokyo");
        assertThat(at("2030-01-01T05:00:00Z", local)).isEqualTo("closed until 2030-01-01T15:00:00Z");
    }

    /** 2030-01-01 is a Tuesday. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            FREQ=DAILY                                ! 2030-01-05T11:00:00Z ! closed until 2030-01-05T12:00:00Z
            FREQ=DAILY                                ! 2030-01-05T12:00:00Z ! open until 2030-01-06T10:00:00Z
            FREQ=DAILY;INTERVAL=3                     ! 2030-01-05T00:00:00Z ! open until 2030-01-07T10:00:00Z
            FREQ=DAILY;COUNT=2                        ! 2030-01-02T11:00:00Z ! closed until 2030-01-02T12:00:00Z
            FREQ=DAILY;COUNT=2                        ! 2030-01-02T12:00:00Z ! open
            FREQ=DAILY;UNTIL=20300103                 ! 2030-01-03T00:00:00Z ! open until 2030-01-03T10:00:00Z
            FREQ=DAILY;UNTIL=20300103T100000Z         ! 2030-01-03T12:00:00Z ! open
            FREQ=DAILY;INTERVAL=7;BYDAY=MO            ! 2030-01-03T12:00:00Z ! open
            FREQ=WEEKLY;                              ! 2030-01-03T00:00:00Z ! open until 2030-01-08T10:00:00Z
            FREQ=WEEKLY;BYDAY=MO,TH                   ! 2030-01-01T00:00:00Z ! open until 2030-01-03T10:00:00Z
            FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2        ! 2030-01-04T00:00:00Z ! open until 2030-01-14T10:00:00Z
            FREQ=WEEKLY;BYDAY=SU,TU;INTERVAL=2;WKST=SU ! 2030-01-02T00:00:00Z ! open until 2030-01-13T10:00:00Z
            FREQ=MONTHLY                              ! 2030-01-02T00:00:00Z ! open until 2030-02-01T10:00:00Z
            FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1        ! 2030-01-02T00:00:00Z ! open until 2031-01-01T10:00:00Z
            """)
    void eventsRecur(String rule, String time, String state) {
        String calendar = text("DEFAULT_OPEN", "DTSTART:20300101T100000Z|DTEND:20300101T120000Z|RRULE:" + rule);
        assertThat(at(time, calendar)).isEqualTo(state);
    }

    @Test
    void aMonthWithoutTheDayIsLeftOut() {
        String calendar = text("DEFAULT_OPEN", "DTSTART:20300131T100000Z|DTEND:20300131T120000Z|RRULE:FREQ=MONTHLY");
        assertThat(at("2030-02-01T00:00:00Z", calendar)).isEqualTo("open until 2030-03-31T10:00:00Z");
    }

    @Test
    void exceptionsDoNotHappen() {
        String calendar = text(
                "DEFAULT_OPEN",
                "DTSTART:20300101T100000Z|DTEND:20300101T120000Z|RRULE:FREQ=DAILY|EXDATE:20300102T100000Z,20300103T100000Z");
        assertThat(at("2030-01-01T12:00:00Z", calendar)).isEqualTo("open until 2030-01-04T10:00:00Z");
    }

    /** What is always so never changes, as far as anybody looks. */
    @Test
    void eventsWithoutGapsNeverEnd() {
        String calendar = text("DEFAULT_OPEN", "DTSTART;VALUE=DATE:20300101|RRULE:FREQ=DAILY");
        assertThat(at("2030-01-05T00:00:00Z", calendar)).isEqualTo("closed");
        assertThat(CalendarStates.of(List.of(ChangeCalendar.parse(calendar)), Instant.EPOCH)
                        .next())
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            X-CALENDAR-TYPE:SOMETIMES                                                      ! UnsupportedCalendarException
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|END:VEVENT                           ! UnsupportedCalendarException
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT                                      ! UnsupportedCalendarException
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|DTSTART:yesterday|END:VEVENT         ! UnsupportedCalendarException
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|DTSTART;TZID=Mars/X:20300101T000000|END:VEVENT ! UnsupportedCalendarException
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|DTSTART:20300101|RRULE:FREQ=DAILY;COUNT=0|END:VEVENT ! UnsupportedCalendarException
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|DTSTART:20300101|RRULE:FREQ=MONTHLY;BYDAY=1MO|END:VEVENT ! NotImplemented
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|DTSTART:20300101|RRULE:FREQ=HOURLY|END:VEVENT ! NotImplemented
            X-CALENDAR-TYPE:DEFAULT_OPEN|BEGIN:VEVENT|DTSTART:20300101|RDATE:20300105|END:VEVENT ! NotImplemented
            """)
    void whatCannotBeReadIsRefused(String lines, String code) {
        String calendar = ("BEGIN:VCALENDAR|" + lines + "|END:VCALENDAR").replace("|", "\n");
        assertThatThrownBy(() -> ChangeCalendar.parse(calendar))
                .isInstanceOfSatisfying(ApiException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code));
    }
}

package cloudjar.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.ssm.GetMaintenanceWindowResult;
import cloudjar.kernel.shape.ApiException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowScheduleTest {
    private static final Instant SET = Instant.parse("2026-11-30T09:30:00Z");

    private static GetMaintenanceWindowResult.Builder window(String schedule) {
        return GetMaintenanceWindowResult.builder().schedule(schedule);
    }

    private static WindowSchedule schedule(GetMaintenanceWindowResult.Builder window) {
        return WindowSchedule.of(window.build(), SET);
    }

    @ParameterizedTest
    @CsvSource({
        "rate(3 days), 2026-12-03T09:30:00Z",
        "rate(1 hour), 2026-11-30T10:30:00Z",
        "cron(0 16 ? * TUE *), 2026-12-01T16:00:00Z",
        "cron(0 */30 * * * ? *), 2026-11-30T10:00:00Z",
        "cron(20 30 9 ? * * *), 2026-11-30T09:30:20Z",
        "at(2026-12-24T18:00:00), 2026-12-24T18:00:00Z"
    })
    void windowsOpenWhenTheirExpressionSays(String text, String expected) {
        assertThat(schedule(window(text)).next(SET)).contains(Instant.parse(expected));
    }

    @Test
    void whatIsOverDoesNotComeAgain() {
        assertThat(schedule(window("at(2020-01-01T00:00:00)")).next(SET)).isEmpty();
        assertThat(schedule(window("cron(0 16 ? * TUE *)").endDate("2026-12-01T15:59:00Z"))
                        .next(SET))
                .isEmpty();
    }

    @Test
    void zonesAreThoseOfTheScheduleAndOffsetsAreDaysOfIt() {
        WindowSchedule schedule = schedule(window("cron(0 9 ? * TUE#2 *)")
                .scheduleTimezone("America/Los_Angeles")
                .scheduleOffset(2));
        Instant opening = schedule.next(SET).orElseThrow();
        assertThat(schedule.text(opening)).isEqualTo("2026-12-10T09:00-08:00[America/Los_Angeles]");
        // Of the day of the expression that is past, the offset day is still to come.
        assertThat(schedule.next(Instant.parse("2026-12-09T00:00:00Z"))).contains(opening);
    }

    @Test
    void nothingOpensBeforeTheStart() {
        assertThat(schedule(window("cron(0 16 ? * TUE *)").startDate("2026-12-08T08:00:00-08:00"))
                        .next(SET))
                .contains(Instant.parse("2026-12-08T16:00:00Z"));
        assertThat(schedule(window("rate(1 day)").startDate("2026-12-08T00:00:00Z"))
                        .next(SET))
                .contains(Instant.parse("2026-12-09T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cron(0 16 * * TUE *)", "rate(0 days)", "rate(3 fortnights)", "at(tomorrow)", "daily", "cron()"})
    void whatIsNoScheduleIsRefused(String text) {
        assertThatThrownBy(() -> schedule(window(text)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Invalid schedule expression");
    }

    @Test
    void badZonesDatesAndOffsetsAreRefused() {
        assertThatThrownBy(() -> schedule(window("rate(1 day)").scheduleTimezone("Mars/Olympus")))
                .hasMessageContaining("Mars/Olympus");
        assertThatThrownBy(() -> schedule(window("rate(1 day)").startDate("soon")))
                .hasMessageContaining("soon");
        assertThatThrownBy(() -> schedule(window("rate(1 day)").scheduleOffset(1)))
                .hasMessageContaining("cron");
        assertThatThrownBy(() -> schedule(
                        window("rate(1 day)").startDate("2027-01-02T00:00:00Z").endDate("2027-01-01T00:00:00Z")))
                .hasMessageContaining("EndDate");
    }
}

package cloudjar.services.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.applicationautoscaling.ValidationException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    private static String next(String expression, @Nullable String zone) {
        return Schedule.parse(expression, zone, NOW)
                .next(NOW)
                .map(Instant::toString)
                .orElse("never");
    }

    @Test
    void anActionRunsOnceAtATime() {
        assertThat(next("at(2025-06-01T12:30:00)", null)).isEqualTo("2025-06-01T12:30:00Z");
        assertThat(next("at(2025-06-01T16:30:00)", "Europe/Berlin")).isEqualTo("2025-06-01T14:30:00Z");
        assertThat(next("at(2025-06-01T12:00:00)", null)).isEqualTo("never");
    }

    @Test
    void anActionRunsAgainAndAgain() {
        assertThat(next("rate(5 minutes)", null)).isEqualTo("2025-06-01T12:05:00Z");
        assertThat(next("rate(1 day)", null)).isEqualTo("2025-06-02T12:00:00Z");
        Schedule rate = Schedule.parse("rate(2 hours)", null, NOW);
        assertThat(rate.next(NOW.minusSeconds(1))).contains(NOW);
        assertThat(rate.next(NOW.plusSeconds(7200))).contains(NOW.plusSeconds(14_400));
    }

    @Test
    void anActionRunsByTheClocksOfAZone() {
        assertThat(next("cron(0 9 * * ? *)", null)).isEqualTo("2025-06-02T09:00:00Z");
        assertThat(next("cron(0 9 * * ? *)", "America/New_York")).isEqualTo("2025-06-01T13:00:00Z");
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        for (String bad : new String[] {
            "",
            "at(tomorrow)",
            "at(2025-02-30T00:00:00)",
            "rate(0 minutes)",
            "rate(5 seconds)",
            "cron(* * * * *)",
            "every day"
        }) {
            assertThatThrownBy(() -> next(bad, null)).as(bad).isInstanceOf(ValidationException.class);
        }
        assertThatThrownBy(() -> next("rate(1 day)", "Mars/Olympus")).isInstanceOf(ValidationException.class);
    }
}

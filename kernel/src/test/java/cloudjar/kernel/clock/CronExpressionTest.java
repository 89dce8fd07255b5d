package cloudjar.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static Instant next(String text, String after) {
        return CronExpression.parse(text)
                .orElseThrow()
                .next(Instant.parse(after), ZoneOffset.UTC)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 16 ? * TUE *        | 2026-11-30T09:00:00Z | 2026-12-01T16:00:00Z",
                "0/15 * * * ? *        | 2026-11-30T09:00:00Z | 2026-11-30T09:15:00Z",
                "*/30 * * * ? *        | 2026-11-30T09:29:59Z | 2026-11-30T09:30:00Z",
                "0 2 ? * THU#3 *       | 2026-11-30T09:00:00Z | 2026-12-17T02:00:00Z",
                "0 2 ? * FRIL *        | 2026-11-30T09:00:00Z | 2026-12-25T02:00:00Z",
                "0 0 L * ? *           | 2027-02-01T00:00:00Z | 2027-02-28T00:00:00Z",
                "0 0 15W * ? *         | 2026-11-01T00:00:00Z | 2026-11-16T00:00:00Z",
                "0 0 LW * ? *          | 2027-01-01T00:00:00Z | 2027-01-29T00:00:00Z",
                "0 0 1W * ? *          | 2026-07-31T00:00:00Z | 2026-08-03T00:00:00Z",
                "0 12 1 JAN-MAR ? 2030 | 2026-01-01T00:00:00Z | 2030-01-01T12:00:00Z",
                "0 12 29 2 ? *         | 2096-03-01T00:00:00Z | 2104-02-29T12:00:00Z",
                "5,10 8-9 ? * 2-6 *    | 2026-11-27T09:10:00Z | 2026-11-30T08:05:00Z",
                "0 10 ? * L *          | 2026-11-30T09:00:00Z | 2026-12-05T10:00:00Z",
            })
    void theNextTimeComes(String text, String after, String expected) {
        assertThat(next(text, after)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 0 * * * *",
                "0 0 ? * ? *",
                "60 0 ? * * *",
                "0 24 ? * * *",
                "0 0 32 * ? *",
                "0 0 ? 13 * *",
                "0 0 ? * 8 *",
                "0 0 ? * MON#6 *",
                "0 0 ? * *",
                "0 0 ? * * * *",
                "a 0 ? * * *",
                "0 0 ? * * 1969",
                "0 5-2 ? * * *",
                "0 0/0 ? * * *",
                ", 0 ? * * *",
                "-1 0 ? * * *",
                "0 0 ? * * 99999999999"
            })
    void whatIsNoneIsRefused(String text) {
        assertThat(CronExpression.parse(text)).isEmpty();
    }

    @Test
    void timesAreThoseOfAZoneThroughChangesOfItsClocks() {
        CronExpression nine = CronExpression.parse("30 2 ? * * *").orElseThrow();
        ZoneId zone = ZoneId.of("America/New_York");
        Instant before = nine.next(Instant.parse("2026-03-07T00:00:00Z"), zone).orElseThrow();
        Instant missing = nine.next(before, zone).orElseThrow();
        assertThat(before).isEqualTo(Instant.parse("2026-03-07T07:30:00Z"));
        assertThat(missing).isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
        assertThat(nine.next(missing, zone)).contains(Instant.parse("2026-03-09T06:30:00Z"));
    }

    @Test
    void whatNeverComesHasNoNextTime() {
        assertThat(CronExpression.parse("0 0 31 2 ? *").orElseThrow().next(Instant.EPOCH, ZoneOffset.UTC))
                .isEmpty();
        assertThat(CronExpression.parse("0 0 1 1 ? 2020")
                        .orElseThrow()
                        .next(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
                .isEmpty();
    }
}

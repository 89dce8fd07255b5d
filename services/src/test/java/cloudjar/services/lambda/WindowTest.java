package cloudjar.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant TIME = Instant.parse("2026-01-01T10:00:47.5Z");

    @Test
    void beginsAtMultiplesOfItsLength() {
        Window window = Window.of(TIME, 30);
        assertThat(window.start()).isEqualTo(Instant.parse("2026-01-01T10:00:30Z"));
        assertThat(window.covers(TIME)).isTrue();
        assertThat(window.covers(window.start())).isTrue();
        assertThat(window.covers(window.end())).isFalse();
        assertThat(window.covers(window.start().minusNanos(1))).isFalse();
    }

    @Test
    void tellsItsStateAndWhyTheFunctionIsInvoked() {
        Window window = Window.of(TIME, 30).with("{\"count\":2}");
        assertThat(window.told(Window.Turn.LAST, "shard", "arn"))
                .containsEntry("window", Map.of("start", "2026-01-01T10:00:30Z", "end", "2026-01-01T10:01:00Z"))
                .containsEntry("isFinalInvokeForWindow", true)
                .containsEntry("isWindowTerminatedEarly", false)
                .containsEntry("shardId", "shard");
        assertThat(window.told(Window.Turn.EARLY, "shard", "arn")).containsEntry("isWindowTerminatedEarly", true);
        assertThat(window.emptied().told(Window.Turn.RECORDS, "shard", "arn")).containsEntry("state", Map.of());
    }

    @Test
    void takesItsStateFromAnswersThatHoldOne() {
        assertThat(Window.state("{\"state\":{\"a\":\"b\"}}")).contains("{\"a\":\"b\"}");
        assertThat(Window.state("{}")).isEmpty();
        assertThat(Window.state("null")).isEmpty();
    }

    @Test
    void overflowsBeyondAMegabyte() {
        Window window = Window.of(TIME, 30);
        assertThat(window.with("x".repeat(Window.STATE_MAX)).overflows()).isFalse();
        assertThat(window.with("x".repeat(Window.STATE_MAX + 1)).overflows()).isTrue();
    }
}

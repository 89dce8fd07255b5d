package cloudjar.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void sharesAreExactToAFewPercent() {
        Latencies latencies = new Latencies();
        for (int micros = 1; micros <= 10_000; micros++) {
            latencies.add(micros * 1000L);
        }
        assertThat(latencies.micros(0.5)).isCloseTo(5_000, within(5_000 / 32.0));
        assertThat(latencies.micros(0.99)).isCloseTo(9_900, within(9_900 / 32.0));
        assertThat(latencies.count()).isEqualTo(10_000);
    }

    @Test
    void shortAndLongDurationsAreHeldToo() {
        Latencies latencies = new Latencies();
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.micros(0.5)).isZero();
        assertThat(latencies.micros(1)).isCloseTo(Long.MAX_VALUE / 1000.0, within(Long.MAX_VALUE / 32_000.0));
    }
}

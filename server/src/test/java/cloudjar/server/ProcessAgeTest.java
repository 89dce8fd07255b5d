package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcessAgeTest {
    @Test
    void isTheDifferenceOfTwoTimesSinceTheMachineBegan() {
        String stat = "4711 (a) name (x) S 1 4711 4711 0 -1 4194560 9 0 0 0 5 6 0 0 20 0 1 0 345600 123456 789"
                + " 18446744073709551615";

        assertThat(ProcessAge.between(stat, "3456.75 1234.00\n")).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void ofThisProcessIsThere() {
        assertThat(ProcessAge.now()).hasValueSatisfying(age -> assertThat(age).isPositive());
    }
}

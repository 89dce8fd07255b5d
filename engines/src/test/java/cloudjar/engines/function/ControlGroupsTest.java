package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.clock.Ids;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlGroupsTest {
    private static Optional<ControlGroups> groups(String name) {
        return ControlGroups.of(Machine.here(Ids.secure(), name));
    }

    /** Else the end of a sandbox of one would end one of the other. */
    @Test
    void twoEnginesOfAProcessHaveGroupsOfTheirOwn() throws IOException {
        Optional<ControlGroups> one = groups("cloudjar-groups-test-1");
        Optional<ControlGroups> other = groups("cloudjar-groups-test-2");
        assumeTrue(one.isPresent() && other.isPresent(), "SKIPPED: this machine lets us make no control groups");
        ControlGroup mine = one.get().make("s1");
        ControlGroup theirs = other.get().make("s1");
        try {
            assertThat(mine.joining()).isNotEqualTo(theirs.joining());
        } finally {
            assertThat(mine.remove()).isTrue();
            assertThat(theirs.remove()).isTrue();
        }
    }
}

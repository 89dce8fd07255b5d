package cloudjar.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicReference<Instant> machine = new AtomicReference<>(START);
    private final Clock clock = new Clock(machine::get);

    @Test
    void runsWithTheMachine() {
        machine.set(START.plus(SECOND));

        assertThat(clock.now()).isEqualTo(START.plus(SECOND));
        assertThat(clock.frozen()).isFalse();
    }

    @Test
    void runsOnAfterAnAdvance() {
        clock.advance(DAY);
        machine.set(START.plus(SECOND));

        assertThat(clock.now()).isEqualTo(START.plus(DAY).plus(SECOND));
    }

    @Test
    void standsWhenFrozenAndRunsOnFromThere() {
        clock.freeze();
        machine.set(START.plus(DAY));
        assertThat(clock.now()).isEqualTo(START);
        assertThat(clock.frozen()).isTrue();

        clock.resume();
        machine.set(START.plus(DAY).plus(SECOND));
        assertThat(clock.now()).isEqualTo(START.plus(SECOND));
    }

    @Test
    void staysFrozenWhenAdvanced() {
        clock.freeze();
        clock.advance(DAY);
        machine.set(START.plus(SECOND));

        assertThat(clock.now()).isEqualTo(START.plus(DAY));
        assertThat(clock.frozen()).isTrue();
    }

    @Test
    void mayBeSetToThePast() {
        clock.set(Instant.EPOCH);
        machine.set(START.plus(SECOND));

        assertThat(clock.now()).isEqualTo(Instant.EPOCH.plus(SECOND));
        clock.reset();
        assertThat(clock.now()).isEqualTo(START.plus(SECOND));
    }

    @Test
    void doesNotAdvanceBackwards() {
        assertThatThrownBy(() -> clock.advance(SECOND.negated())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void copyGoesItsOwnWay() {
        clock.advance(DAY);
        Clock copy = clock.copy();
        assertThat(copy.now()).isEqualTo(clock.now());

        copy.advance(DAY);
        clock.freeze();
        assertThat(copy.now()).isEqualTo(START.plus(DAY).plus(DAY));
        assertThat(clock.now()).isEqualTo(START.plus(DAY));
        assertThat(copy.frozen()).isFalse();
        assertThat(clock.copy().frozen()).isTrue();
    }
}

package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyTest {
    @Test
    void keyMayBeAsLongAsTheLimitAndNoLonger() {
        String longest = "x".repeat(Key.MAX_BYTES - 2);

        assertThat(Key.of(longest).elements()).containsExactly(longest);
        assertThatThrownBy(() -> Key.of(longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> Key.of("a\uD800b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherTypesAreRefused() {
        assertThatThrownBy(() -> Key.of(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingLiesBetweenAKeyAndTheNext() {
        assertThat(Key.of("a").next()).isGreaterThan(Key.of("a")).isLessThan(Key.of("a", ""));
    }

    @Test
    void everyTupleSortsBeforeLast() {
        assertThat(Key.of(true, Long.MAX_VALUE, Instant.MAX)).isLessThan(Key.LAST);
        assertThat(Key.EMPTY.afterPrefix()).isEqualTo(Key.LAST);
    }

    @Test
    void elementsAreReadAsTheTypeTheyHave() {
        assertThatThrownBy(() -> Key.of("a").reader().nextLong()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Key.EMPTY.reader().next()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Key.fromBytes(new byte[] {KeyWriter.STRING, 'a'}).elements())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsItsElements() {
        assertThat(Key.of("a", 1L)).hasToString("[a, 1]");
        assertThat(Key.LAST).hasToString("ff");
    }
}

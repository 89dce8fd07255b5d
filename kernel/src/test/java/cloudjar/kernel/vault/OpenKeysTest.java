package cloudjar.kernel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenKeysTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration REUSE = Duration.ofMinutes(5);

    private final OpenKeys<String, String> keys = new OpenKeys<>();

    @Test
    void aKeyServesAgainUntilItsTimeIsOver() {
        keys.keep("ann", "first", NOW);
        assertThat(keys.get("ann", NOW.plus(REUSE).minusMillis(1), REUSE, () -> "second"))
                .isEqualTo("first");
        assertThat(keys.find("ann", NOW.plus(REUSE), REUSE)).isEmpty();
        assertThat(keys.get("ann", NOW.plus(REUSE), REUSE, () -> "second")).isEqualTo("second");
        assertThat(keys.find("ann", NOW.plus(REUSE), REUSE)).contains("second");
    }

    @Test
    void aKeyServesNobodyElse() {
        keys.keep("ann", "hers", NOW);
        assertThat(keys.find("bob", NOW, REUSE)).isEmpty();
    }

    /** Where the clock was set back, nobody knows how old a key is. */
    @Test
    void aKeyFromTheFutureServesNobody() {
        keys.keep("ann", "hers", NOW);
        assertThat(keys.find("ann", NOW.minusMillis(1), REUSE)).isEmpty();
    }

    @Test
    void noMoreAreRememberedThanTheBound() {
        for (int i = 0; i <= OpenKeys.KNOWN_MAX; i++) {
            keys.keep("user-" + i, "key", NOW);
        }
        assertThat(keys.find("user-0", NOW, REUSE)).isEmpty();
        assertThat(keys.find("user-" + OpenKeys.KNOWN_MAX, NOW, REUSE)).isPresent();
    }
}

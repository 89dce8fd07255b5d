package cloudjar.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final Ids ids = Ids.secure();

    @Test
    void haveTheShapeAskedFor() {
        assertThat(ids.uuid()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(ids.hex(17)).matches("[0-9a-f]{17}");
        assertThat(ids.base32(16)).matches("[A-Z2-7]{16}");
        assertThat(ids.alphanumeric(10_000)).matches("[0-9a-zA-Z]{10000}");
        assertThat(ids.of("x", 3)).isEqualTo("xxx");
        assertThat(ids.of("x", 0)).isEmpty();
    }

    @Test
    void alphabetHasOneTo256Characters() {
        assertThatThrownBy(() -> ids.of("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ids.of("x".repeat(257), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differFromThreadToThread() {
        Set<String> all = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 10_000).parallel().forEach(i -> all.add(ids.uuid()));

        assertThat(all).hasSize(10_000);
    }

    @Test
    void everyCharacterComesAboutAsOften() {
        int[] counts = new int[128];
        int length = 360_000;
        ids.of(Ids.LOWER_ALPHANUMERIC, length).chars().forEach(c -> counts[c]++);

        for (char c : Ids.LOWER_ALPHANUMERIC.toCharArray()) {
            assertThat(counts[c]).isBetween(9_000, 11_000);
        }
    }

    @Test
    void seededOnesRepeat() {
        Ids first = Ids.seeded(1);
        Ids second = Ids.seeded(1);
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String id = first.hex(12);
            assertThat(second.hex(12)).isEqualTo(id);
            all.add(id);
        }
        assertThat(all).hasSize(1000).doesNotContain(Ids.seeded(2).hex(12));
    }
}

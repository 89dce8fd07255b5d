package cloudjar.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of lists that are made whole; those of tables are in the store's contract. */
class PageTest {
    private static final List<String> NAMES = List.of("c", "a", "é", "b");

    private static Page<String> page(int limit, @Nullable String token, String query) {
        return Page.of(
                NAMES,
                Function.identity(),
                new PageRequest(limit, token, query, () -> new IllegalStateException("bad")));
    }

    @Test
    void pagesFollowOneAnotherInTheOrderOfNames() {
        Page<String> first = page(3, null, "q");
        assertThat(first.items()).containsExactly("a", "b", "c");
        Page<String> second = page(3, first.next().orElseThrow(), "q");
        assertThat(second.items()).containsExactly("é");
        assertThat(second.next()).isEmpty();
        assertThat(page(4, null, "q").next()).isEmpty();
    }

    @Test
    void aTokenIsGoodForItsQueryOnly() {
        String token = page(2, null, "q").next().orElseThrow();
        assertThatThrownBy(() -> page(2, token, "other")).hasMessage("bad");
        for (String bad : List.of("", "x", "!", token + "x", token.substring(2), "YWJj")) {
            assertThatThrownBy(() -> page(2, bad, "q")).hasMessage("bad");
        }
    }
}

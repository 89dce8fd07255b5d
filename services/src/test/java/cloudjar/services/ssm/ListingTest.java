package cloudjar.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.ssm.InvalidNextToken;
import cloudjar.kernel.store.Page;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final List<String> NAMES = List.of("c", "a", "d", "b");

    private static Page<String> part(int limit, String token, String query) {
        return Listing.of(limit, token, query).part(NAMES, Function.identity());
    }

    @Test
    void partsFollowOneAnotherInTheOrderOfNames() {
        Page<String> first = part(3, "", "q");
        assertThat(first.items()).containsExactly("a", "b", "c");
        Page<String> second = part(3, first.next().orElseThrow(), "q");
        assertThat(second.items()).containsExactly("d");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void aTokenIsGoodForItsQueryOnly() {
        String token = part(2, "", "q").next().orElseThrow();
        assertThatThrownBy(() -> part(2, token, "other")).isInstanceOf(InvalidNextToken.class);
        for (String bad : List.of("x", "!", token + "x", "YWJj")) {
            assertThatThrownBy(() -> part(2, bad, "q")).isInstanceOf(InvalidNextToken.class);
        }
    }
}

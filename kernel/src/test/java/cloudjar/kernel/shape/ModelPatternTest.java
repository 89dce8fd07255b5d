package cloudjar.kernel.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelPatternTest {
    @Test
    void theWholeTextMustMatch() {
        ModelPattern pattern = new ModelPattern("[a-zA-Z0-9_.-]+");
        assertThat(pattern.matches("table-1")).isTrue();
        assertThat(pattern.matches("/table")).isFalse();
        assertThat(pattern.matches("")).isFalse();
    }

    @Test
    void aPatternThatBacktracksWithoutEndGivesUp() {
        assertThat(new ModelPattern("^([0-9]+)+$").matches("0".repeat(60) + "!"))
                .isFalse();
    }

    @Test
    void longTextIsMatchedAllTheSame() {
        assertThat(new ModelPattern("[\\s\\S]*").matches("x".repeat(1_000_000))).isTrue();
        assertThat(new ModelPattern("(a|b)*").matches("ab".repeat(500_000))).isTrue();
    }

    @Test
    void aPatternOfAnotherDialectLetsEverythingPass() {
        ModelPattern pattern = new ModelPattern("[unclosed");
        assertThat(pattern.isReadable()).isFalse();
        assertThat(pattern.matches("anything")).isTrue();
    }
}

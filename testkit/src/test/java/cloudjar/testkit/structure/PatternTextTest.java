package cloudjar.testkit.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "[a-zA-Z0-9_.-]+",
                "\\d{12}",
                "^[\\w+=,.@-]{2,8}$",
                "arn:(aws|aws-cn):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
                "[^\\s]+",
                "(?:[a-z]|[0-9]{2})*x",
                "\\p{Alpha}\\p{N}*",
                "[\\u0009\\u000A\\u0020-\\u007E]{1,5}",
                "a{2,}b{0,1}c?",
                "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
                ""
            })
    void textsMatchTheirPattern(String pattern) {
        PatternText texts = PatternText.of(pattern).orElseThrow();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            assertThat(texts.text(random, i % 6))
                    .matches(text -> Pattern.compile(pattern).matcher(text).matches());
        }
    }

    @Test
    void whatItDoesNotKnowItDoesNotTry() {
        assertThat(PatternText.of("(?!x)a")).isEmpty();
        assertThat(PatternText.of("(a)\\1")).isEmpty();
        assertThat(PatternText.of("[a-z&&[^b]]")).isEmpty();
    }
}

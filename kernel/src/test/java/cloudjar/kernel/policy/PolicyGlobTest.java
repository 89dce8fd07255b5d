package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyGlobTest {
    @ParameterizedTest
    @CsvSource({
        "*,'',true",
        "'','',true",
        "'',a,false",
        "?,a,true",
        "?,'',false",
        "?,ab,false",
        "a*,a,true",
        "a*,ba,false",
        "*a,ba,true",
        "a*a,a,false",
        "a*a,aa,true",
        "a*b*c,aXbYc,true",
        "a*b*c,acb,false",
        "*ab*ab*,abab,true",
        "*ab*ab*,aba,false",
        "*a?c*,xxabcxx,true",
        "*a?c*,xxabxx,false",
        "*a?c*c,abc,false",
        "*a?c*c,abcc,true",
        "**,anything,true",
        "get*,GetObject,false"
    })
    void matchesAsWildcardsSay(String pattern, String text, boolean matches) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void longRunsAreFound() {
        String run = "ab".repeat(100);
        assertThat(Glob.of("*" + run + "*").matches("a".repeat(50) + run + "b")).isTrue();
        assertThat(Glob.of("*" + run + "x*").matches("a".repeat(50) + run + "b"))
                .isFalse();
        assertThat(Glob.of("*" + run + "?z*").matches(run + run + "yz")).isTrue();
    }

    @Test
    void hugeWildcardsLookAtEachCharacterTwiceAtMost() {
        Counted text = new Counted("a".repeat(10_000));
        for (String pattern : new String[] {
            "*a".repeat(4_000) + "b",
            "*a*".repeat(2_000) + "b*",
            "*" + "?a".repeat(1_000) + "b*",
            "*" + "a".repeat(4_000) + "b*",
            "a*".repeat(3_000) + "?b?*"
        }) {
            text.reads = 0;
            assertThat(Glob.of(pattern).matches(text))
                    .as(pattern.substring(0, 9))
                    .isFalse();
            assertThat(text.reads).as(pattern.substring(0, 9)).isLessThanOrEqualTo(2 * text.length());
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("a match needs no copy");
        }
    }
}

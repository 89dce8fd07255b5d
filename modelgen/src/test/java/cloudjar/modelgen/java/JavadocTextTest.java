package cloudjar.modelgen.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocTextTest {
    @Test
    void keepsTheFirstSentenceWithoutMarkup() {
        assertThat(JavadocText.firstSentence("<p>Sends a <b>message</b>, e.g. text. Then more.</p>"))
                .isEqualTo("Sends a message, e.g. text.");
    }

    @Test
    void nothingInItCanEndOrBreakTheComment() {
        assertThat(JavadocText.firstSentence("a */ b &lt;c&gt; @see \\u002a/"))
                .isEqualTo("a *&#47; b &lt;c&gt; &#64;see &#92;u002a/");
    }

    @Test
    void aLongSentenceIsCut() {
        assertThat(JavadocText.firstSentence("word ".repeat(200)))
                .endsWith(" …")
                .hasSizeLessThan(410);
    }
}

package cloudjar.protocols.xml;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.protocols.ContentBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    @Test
    void elementsAttributesAndNamespacesAreWritten() {
        assertThat(write(out -> out.prolog()
                        .start("a", "urn:x")
                        .namespace(new XmlNamespace("p", "urn:y"))
                        .attribute("p:b", "c")
                        .element("d", "e")
                        .start("f")
                        .end("f")
                        .end("a")))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<a xmlns=\"urn:x\" xmlns:p=\"urn:y\" p:b=\"c\"><d>e</d><f/></a>");
    }

    @Test
    void markupInTextIsEscaped() {
        assertThat(write(out -> out.element("t", "<a & \"b\" 'c'>")))
                .isEqualTo("<t>&lt;a &amp; &quot;b&quot; 'c'&gt;</t>");
    }

    @Test
    void charactersThatAReaderWouldChangeOrRefuseAreReferences() {
        assertThat(write(out -> out.element("t", "a\r\n\tb\u0001\u0085\u2028\u0000")))
                .isEqualTo("<t>a&#xD;\n\tb&#x1;&#x85;&#x2028;&#x0;</t>");
    }

    @Test
    void whiteSpaceInAttributesIsKeptByReferences() {
        assertThat(write(out -> out.start("t").attribute("x", "a\r\n\t\"<").end("t")))
                .isEqualTo("<t x=\"a&#xD;&#xA;&#x9;&quot;&lt;\"/>");
    }

    @Test
    void textIsUtf8AndHalfASurrogatePairIsReplaced() {
        assertThat(write(out -> out.element("t", "ä€😹\ud83d!\ude39"))).isEqualTo("<t>ä€😹\ufffd!\ufffd</t>");
    }

    @Test
    void longTextGrowsTheBuffer() {
        String text = "x".repeat(100_000) + "<" + "é".repeat(100_000);
        assertThat(write(out -> out.element("t", text))).isEqualTo("<t>" + text.replace("<", "&lt;") + "</t>");
    }

    private static String write(Consumer<XmlWriter> document) {
        ContentBuffer content = new ContentBuffer(16);
        document.accept(new XmlWriter(content));
        return new String(content.array(), 0, content.length(), StandardCharsets.UTF_8);
    }
}

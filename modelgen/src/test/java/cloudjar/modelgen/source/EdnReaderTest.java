package cloudjar.modelgen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdnReaderTest {
    @Test
    void readsMapsVectorsStringsNumbersAndWords() throws IOException {
        Node node = EdnReader.read("""
                {:type "structure", :members {:Bucket {:shape "BucketName" :required true}},
                 :enum ["a" "b"] :max 1.024E3, :none nil}
                """);

        assertThat(node.text("type")).isEqualTo("structure");
        assertThat(node.children("members")).containsOnlyKeys("Bucket");
        assertThat(node.child("members").child("Bucket").flag("required")).isTrue();
        assertThat(node.texts("enum")).isEqualTo(List.of("a", "b"));
        assertThat(node.number("max")).isEqualTo(1024);
        assertThat(node.has("none")).isFalse();
    }

    @Test
    void keywordsKeepSlashesAndDots() throws IOException {
        assertThat(EdnReader.read("{:cognitect.aws/service-name :s3}").text("cognitect.aws/service-name"))
                .isEqualTo("s3");
    }

    @Test
    void stringsUnderstandEscapes() throws IOException {
        assertThat(EdnReader.read("{:pattern \"a\\\"\\\\d\\n\\u0041\"}").text("pattern"))
                .isEqualTo("a\"\\d\nA");
    }

    @Test
    void commentsAndDiscardedFormsCountForNothing() throws IOException {
        Node node = EdnReader.read("; head\n{:a 1 #_{:b 2} :c #{\"x\"} #_ 7}");

        assertThat(node.entries()).containsOnlyKeys("a", "c");
        assertThat(node.texts("c")).containsExactly("x");
    }

    @Test
    void refusesWhatIsNoMap() {
        for (String text : List.of(
                "",
                "[]",
                "{",
                "{:a}",
                "{:a 1} 2",
                "{1 2}",
                "{:a \"x}",
                "{:a \"\\q\"}",
                "{:a \"\\u00\"}",
                "{:a 1x}",
                "{:a ]}",
                "{:a #inst \"2020\"}")) {
            assertThatThrownBy(() -> EdnReader.read(text)).as(text).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesBottomlessNesting() {
        assertThatThrownBy(() -> EdnReader.read("{:a " + "[".repeat(100_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too deeply");
    }
}

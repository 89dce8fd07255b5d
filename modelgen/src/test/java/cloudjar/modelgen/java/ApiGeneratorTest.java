package cloudjar.modelgen.java;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.source.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The whole Java API of a tiny model, against files that show how it is meant to look. What was generated is left in
 * {@code target/golden}, to be read and then copied over the expected file when a change is meant.
 */
class ApiGeneratorTest {
    @Test
    void aTinyModelBecomesTheExpectedFiles() throws IOException {
        assertGenerated("tiny-api.txt", tiny());
    }

    @Test
    void groupsBecomeInterfacesAndAComposition() throws IOException {
        ServiceModel model = tiny();
        model.groups().put("Things", List.of("PutThing", "GetThing"));
        model.groups().put("Checks", List.of("Ping"));

        Map<String, String> files = ApiGenerator.generate(model, "tiny-model.json");
        files.keySet().removeIf(name -> !name.matches(".*/(TinyDb|TinyDbOf|Things|Checks)\\.java"));
        assertSame("tiny-groups.txt", files);
    }

    private static ServiceModel tiny() throws IOException {
        try (InputStream in = resource("tiny-model.json")) {
            return ModelFile.read(in);
        }
    }

    private static void assertGenerated(String expected, ServiceModel model) throws IOException {
        assertSame(expected, ApiGenerator.generate(model, "tiny-model.json"));
    }

    private static void assertSame(String expected, Map<String, String> files) throws IOException {
        StringBuilder actual = new StringBuilder();
        files.forEach((name, text) ->
                actual.append("=== ").append(name).append('\n').append(text).append('\n'));
        Path golden = Path.of("target/golden", expected);
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, actual);
        try (InputStream in = resource(expected)) {
            assertThat(actual.toString()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ApiGeneratorTest.class.getResourceAsStream(name), name);
    }
}

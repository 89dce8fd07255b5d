package cloudjar.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RoundTripPageTest {
    private static final Path PAGE = Path.of("..", "docs", "round-trips.md");

    @Test
    void thePageSaysWhatTheTestCompares() throws IOException {
        String page = RoundTripPage.of(ServiceClient.ALL, Catalog.open()::schema, Exclusions.read());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("docs/round-trips.md; -Ddocs.write=true writes it").hasContent(page);
    }
}

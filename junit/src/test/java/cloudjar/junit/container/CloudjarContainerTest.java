package cloudjar.junit.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Docker would be told; nothing here starts a container. */
class CloudjarContainerTest {
    @Test
    void theJarRunsOnAStockImageAndListensToAll(@TempDir Path directory) throws Exception {
        Path jar = Files.createFile(directory.resolve("cloudjar.jar"));
        try (CloudjarContainer container = new CloudjarContainer(jar)) {
            assertThat(container.getExposedPorts()).containsExactly(4566);
            assertThat(container.getCommandParts())
                    .startsWith("java")
                    .containsSequence("-jar", "/cloudjar.jar", "--host", "0.0.0.0", "--port", "4566");
        }
    }
}

package cloudjar.engines.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
    private static final String LONG = "d".repeat(90) + "/" + "f".repeat(60);

    private static byte[] archive(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(LONG).getParent());
        Files.writeString(directory.resolve(LONG), "long");
        Files.writeString(directory.resolve("short"), "x".repeat(513));
        Files.createFile(directory.resolve("empty"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tar.write(out, directory, "var/task");
        Tar.end(out);
        return out.toByteArray();
    }

    @Test
    void itsProgramsAreTold(@TempDir Path directory) throws IOException {
        assertThat(Tar.programs(new ByteArrayInputStream(archive(directory))))
                .contains("var/task/short", "var/task/empty");
    }

    @Test
    void anArchiveIsReadByTar(@TempDir Path directory, @TempDir Path there) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/tar")), "SKIPPED: this machine has no tar");
        Path file = there.resolve("a.tar");
        Files.write(file, archive(directory));
        Process tar = new ProcessBuilder("/bin/tar", "-xf", file.toString(), "-C", there.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(there.resolve("var/task/" + LONG)).hasContent("long");
        assertThat(there.resolve("var/task/short")).hasSize(513).isExecutable();
        assertThat(there.resolve("var/task/empty")).isEmptyFile();
    }
}

package cloudjar.engines.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Our own starting programs for runtimes, as files: what {@code /var/runtime} holds. */
final class Bootstraps {
    private static final List<String> NAMES = List.of("bootstrap.mjs", "bootstrap.py");

    private Bootstraps() {}

    /** Writes them into a directory. */
    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            copy("/cloudjar/engines/function/" + name, directory.resolve(name));
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream content = Bootstraps.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException("not in the jar: " + resource);
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package cloudjar.modelgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory that holds nothing but generated files. A file whose content stays the same is left alone, so that the
 * compiler has nothing to do; a file that is not generated any more is removed by {@link #removeOthers}.
 */
final class GeneratedTree {
    private final Path root;
    private final Set<Path> written = new HashSet<>();

    GeneratedTree(Path root) {
        this.root = root;
    }

    void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        written.add(file);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    void removeOthers() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}

package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The extensions that layers bring: programs in the directory {@code extensions}. */
final class ExtensionPrograms {
    private ExtensionPrograms() {}

    static List<Path> in(@Nullable Path opt) throws IOException {
        Path directory = opt == null ? null : opt.resolve("extensions");
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> programs = Files.list(directory)) {
            return programs.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .toList();
        }
    }
}

package cloudjar.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory with a script {@code run.sh}. Its line {@code # needs: aws curl} names the programs without which it is
 * skipped; it passes when it exits with 0.
 */
record Scenario(Path directory) {
    private static final String NEEDS = "# needs:";

    static List<Scenario> all(Path root) throws IOException {
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> Files.exists(directory.resolve("run.sh")))
                    .sorted()
                    .map(Scenario::new)
                    .toList();
        }
    }

    String name() {
        return directory.getFileName().toString();
    }

    Path script() {
        return directory.resolve("run.sh").toAbsolutePath();
    }

    /** The programs that the script calls and this machine does not have. */
    List<String> missing() {
        try (Stream<String> lines = Files.lines(script())) {
            return lines.filter(line -> line.startsWith(NEEDS))
                    .flatMap(line ->
                            Stream.of(line.substring(NEEDS.length()).trim().split(" +")))
                    .filter(program -> !Programs.onPath(program))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

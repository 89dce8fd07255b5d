package cloudjar.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory with a script {@code run.sh}. Its line {@code # needs: aws curl} names the programs without which it is
 * skipped, its line {@code # server: --iam=enforce} the options of the server; it passes when it exits with 0.
 */
record Scenario(Path directory) {
    private static final String NEEDS = "# needs:";
    private static final String SERVER = "# server:";

    /** All there are, Terraform's first: they take longest, and what begins last should be short. */
    static List<Scenario> all(Path root) throws IOException {
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> Files.exists(directory.resolve("run.sh")))
                    .sorted(Comparator.reverseOrder())
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
        return words(NEEDS).stream()
                .filter(program -> !Programs.onPath(program))
                .toList();
    }

    /** The options of the server that it wants. */
    List<String> serverOptions() {
        return words(SERVER);
    }

    private List<String> words(String start) {
        try (Stream<String> lines = Files.lines(script())) {
            return lines.filter(line -> line.startsWith(start))
                    .flatMap(line ->
                            Stream.of(line.substring(start.length()).trim().split(" +")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

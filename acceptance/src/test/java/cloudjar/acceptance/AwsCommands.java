package cloudjar.acceptance;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The AWS CLI of this machine, whose commands are children of one process that has loaded it: see {@code sitecustomize.py}. Where
 * it is not a script of a Python of today, each command is started by itself.
 */
final class AwsCommands implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/aws").toAbsolutePath();

    private final Path directory;
    private final @Nullable Process process;

    private AwsCommands(Path directory, @Nullable Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Loads it, if there is one. */
    static AwsCommands load() throws IOException {
        Path directory = Files.createTempDirectory("cloudjar-aws");
        if (!Programs.onPath("aws")) {
            return new AwsCommands(directory, null);
        }
        ProcessBuilder builder = new ProcessBuilder("aws", "--version").redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH", SOURCE.toString(),
                        "PYTHONDONTWRITEBYTECODE", "1",
                        "AWS_COMMANDS", directory.toString()));
        Process process = builder.start();
        BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if ("ready".equals(words.readLine())) {
            return new AwsCommands(directory, process);
        }
        System.err.println("the AWS CLI is no script of a Python of today: each of its commands is started by itself");
        return new AwsCommands(directory, null);
    }

    /** Where programs are looked for, so that {@code aws} is found here. */
    String path() {
        String path = System.getenv("PATH");
        return process == null ? path : directory + File.pathSeparator + path;
    }

    /** Its process ends when nobody can ask it any more. */
    @Override
    public void close() throws IOException {
        if (process != null) {
            process.getOutputStream().close();
        }
        Files.deleteIfExists(directory.resolve("aws"));
        Files.deleteIfExists(directory.resolve("socket"));
        Files.delete(directory);
    }
}

package cloudjar.engines.function;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds programs of this machine and asks them short questions. Thread-safe. */
final class Programs {
    private static final int ANSWER_MAX = 64 * 1024;
    private static final int PATIENCE_SECONDS = 10;

    private final Machine machine;

    Programs(Machine machine) {
        this.machine = machine;
    }

    /** The first program of this name on the search path. */
    Optional<Path> find(String name) {
        return directories()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** All programs of this name: on the search path, and where version managers keep them. */
    List<Path> findAll(String name) {
        List<Path> found = new ArrayList<>();
        directories().map(directory -> directory.resolve(name)).forEach(found::add);
        for (String versions : List.of(
                ".pyenv/versions",
                ".nvm/versions/node",
                ".rbenv/versions",
                ".asdf/installs/python",
                ".asdf/installs/nodejs",
                ".asdf/installs/ruby",
                ".local/share/mise/installs/python",
                ".local/share/mise/installs/node",
                ".local/share/mise/installs/ruby")) {
            list(machine.home().resolve(versions)).forEach(version -> found.add(version.resolve("bin/" + name)));
        }
        return programs(found);
    }

    /** All programs that run Java: those of {@code JAVA_HOME} and of this process first. */
    List<Path> findAllJava() {
        List<Path> found = new ArrayList<>();
        machine.javaHomes().forEach(home -> found.add(home.resolve("bin/java")));
        directories().map(directory -> directory.resolve("java")).forEach(found::add);
        for (String versions : List.of(
                "/usr/lib/jvm",
                "/Library/Java/JavaVirtualMachines",
                ".sdkman/candidates/java",
                ".jdks",
                ".asdf/installs/java",
                ".local/share/mise/installs/java")) {
            for (Path version : list(machine.home().resolve(versions))) {
                found.add(version.resolve("bin/java"));
                found.add(version.resolve("Contents/Home/bin/java"));
            }
        }
        return programs(found);
    }

    private static List<Path> programs(List<Path> found) {
        return found.stream()
                .filter(Files::isExecutable)
                .map(Programs::real)
                .distinct()
                .toList();
    }

    /** Scripts that choose among versions are no programs of one version. */
    private Stream<Path> directories() {
        return machine.searchPath().stream()
                .filter(directory -> !directory.endsWith("shims") && Files.isDirectory(directory));
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return program;
        }
    }

    /** What a program says and how it ends. */
    record Said(int status, String text) {}

    /** Runs a program to its end; empty where it cannot be run, or takes too long. */
    Optional<Said> ask(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readNBytes(ANSWER_MAX), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new Said(process.exitValue(), text.strip()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

package cloudjar.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkout these tests run in: its modules and their files. */
record Repository(Path root) {
    /** Modules without a line written by hand: their classes and sources are the generator's business. */
    private static final List<String> GENERATED = List.of("api");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** The checkout around the working directory, recognised by the launcher script beside the root POM. */
    static Repository here() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isRegularFile(dir.resolve("cloudjar")) && Files.isRegularFile(dir.resolve("pom.xml"))) {
                return new Repository(dir);
            }
        }
        throw new IllegalStateException(
                "not inside a checkout of cloudjar: " + Path.of("").toAbsolutePath());
    }

    /** The modules that the root POM names, in its order; without the examples, which are projects as users write them. */
    List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .filter(module -> !module.startsWith("docs/"))
                .toList();
    }

    /** The modules written by hand. */
    List<String> handwrittenModules() {
        return modules().stream().filter(module -> !GENERATED.contains(module)).toList();
    }

    /** Directories of compiled classes, {@code kind} being {@code classes} or {@code test-classes}. */
    List<Path> compiled(String kind) {
        return handwrittenModules().stream()
                .map(module -> root.resolve(module).resolve("target").resolve(kind))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Java files under {@code src/<set>/java} of every handwritten module, {@code set} being {@code main} or {@code test}. */
    List<Path> javaFiles(String set) {
        return handwrittenModules().stream()
                .map(module -> root.resolve(module).resolve("src").resolve(set).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(dir -> filesBelow(dir).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** Regular files below a directory, sorted. */
    static List<Path> filesBelow(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path as it stands in lists and messages: relative to the root, with slashes. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

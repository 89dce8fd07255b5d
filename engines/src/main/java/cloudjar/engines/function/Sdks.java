package cloudjar.engines.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine has AWS's SDKs, which AWS's runtimes bring along and functions expect. */
final class Sdks {
    private final Path home;

    Sdks(Path home) {
        this.home = home;
    }

    /** That for an interpreter's language; boto3 is of Python alone, so that what one Python has serves all. */
    Optional<Path> of(Interpreter interpreter, List<Path> pythons) {
        return switch (interpreter.language()) {
            case NODEJS ->
                Stream.of(interpreter.prefix().resolve("lib/node_modules"), Path.of("/usr/local/lib/node_modules"))
                        .filter(directory -> Files.isDirectory(directory.resolve("@aws-sdk")))
                        .findFirst();
            case PYTHON ->
                Stream.concat(Stream.of(interpreter.program()), pythons.stream())
                        .flatMap(this::sites)
                        .filter(site ->
                                Files.isDirectory(site.resolve("boto3")) && Files.isDirectory(site.resolve("botocore")))
                        .findFirst();
            // A gem is installed for one Ruby, which finds it; functions in Java bring theirs, at AWS too.
            case RUBY, JAVA -> Optional.empty();
        };
    }

    /** Where packages are installed for a Python, by itself, by its user, or by Debian. */
    private Stream<Path> sites(Path python) {
        String version = python.getFileName().toString();
        Path lib = python.resolve("../../lib").normalize();
        return Stream.of(
                lib.resolve(version).resolve("site-packages"),
                home.resolve(".local/lib").resolve(version).resolve("site-packages"),
                Path.of("/usr/local/lib").resolve(version).resolve("dist-packages"),
                lib.resolve("python3/dist-packages"));
    }
}

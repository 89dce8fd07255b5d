package cloudjar.engines.function;

import cloudjar.engines.function.Language.Version;
import cloudjar.kernel.function.FunctionRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The runtimes of this machine, looked for when they are first asked for. A function whose very version is missing gets the
 * nearest later one of its language, else the latest.
 */
final class Inventory {
    private static final int PYTHON_MINOR_MIN = 9;
    private static final int PYTHON_MINOR_MAX = 14;

    private final Programs programs;
    private final Sdks sdks;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable List<Interpreter> found;

    Inventory(Programs programs, Path home) {
        this.programs = programs;
        sdks = new Sdks(home);
    }

    /** Everything that functions can ask for here by its very version. */
    List<FunctionRuntime> runtimes() {
        List<FunctionRuntime> all = new ArrayList<>();
        for (Interpreter each : interpreters()) {
            all.add(new FunctionRuntime(each.version().runtime(), each.program().toString(), each.number()));
        }
        for (String provided : List.of("provided.al2", "provided.al2023")) {
            all.add(new FunctionRuntime(provided, "bootstrap", "the function's own"));
        }
        return List.copyOf(all);
    }

    /** What runs functions of a runtime; empty where nothing does. Of {@code provided} nothing is needed. */
    Optional<Interpreter> find(String runtime) {
        return Language.ofRuntime(runtime).flatMap(this::nearest);
    }

    private Optional<Interpreter> nearest(Version wanted) {
        List<Interpreter> candidates = of(wanted.language());
        return candidates.stream()
                .filter(each -> each.version().rank() >= wanted.rank())
                .findFirst()
                .or(() -> candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.getLast()));
    }

    /** All of a language, the oldest first. */
    List<Interpreter> of(Language language) {
        return interpreters().stream()
                .filter(each -> each.language() == language)
                .sorted(Comparator.comparingInt(each -> each.version().rank()))
                .toList();
    }

    private List<Interpreter> interpreters() {
        looking.lock();
        try {
            if (found == null) {
                found = look();
            }
            return found;
        } finally {
            looking.unlock();
        }
    }

    private List<Interpreter> look() {
        List<Interpreter> all = new ArrayList<>();
        programs.findAll("node").forEach(node -> ask(all, Language.NODEJS, node));
        List<Path> pythons = pythons();
        pythons.forEach(python -> ask(all, Language.PYTHON, python));
        programs.findAll("ruby").forEach(ruby -> ask(all, Language.RUBY, ruby));
        programs.findAllJava().forEach(java -> readJava(all, java));
        return all.stream()
                .map(each -> each.with(sdks.of(each, pythons).orElse(null)))
                .toList();
    }

    private List<Path> pythons() {
        List<Path> pythons = IntStream.rangeClosed(PYTHON_MINOR_MIN, PYTHON_MINOR_MAX)
                .mapToObj(minor -> programs.findAll("python3." + minor))
                .flatMap(List::stream)
                .toList();
        return pythons.isEmpty() ? programs.findAll("python3") : pythons;
    }

    private void ask(List<Interpreter> all, Language language, Path program) {
        programs.ask(program.toString(), "--version")
                .filter(said -> said.status() == 0)
                .ifPresent(said -> add(all, language, program, said.text()));
    }

    /** A Java home says what it is in a file; starting each one would take its time. */
    private static void readJava(List<Interpreter> all, Path program) {
        Path release = program.resolve("../../release").normalize();
        if (!Files.isRegularFile(release)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(release)) {
                if (line.startsWith("JAVA_VERSION=")) {
                    add(all, Language.JAVA, program, line);
                }
            }
        } catch (IOException e) {
            // Who cannot read it cannot run it.
            return;
        }
    }

    private static void add(List<Interpreter> all, Language language, Path program, String text) {
        Optional<Version> version = language.version(text);
        if (version.isPresent() && all.stream().noneMatch(each -> each.version().equals(version.get()))) {
            all.add(new Interpreter(version.get(), Language.number(text), program, null));
        }
    }
}

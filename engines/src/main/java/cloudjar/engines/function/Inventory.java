package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runtimes of this machine, looked for when they are first asked for. A function whose very version is missing gets the
 * nearest later one of its language, else the latest.
 */
final class Inventory {
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?[.\\d]*");
    private static final Pattern NAME = Pattern.compile("(nodejs|python)([\\d.]*).*");

    /** An interpreter of a language. */
    record Interpreter(String language, int major, int minor, String version, Path program) {
        String runtimeName() {
            return language.equals("nodejs") ? "nodejs" + major + ".x" : language + major + "." + minor;
        }

        /** Versions in one number: Node counts in the first part, others in the second. */
        int rank() {
            return major * 1000 + (language.equals("nodejs") ? 0 : minor);
        }
    }

    private final Programs programs;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable List<Interpreter> found;

    Inventory(Programs programs) {
        this.programs = programs;
    }

    /** Everything that functions can ask for here by its very version. */
    List<FunctionRuntime> runtimes() {
        List<FunctionRuntime> all = new ArrayList<>();
        for (Interpreter each : interpreters()) {
            all.add(new FunctionRuntime(each.runtimeName(), each.program().toString(), each.version()));
        }
        for (String provided : List.of("provided.al2", "provided.al2023")) {
            all.add(new FunctionRuntime(provided, "bootstrap", "the function's own"));
        }
        return List.copyOf(all);
    }

    /** What runs functions of a runtime; empty where nothing does. Of {@code provided} nothing is needed. */
    Optional<Interpreter> find(String runtime) {
        Matcher name = NAME.matcher(runtime);
        if (!name.matches()) {
            return Optional.empty();
        }
        String language = name.group(1);
        int wanted = rank(language, name.group(2));
        List<Interpreter> candidates = interpreters().stream()
                .filter(each -> each.language().equals(language))
                .sorted(Comparator.comparingInt(Interpreter::rank))
                .toList();
        return candidates.stream()
                .filter(each -> each.rank() >= wanted)
                .findFirst()
                .or(() -> candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.getLast()));
    }

    private static int rank(String language, String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return 0;
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = parts.group(2) == null || language.equals("nodejs") ? 0 : Integer.parseInt(parts.group(2));
        return major * 1000 + minor;
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
        for (Path node : programs.findAll("node")) {
            add(all, "nodejs", node, "--version");
        }
        for (int minor = 9; minor <= 14; minor++) {
            for (Path python : programs.findAll("python3." + minor)) {
                add(all, "python", python, "--version");
            }
        }
        if (all.stream().noneMatch(each -> each.language().equals("python"))) {
            programs.findAll("python3").forEach(python -> add(all, "python", python, "--version"));
        }
        return List.copyOf(all);
    }

    private void add(List<Interpreter> all, String language, Path program, String question) {
        Optional<Programs.Said> said = programs.ask(program.toString(), question);
        if (said.isEmpty() || said.get().status() != 0) {
            return;
        }
        Matcher version = VERSION.matcher(said.get().text());
        if (!version.find()) {
            return;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        Interpreter one = new Interpreter(language, major, minor, version.group(), program);
        if (all.stream().noneMatch(each -> each.language().equals(language) && each.rank() == one.rank())) {
            all.add(one);
        }
    }
}

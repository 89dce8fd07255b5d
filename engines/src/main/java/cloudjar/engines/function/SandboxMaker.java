package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import cloudjar.kernel.function.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Begins sandboxes. Thread-safe. */
final class SandboxMaker {
    private static final int PROCESSES_MAX = 1024;

    private final Machine machine;
    private final ExecutorService threads;
    private final Programs programs;
    private final Inventory inventory;
    private final CodeHome codes;
    private final AtomicInteger made = new AtomicInteger();
    private final ReentrantLock preparing = new ReentrantLock();
    private final Set<Language> started = EnumSet.noneOf(Language.class);
    private @Nullable Containment containment;
    private boolean sessions;

    SandboxMaker(Machine machine, ExecutorService threads) {
        this.machine = machine;
        this.threads = threads;
        programs = new Programs(machine);
        inventory = new Inventory(programs, machine.home());
        codes = new CodeHome(machine.work().resolve("code"));
    }

    Inventory inventory() {
        return inventory;
    }

    /** How far sandboxes are kept apart here. */
    Containment containment() {
        preparing.lock();
        try {
            if (containment == null) {
                containment = Containment.of(programs, machine);
                sessions = programs.find("setsid").isPresent();
            }
            return containment;
        } finally {
            preparing.unlock();
        }
    }

    /** What starts functions, once it is written for the language. */
    private Path bootstraps(Optional<Language> language) throws IOException {
        preparing.lock();
        try {
            Path directory = Files.createDirectories(machine.work().resolve("runtime"));
            if (language.isPresent() && started.add(language.get())) {
                Bootstraps.write(language.get(), directory);
            }
            return directory;
        } finally {
            preparing.unlock();
        }
    }

    /** Begins a process for the function; {@code idle} is called whenever it waits for an invocation. */
    Sandbox make(FunctionSpec function, Runnable idle) {
        Optional<Interpreter> interpreter = inventory.find(function.runtime());
        if (interpreter.isEmpty() && !function.runtime().startsWith("provided")) {
            throw new FunctionRefusedException(Reason.NO_RUNTIME, "no " + function.runtime());
        }
        FunctionSpec.Birth birth = function.birth().get();
        try {
            Path home =
                    Files.createDirectories(machine.work().resolve("sandbox").resolve("s" + made.incrementAndGet()));
            Path task = codes.acquire(function.code());
            Path opt = function.layers().isEmpty() ? null : codes.acquire(function.layers());
            Path runtime = bootstraps(interpreter.map(Interpreter::language));
            Layout layout = containment().hidesFiles()
                    ? Layout.contained(
                            task,
                            opt,
                            runtime,
                            home,
                            interpreter.orElse(null),
                            function.size().storageMegabytes())
                    : Layout.bare(task, opt, runtime, home, interpreter.orElse(null));
            Desk desk = new Desk(description(function, birth), new Extensions(machine.ids(), extensions(opt)), idle);
            RuntimeApi api = new RuntimeApi(desk, threads);
            ControlGroup group = group(function, home);
            Process process = new Launch(containment(), layout, home, function)
                    .start(interpreter, birth, api.address(), group, sessions);
            Journal journal = new Journal(function.time());
            threads.execute(() -> journal.read(process.getInputStream()));
            Cell cell = new Cell(
                    process, api, desk, journal, group, home, containment().hidesFiles(), () -> release(function));
            boolean marks = interpreter.isPresent();
            return new Sandbox(function, birth, cell, machine, marks);
        } catch (IOException e) {
            throw new FunctionRefusedException(Reason.BAD_CODE, "The sandbox cannot be made: " + e.getMessage());
        }
    }

    private void release(FunctionSpec function) {
        codes.release(function.code());
        if (!function.layers().isEmpty()) {
            codes.release(function.layers());
        }
    }

    private @Nullable ControlGroup group(FunctionSpec function, Path home) throws IOException {
        Optional<ControlGroups> groups = containment().groups();
        if (groups.isEmpty()) {
            return null;
        }
        ControlGroup group = groups.get().make(home.getFileName().toString());
        group.limit(function.size().memoryMegabytes(), function.size().storageMegabytes(), PROCESSES_MAX);
        group.boost(true, function.size().memoryMegabytes());
        return group;
    }

    private static int extensions(@Nullable Path opt) throws IOException {
        Path directory = opt == null ? null : opt.resolve("extensions");
        if (directory == null || !Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> programs = Files.list(directory)) {
            return (int) programs.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .count();
        }
    }

    private static Map<String, Object> description(FunctionSpec function, FunctionSpec.Birth birth) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("functionName", birth.environment().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", ""));
        description.put("functionVersion", birth.environment().getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", ""));
        description.put("handler", function.handler());
        return description;
    }
}

package cloudjar.engines.function;

import cloudjar.engines.telemetry.Telemetry;
import cloudjar.kernel.function.FunctionCode;
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
import org.jspecify.annotations.Nullable;

/** Begins sandboxes: processes of this machine, or containers where those are wanted or needed. Thread-safe. */
final class SandboxMaker {
    private static final int PROCESSES_MAX = 1024;

    private final Machine machine;
    private final ExecutorService threads;
    private final Programs programs;
    private final Inventory inventory;
    private final CodeHome codes;
    private final DockerHome docker;
    private final Containers containers;
    private final AtomicInteger homes = new AtomicInteger();
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
        docker = new DockerHome(machine, threads);
        containers = new Containers(machine, threads, codes, docker);
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

    DockerHome docker() {
        return docker;
    }

    /** Whether a function runs in a container: it is an image, all shall, or nothing else runs it here. */
    private boolean wantsContainer(FunctionSpec function) {
        return function.code() instanceof FunctionCode.Image
                || machine.runner() == Runner.DOCKER
                || !runsAsProcess(function.runtime());
    }

    /** Whether this machine has what runs a runtime. */
    boolean runsAsProcess(String runtime) {
        return runtime.startsWith("provided") || inventory.find(runtime).isPresent();
    }

    /** Begins a sandbox for the function; {@code idle} is called whenever it waits for an invocation. */
    Sandbox make(FunctionSpec function, Runnable idle) {
        FunctionSpec.Birth birth = function.birth().get();
        Map<String, Object> description = description(function, birth);
        boolean json = "JSON".equals(birth.environment().get("AWS_LAMBDA_LOG_FORMAT"));
        Telemetry telemetry =
                new Telemetry(loopback(made.incrementAndGet()), json, function.time(), machine.ticker(), threads);
        Desk desk = new Desk(description, new Extensions(machine.ids()), telemetry, idle);
        telemetry.tell("initStart", () -> Reports.initStart(description));
        boolean contained = wantsContainer(function);
        try {
            return contained ? containers.make(function, desk, birth) : process(function, desk, birth);
        } catch (IOException e) {
            if (contained) {
                docker.forget();
            }
            throw new FunctionRefusedException(Reason.BAD_CODE, "The sandbox cannot be made: " + e.getMessage());
        }
    }

    /**
     * An address of loopback for a sandbox alone, where extensions of it can listen at any port although all sandboxes share the
     * machine's network. Linux has all of 127.0.0.0/8; other systems have the first.
     */
    static String loopback(int number) {
        return Files.isDirectory(Path.of("/proc/self"))
                ? "127." + (64 + (number >> 16 & 63)) + "." + (number >> 8 & 255) + "." + (number & 255)
                : "127.0.0.1";
    }

    private Sandbox process(FunctionSpec function, Desk desk, FunctionSpec.Birth birth) throws IOException {
        Optional<Interpreter> interpreter = inventory.find(function.runtime());
        Path home = Files.createDirectories(machine.work().resolve("sandbox").resolve("s" + homes.incrementAndGet()));
        Path task = codes.acquire(function.code());
        Path opt = function.layers().isEmpty() ? null : codes.acquire(function.layers());
        Path runtime = bootstraps(interpreter.map(Interpreter::language));
        int extensions = ExtensionPrograms.in(opt).size();
        desk.extensions().expect(extensions);
        if (extensions > 0) {
            Layout.nameSandbox(home, desk.telemetry().host());
        }
        Layout layout = containment().hidesFiles()
                ? Layout.contained(
                        task,
                        opt,
                        runtime,
                        home,
                        interpreter.orElse(null),
                        function.size().storageMegabytes())
                : Layout.bare(task, opt, runtime, home, interpreter.orElse(null));
        RuntimeApi api = new RuntimeApi(desk, threads);
        ControlGroup group = group(function, home);
        Launch.Outputs outputs = extensions == 0 ? Launch.Outputs.ONE : Launch.Outputs.EXTENSIONS_APART;
        Process process = new Launch(containment(), layout, home, function)
                .start(interpreter, birth, api.address(), group, outputs, sessions);
        Journal journal = new Journal(function.time(), desk.telemetry());
        threads.execute(() -> journal.read(process.getInputStream(), Journal.Source.FUNCTION));
        if (extensions > 0) {
            threads.execute(() -> journal.read(process.getErrorStream(), Journal.Source.EXTENSION));
        }
        boolean contained = containment().hidesFiles();
        Cell cell = new ProcessCell(
                process, api, desk, journal, group, home, contained, extensions > 0, () -> release(function));
        return new Sandbox(function, birth, cell, machine, interpreter.isPresent());
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

    private static Map<String, Object> description(FunctionSpec function, FunctionSpec.Birth birth) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("functionName", birth.environment().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", ""));
        description.put("functionVersion", birth.environment().getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", ""));
        description.put("handler", function.handler());
        return description;
    }
}

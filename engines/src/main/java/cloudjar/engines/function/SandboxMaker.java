package cloudjar.engines.function;

import cloudjar.engines.telemetry.Telemetry;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins sandboxes: processes of this machine, or containers where those are wanted or needed. Thread-safe. */
final class SandboxMaker {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxMaker.class);
    private static final int PROCESSES_MAX = 1024;
    private static final String LENT = "/var/archive";
    private static final int EXERCISE_MEGABYTES = 512;
    private static final Duration EXERCISE_TIMEOUT = Duration.ofMinutes(2);

    private final Machine machine;
    private final ExecutorService threads;
    private final ExecutorService readers;
    private final Programs programs;
    private final Inventory inventory;
    private final CodeHome codes;
    private final DockerHome docker;
    private final Containers containers;
    private final JavaArchives archives;
    private final AtomicInteger homes = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final ReentrantLock preparing = new ReentrantLock();
    private final Set<Language> started = EnumSet.noneOf(Language.class);
    private @Nullable Containment containment;
    private boolean sessions;

    /** @param readers platform threads, for what processes write */
    SandboxMaker(Machine machine, ExecutorService threads, ExecutorService readers) {
        this.machine = machine;
        this.threads = threads;
        this.readers = readers;
        programs = new Programs(machine);
        inventory = new Inventory(programs, machine.home());
        codes = new CodeHome(machine.work().resolve("code"));
        docker = new DockerHome(machine, threads);
        containers = new Containers(machine, threads, codes, docker);
        archives = new JavaArchives(
                machine.cache().resolve("java"), machine.work().resolve("runtime"), machine.ids(), threads);
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
        Path runtime = bootstraps(interpreter.map(Interpreter::language));
        Optional<String> archive = interpreter
                .filter(java -> java.language() == Language.JAVA)
                .flatMap(java -> archives.of(java, this::exercise));
        return process(function, desk, birth, new Program(interpreter, runtime, archive, null));
    }

    /**
     * What runs a function.
     *
     * @param archive of its classes, below what functions see as {@code /var/runtime}
     * @param made where an archive is to be made; null where none is
     */
    private record Program(
            Optional<Interpreter> interpreter,
            Path runtime,
            Optional<String> archive,
            @Nullable Path made) {}

    private Sandbox process(FunctionSpec function, Desk desk, FunctionSpec.Birth birth, Program program)
            throws IOException {
        Interpreter interpreter = program.interpreter().orElse(null);
        Path home = Files.createDirectories(machine.work().resolve("sandbox").resolve("s" + homes.incrementAndGet()));
        Path task = codes.acquire(function.code());
        Path opt = function.layers().isEmpty() ? null : codes.acquire(function.layers());
        int extensions = ExtensionPrograms.in(opt).size();
        desk.extensions().expect(extensions);
        if (extensions > 0) {
            Layout.nameSandbox(home, desk.telemetry().host());
        }
        boolean contained = containment().hidesFiles();
        Layout layout = contained
                ? Layout.contained(
                        task,
                        opt,
                        program.runtime(),
                        home,
                        interpreter,
                        function.size().storageMegabytes())
                : Layout.bare(task, opt, program.runtime(), home, interpreter);
        RuntimeApi api = new RuntimeApi(desk, threads);
        ControlGroup group = group(function, home);
        Launch.Outputs outputs = extensions == 0 ? Launch.Outputs.ONE : Launch.Outputs.EXTENSIONS_APART;
        Process process = new Launch(containment(), layout, home, function, archive(program, layout, home))
                .start(program.interpreter(), birth, api.address(), group, outputs, sessions);
        Journal journal = new Journal(function.time(), desk.telemetry());
        readers.execute(() -> journal.read(process.getInputStream(), Journal.Source.FUNCTION));
        if (extensions > 0) {
            readers.execute(() -> journal.read(process.getErrorStream(), Journal.Source.EXTENSION));
        }
        Cell cell = new ProcessCell(
                process, api, desk, journal, group, home, contained, extensions > 0, () -> release(function));
        return new Sandbox(function, birth, cell, machine, interpreter != null);
    }

    /** How the function sees the archive that it uses, or makes. */
    private static Interpreter.Archive archive(Program program, Layout layout, Path home) throws IOException {
        Path made = program.made();
        if (made == null) {
            return program.archive()
                    .<Interpreter.Archive>map(name -> new Interpreter.Archive.Used(layout.runtime() + "/" + name))
                    .orElse(new Interpreter.Archive.None());
        }
        Path directory = made.getParent();
        if (layout.root() == null || directory == null) {
            return new Interpreter.Archive.Made(made.toString());
        }
        Layout.lend(home, directory, LENT);
        return new Interpreter.Archive.Made(LENT + "/" + made.getFileName());
    }

    /** Makes an archive of the classes of a Java, by a function of our own that is run as all are; false where it is none. */
    private boolean exercise(Interpreter java, Path archive) {
        FunctionSpec function = exerciseOf(java);
        FunctionSpec.Birth birth = function.birth().get();
        Telemetry telemetry = new Telemetry(loopback(0), false, function.time(), machine.ticker(), threads);
        Desk desk = new Desk(Map.of(), new Extensions(machine.ids()), telemetry, () -> {});
        try {
            Files.createDirectories(Path.of(function.code().id()));
            Path runtime = bootstraps(Optional.of(Language.JAVA));
            Sandbox sandbox =
                    process(function, desk, birth, new Program(Optional.of(java), runtime, Optional.empty(), archive));
            try {
                Outcome first = sandbox.serve(exerciseBy("{\"a\":[1,2.5,\"three\",null,true,{\"b\":{}}]}"));
                Outcome last = sandbox.serve(exerciseBy("{\"end\":true}"));
                return first.answer() instanceof Outcome.Answer.Returned
                        && "error".equals(last.report().status());
            } finally {
                sandbox.close();
            }
        } catch (IOException e) {
            LOG.debug("An archive of classes cannot be made.", e);
            return false;
        }
    }

    private FunctionSpec exerciseOf(Interpreter java) {
        return new FunctionSpec(
                "exercise",
                java.version().runtime(),
                JavaArchives.EXERCISE,
                new FunctionCode.Directory(machine.work().resolve("exercise").toString()),
                List.of(),
                new FunctionSpec.Size(EXERCISE_MEGABYTES, EXERCISE_MEGABYTES, EXERCISE_TIMEOUT),
                machine.time(),
                () -> new FunctionSpec.Birth("exercise", Map.of("AWS_LAMBDA_FUNCTION_NAME", "exercise"), Instant.MAX));
    }

    private Invocation exerciseBy(String event) {
        String root = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";
        return new Invocation(
                machine.ids().uuid(),
                Bytes.ofUtf8(event),
                "arn:aws:lambda:us-east-1:000000000000:function:x",
                root,
                null,
                null);
    }

    JavaArchives archives() {
        return archives;
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

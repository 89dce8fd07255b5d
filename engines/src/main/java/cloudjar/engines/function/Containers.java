package cloudjar.engines.function;

import cloudjar.engines.docker.Docker;
import cloudjar.engines.docker.Frames;
import cloudjar.engines.docker.Tar;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import cloudjar.kernel.function.FunctionSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins containers in which functions run. Thread-safe. */
final class Containers {
    /** Says which server's a container is, by its process. */
    static final String LABEL = "cloudjar.pid";

    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final String EXTENSIONS = "/opt/extensions";
    private static final int NAME_DIGITS = 16;
    private static final long NANO = 1_000_000_000L;

    /** One virtual processor for so much memory (Lambda Developer Guide, Configure Lambda function memory). */
    private static final int MEGABYTES_OF_A_PROCESSOR = 1769;

    private static final long NANO_CPUS_MIN = NANO / 20;

    private final Machine machine;
    private final ExecutorService threads;
    private final CodeHome codes;
    private final DockerHome home;
    private final Images images = new Images();

    Containers(Machine machine, ExecutorService threads, CodeHome codes, DockerHome home) {
        this.machine = machine;
        this.threads = threads;
        this.codes = codes;
        this.home = home;
    }

    static long nanoCpus(int megabytes) {
        return Math.max(NANO_CPUS_MIN, NANO * megabytes / MEGABYTES_OF_A_PROCESSOR);
    }

    /** What a container is begun with beside its function: files of this machine, and what speaks with it. */
    private record Parts(@Nullable Path task, @Nullable Path opt, Desk desk, RuntimeApi api) {}

    /** Begins a container for the function; {@code idle} is called whenever it waits for an invocation. */
    Sandbox make(FunctionSpec function, Desk desk, FunctionSpec.Birth birth) throws IOException {
        DockerHome.Found found = home.find()
                .orElseThrow(() -> new FunctionRefusedException(
                        Reason.NO_RUNTIME,
                        "No engine of containers answers on this machine: " + DockerHome.REMEDY + "."));
        Docker docker = found.docker();
        ContainerPlan plan = ContainerPlan.of(function, images, docker);
        Path task = function.code() instanceof FunctionCode.Image ? null : codes.acquire(function.code());
        Path opt = function.layers().isEmpty() ? null : codes.acquire(function.layers());
        RuntimeApi api = new RuntimeApi(desk, threads);
        @Nullable String id = null;
        boolean done = false;
        try {
            Parts parts = new Parts(task, opt, desk, api);
            id = create(found, plan, function, birth, parts);
            Sandbox begun = begin(found, id, function, birth, parts);
            done = true;
            return begun;
        } finally {
            if (!done) {
                api.close();
                release(function);
                if (id != null) {
                    Docker.Answer unused = docker.delete("/containers/" + id + "?force=true&v=true");
                }
            }
        }
    }

    private void release(FunctionSpec function) {
        if (!(function.code() instanceof FunctionCode.Image)) {
            codes.release(function.code());
        }
        if (!function.layers().isEmpty()) {
            codes.release(function.layers());
        }
    }

    private String create(
            DockerHome.Found found, ContainerPlan plan, FunctionSpec function, FunctionSpec.Birth birth, Parts parts)
            throws IOException {
        Docker docker = found.docker();
        ContainerNetwork network = found.network();
        boolean bound = found.sees();
        Map<String, Object> container =
                plan.container(function, birth, network, parts.api().address(), machine.pid());
        Map<String, Object> host =
                plan.host(function, network, bound, parts.desk().telemetry().host());
        if (bound) {
            host.put("Mounts", mounts(parts));
        }
        container.put("HostConfig", host);
        String name = "cloudjar-" + machine.ids().hex(NAME_DIGITS);
        Docker.Answer created = docker.post("/containers/create?name=" + name, container);
        if (!created.good()) {
            throw new IOException(created.message());
        }
        String id = String.valueOf(created.object().get("Id"));
        if (!bound && (parts.task() != null || parts.opt() != null)) {
            copy(docker, id, parts);
        }
        return id;
    }

    private static List<Object> mounts(Parts parts) {
        List<Object> mounts = new ArrayList<>();
        if (parts.task() != null) {
            mounts.add(mount(parts.task(), "/var/task"));
        }
        if (parts.opt() != null) {
            mounts.add(mount(parts.opt(), "/opt"));
        }
        return mounts;
    }

    private static Map<String, Object> mount(Path from, String to) {
        return Map.of("Type", "bind", "Source", from.toString(), "Target", to, "ReadOnly", true);
    }

    private void copy(Docker docker, String id, Parts parts) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(machine.work()), "container", ".tar");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                if (parts.task() != null) {
                    Tar.write(out, parts.task(), "var/task");
                }
                if (parts.opt() != null) {
                    Tar.write(out, parts.opt(), "opt");
                }
                Tar.end(out);
            }
            Docker.Answer copied = docker.send("PUT", "/containers/" + id + "/archive?path=/", file);
            if (!copied.good()) {
                throw new IOException(copied.message());
            }
        } finally {
            Files.delete(file);
        }
    }

    private Sandbox begin(
            DockerHome.Found found, String id, FunctionSpec function, FunctionSpec.Birth birth, Parts parts)
            throws IOException {
        Docker docker = found.docker();
        List<String> programs = extensions(docker, id, parts);
        parts.desk().extensions().expect(programs.size());
        Journal journal = new Journal(function.time(), parts.desk().telemetry());
        InputStream output = docker.open("POST", "/containers/" + id + "/attach?stream=1&stdout=1&stderr=1", null);
        threads.execute(() -> journal.read(new Frames(output), Journal.Source.FUNCTION));
        Docker.Answer started = docker.post("/containers/" + id + "/start", null);
        if (!started.good()) {
            output.close();
            throw new IOException(started.message());
        }
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        threads.execute(() -> await(docker, id, exit));
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (String program : programs) {
            ends.add(extension(docker, id, program, journal));
        }
        ContainerCell cell = new ContainerCell(
                docker,
                id,
                found.sees() ? pid(docker, id) : 0,
                parts.api(),
                parts.desk(),
                journal,
                exit,
                ends,
                () -> release(function));
        return new Sandbox(function, birth, cell, machine, false);
    }

    private static void await(Docker docker, String id, CompletableFuture<Integer> exit) {
        int status = 0;
        try {
            Object code = docker.await("/containers/" + id + "/wait").object().get("StatusCode");
            status = code instanceof Number number ? number.intValue() : 0;
        } catch (IOException e) {
            LOG.debug("The end of a container is not told.", e);
        } finally {
            exit.complete(status);
        }
    }

    /** The programs that are extensions: of the layers, else of the image. */
    private static List<String> extensions(Docker docker, String id, Parts parts) throws IOException {
        if (parts.task() != null) {
            return ExtensionPrograms.in(parts.opt()).stream()
                    .map(program -> EXTENSIONS + "/" + program.getFileName())
                    .toList();
        }
        if (!docker.head("/containers/" + id + "/archive?path=" + EXTENSIONS)) {
            return List.of();
        }
        try (InputStream archive = docker.open("GET", "/containers/" + id + "/archive?path=" + EXTENSIONS, null)) {
            return Tar.programs(archive).stream()
                    .filter(name -> name.startsWith("extensions/") && name.indexOf('/') == name.lastIndexOf('/'))
                    .map(name -> "/opt/" + name)
                    .toList();
        }
    }

    private CompletableFuture<Void> extension(Docker docker, String id, String program, Journal journal)
            throws IOException {
        Docker.Answer made = docker.post(
                "/containers/" + id + "/exec",
                Map.of("AttachStdout", true, "AttachStderr", true, "Cmd", List.of(program)));
        if (!made.good()) {
            throw new IOException(made.message());
        }
        InputStream output = docker.open(
                "POST", "/exec/" + made.object().get("Id") + "/start", Map.of("Detach", false, "Tty", false));
        return CompletableFuture.runAsync(() -> journal.read(new Frames(output), Journal.Source.EXTENSION), threads);
    }

    private static long pid(Docker docker, String id) throws IOException {
        return Files.isDirectory(Path.of("/proc/self"))
                        && docker.get("/containers/" + id + "/json").object().get("State") instanceof Map<?, ?> state
                        && state.get("Pid") instanceof Number pid
                ? pid.longValue()
                : 0;
    }
}

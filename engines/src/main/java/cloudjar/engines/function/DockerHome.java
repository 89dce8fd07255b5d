package cloudjar.engines.function;

import cloudjar.engines.docker.Docker;
import cloudjar.engines.docker.DockerAddress;
import cloudjar.kernel.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Docker, or what speaks its API, on this machine: looked for whenever it is needed until it is found, so that who starts it need not
 * start the server again. Thread-safe.
 */
final class DockerHome {
    /** What to do where there is none. */
    static final String REMEDY =
            "start Docker, or Podman's service, and say with --docker or DOCKER_HOST where it is if it"
                    + " does not listen where it usually does";

    private static final Logger LOG = LoggerFactory.getLogger(DockerHome.class);
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private final Machine machine;
    private final ExecutorService threads;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable Found found;

    DockerHome(Machine machine, ExecutorService threads) {
        this.machine = machine;
        this.threads = threads;
    }

    /**
     * An engine that answers.
     *
     * @param sentence what it is
     * @param network how its containers reach this machine
     * @param sees whether it sees our files
     */
    record Found(Docker docker, String sentence, ContainerNetwork network, boolean sees) {}

    /** The engine; empty where none answers. */
    Optional<Found> find() {
        looking.lock();
        try {
            if (found == null) {
                found = machine.docker()
                        .or(() -> DockerAddress.ofMachine(machine.home(), machine.runtimeDirectory()))
                        .flatMap(this::ask)
                        .orElse(null);
            }
            return Optional.ofNullable(found);
        } finally {
            looking.unlock();
        }
    }

    /** It did not do what it was asked: it is looked for again. */
    void forget() {
        looking.lock();
        try {
            found = null;
        } finally {
            looking.unlock();
        }
    }

    /** What there is, in a sentence for those who ask for the state of things. */
    String sentence() {
        return find().map(Found::sentence)
                .map(engine ->
                        engine + " runs functions of container images, and those whose runtime this machine has not.")
                .orElse("There is no engine of containers: functions of container images do not run. To have one, "
                        + REMEDY + ".");
    }

    private Optional<Found> ask(DockerAddress address) {
        Docker docker = new Docker(address, threads);
        try {
            // Podman takes its time over its version, which it says here as well.
            Docker.Answer answer = docker.get("/_ping");
            if (!answer.good()) {
                return Optional.empty();
            }
            String name =
                    answer.server().isEmpty() ? "An engine" : answer.server().replace("Libpod", "Podman");
            sweep(docker);
            Optional<String> inside = inside(docker);
            return Optional.of(new Found(
                    docker,
                    name + " at " + address.text(),
                    ContainerNetwork.of(inside),
                    address.sharesFiles() && inside.isEmpty()));
        } catch (IOException e) {
            LOG.debug("There is no engine at {}.", address.text(), e);
            return Optional.empty();
        }
    }

    /** Takes away what servers of this machine left that are no more. */
    private static void sweep(Docker docker) throws IOException {
        String filter = "%7B%22label%22%3A%5B%22" + Containers.LABEL + "%22%5D%7D";
        Docker.Answer left = docker.get("/containers/json?all=true&filters=" + filter);
        for (Object each : Json.value(left.text())
                .filter(List.class::isInstance)
                .map(list -> (List<?>) list)
                .orElse(List.of())) {
            if (each instanceof Map<?, ?> container
                    && container.get("Labels") instanceof Map<?, ?> labels
                    && isOrphan(String.valueOf(labels.get(Containers.LABEL)))) {
                Docker.Answer unused = docker.delete("/containers/" + container.get("Id") + "?force=true&v=true");
            }
        }
    }

    private static boolean isOrphan(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The container of this engine in which this process itself is: an engine calls machines as containers. */
    private static Optional<String> inside(Docker docker) throws IOException {
        if (!Files.isReadable(HOSTNAME)) {
            return Optional.empty();
        }
        String name = URLEncoder.encode(Files.readString(HOSTNAME).strip(), StandardCharsets.UTF_8);
        boolean known =
                !name.isEmpty() && docker.get("/containers/" + name + "/json").good();
        return known ? Optional.of(name) : Optional.empty();
    }
}

package cloudjar.server;

import cloudjar.server.init.InitScripts;
import cloudjar.server.init.InitStage;
import cloudjar.server.init.ScriptEnvironment;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that listens, from its start to its end. */
public final class CloudServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudServer.class);

    private final Composition composition;
    private final FrontDoor door;
    private final PlaneDoors planes;
    private final IdleCollection idle;
    private final String endpoint;
    private final CountDownLatch closed = new CountDownLatch(1);

    private CloudServer(Composition composition, FrontDoor door, PlaneDoors planes, String endpoint) {
        this.composition = composition;
        this.door = door;
        this.planes = planes;
        this.endpoint = endpoint;
        this.idle = IdleCollection.start(composition.gateway().audit());
    }

    /**
     * Runs the scripts that come before, and listens. Where no scripts come between, the front door comes up beside the services.
     *
     * @throws IOException where state cannot be kept, or an address cannot be bound
     */
    public static CloudServer start(ServerOptions options, Settings settings) throws IOException {
        InitScripts scripts = new InitScripts(options.process().initDirectories());
        scripts.run(InitStage.BOOT, Map.of());
        FrontDoor door = new FrontDoor(options.http());
        Composition composition = null;
        CloudServer server = null;
        try {
            if (scripts.scripts(InitStage.START).isEmpty()) {
                door.open();
            }
            composition = Composition.of(options, door.options(), settings, scripts);
            scripts.run(InitStage.START, Map.of());
            int port = door.lead(composition.gateway());
            server = new CloudServer(
                    composition, door, PlaneDoors.open(composition, options), "http://localhost:" + port);
            return server;
        } finally {
            if (server == null) {
                abandon(door, composition);
            }
        }
    }

    private static void abandon(FrontDoor door, @Nullable Composition composition) {
        door.close();
        if (composition != null) {
            composition.close();
        }
    }

    /** The URL that clients on this machine use. */
    public String endpoint() {
        return endpoint;
    }

    /** The admin token, where it was made at start and nobody knows it yet. */
    Optional<String> tokenToShow() {
        return composition.madeToken();
    }

    /**
     * Runs the scripts for a server that is ready, beside the calling thread. What they write is read from pipes, for which a virtual
     * thread would keep the platform's thread that carries it.
     */
    void runReadyScripts() {
        Thread.ofPlatform().daemon().name("init").start(() -> runScripts(InitStage.READY));
    }

    private void runScripts(InitStage stage) {
        InitScripts scripts = composition.scripts();
        scripts.run(stage, scripts.scripts(stage).isEmpty() ? Map.of() : scriptEnvironment());
    }

    private Map<String, String> scriptEnvironment() {
        try {
            Path tools = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "cloudjar-tools-" + ProcessHandle.current().pid());
            return ScriptEnvironment.of(endpoint, System.getenv(), tools);
        } catch (IOException e) {
            LOG.warn("scripts run without tools of ours", e);
            return Map.of("AWS_ENDPOINT_URL", endpoint);
        }
    }

    /** Waits until the server is closed. */
    void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the scripts for the end, lets calls in flight end, and stops. */
    @Override
    public void close() {
        runScripts(InitStage.SHUTDOWN);
        idle.close();
        planes.close();
        door.close();
        composition.close();
        closed.countDown();
    }
}

package cloudjar.server;

import cloudjar.gateway.http.HttpEdge;
import cloudjar.kernel.clock.Ticker;
import cloudjar.server.init.InitScripts;
import cloudjar.server.init.InitStage;
import cloudjar.server.init.ScriptEnvironment;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that listens, from its start to its end. */
public final class CloudServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudServer.class);

    private final Composition composition;
    private final HttpEdge edge;
    private final PlaneDoors planes;
    private final String endpoint;
    private final CountDownLatch closed = new CountDownLatch(1);

    private CloudServer(Composition composition, HttpEdge edge, PlaneDoors planes, String endpoint) {
        this.composition = composition;
        this.edge = edge;
        this.planes = planes;
        this.endpoint = endpoint;
    }

    /**
     * Runs the scripts that come before, and listens.
     *
     * @throws IOException where an address cannot be bound
     */
    public static CloudServer start(ServerOptions options, Settings settings) throws IOException {
        InitScripts scripts = new InitScripts(options.process().initDirectories());
        scripts.run(InitStage.BOOT, Map.of());
        Composition composition = Composition.of(options, settings, scripts);
        scripts.run(InitStage.START, Map.of());
        HttpEdge edge = new HttpEdge(
                composition.gatewayOptions(), composition.gateway(), InstantSource.system(), Ticker.system());
        try {
            edge.start();
        } catch (IOException e) {
            composition.close();
            throw new IOException(
                    "cannot listen on " + String.join(", ", options.http().hosts()) + " port "
                            + options.http().port() + " (--host and --port choose others)",
                    e);
        }
        PlaneDoors planes = PlaneDoors.open(composition, options);
        return new CloudServer(composition, edge, planes, "http://localhost:" + edge.port());
    }

    /** The URL that clients on this machine use. */
    public String endpoint() {
        return endpoint;
    }

    /** The admin token, where it was made at start and nobody knows it yet. */
    Optional<String> tokenToShow() {
        return composition.madeToken();
    }

    /** Runs the scripts for a server that is ready, beside the calling thread. */
    void runReadyScripts() {
        Thread.ofVirtual().name("init").start(() -> runScripts(InitStage.READY));
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
        planes.close();
        try {
            edge.close();
        } catch (IOException e) {
            LOG.warn("the front door did not close cleanly", e);
        }
        composition.close();
        closed.countDown();
    }
}

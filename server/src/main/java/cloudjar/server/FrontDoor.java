package cloudjar.server;

import cloudjar.gateway.Gateway;
import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.http.HttpEdge;
import cloudjar.kernel.clock.Ticker;
import cloudjar.server.option.HttpOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where calls come in. It can come up beside what is behind it, for that takes either about as long; calls that come in early wait
 * until they can be led on.
 */
final class FrontDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final HttpOptions http;
    private final CompletableFuture<Gateway> gateway = new CompletableFuture<>();
    private final FutureTask<HttpEdge> listening = new FutureTask<>(this::edge);

    FrontDoor(HttpOptions http) {
        this.http = http;
    }

    /** How the gateway behind it has to be. */
    GatewayOptions options() {
        GatewayOptions defaults = GatewayOptions.DEFAULTS;
        return new GatewayOptions(
                http.hosts(),
                http.port(),
                http.tlsDirectory(),
                defaults.region(),
                defaults.bodyMax(),
                defaults.headerSizeMax(),
                defaults.headerCountMax(),
                defaults.connectionsMax(),
                defaults.idleTimeout(),
                defaults.bodyRateMin(),
                defaults.stopTimeout(),
                defaults.auditSize());
    }

    /** Begins to listen, beside the calling thread. */
    void open() {
        Thread.ofPlatform().name("front door").daemon().start(listening);
    }

    /**
     * Leads calls to a gateway, those too that wait already, and listens by now.
     *
     * @return the port
     * @throws IOException where an address cannot be bound
     */
    int lead(Gateway to) throws IOException {
        // Does nothing where it listens, or is about to.
        listening.run();
        try {
            int port = listening.get().port();
            gateway.complete(to);
            return port;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at start", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "cannot listen on " + String.join(", ", http.hosts()) + " port " + http.port()
                            + " (--host and --port choose others)",
                    e.getCause());
        }
    }

    private HttpEdge edge() throws IOException {
        HttpEdge edge = new HttpEdge(
                options(), received -> gateway.join().handle(received), InstantSource.system(), Ticker.system());
        edge.start();
        return edge;
    }

    /** Stops listening; calls that still wait fail. */
    @Override
    public void close() {
        gateway.completeExceptionally(new IllegalStateException("the server did not start"));
        // One that was never opened stays so; one that is about to open is waited for.
        listening.cancel(false);
        try {
            if (listening.state() == Future.State.SUCCESS) {
                listening.resultNow().close();
            }
        } catch (IOException e) {
            LOG.warn("the front door did not close cleanly", e);
        }
    }
}

package cloudjar.testkit;

import cloudjar.gateway.Gateway;
import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.http.HttpEdge;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The cloud in this JVM, behind a real socket on a free port: services, front door and all, without the server's command
 * line and admin API. Tests share one and take a {@link TestWorld} each. Its store checks what services do to it.
 */
public final class InProcessCloud implements AutoCloseable {
    private final Worlds worlds;
    private final Gateway gateway;
    private final HttpEdge edge;
    private final AtomicInteger worldCount = new AtomicInteger();

    private InProcessCloud(Worlds worlds, Gateway gateway, HttpEdge edge) {
        this.worlds = worlds;
        this.gateway = gateway;
        this.edge = edge;
    }

    /** Starts it with these services and AWS's limits of today. */
    public static InProcessCloud start(Function<Wiring, List<ServiceBinding<?>>> services) {
        return start(services, LimitProfile.CURRENT);
    }

    /** Starts it with these services and limits. */
    public static InProcessCloud start(Function<Wiring, List<ServiceBinding<?>>> services, LimitProfile limits) {
        try {
            Ids ids = Ids.secure();
            TimerHandlers timers = new TimerHandlers();
            Worlds worlds =
                    new Worlds(new CheckingEngine(new MemoryEngine()), FileBlobs.temporary(), Clock::new, ids, timers);
            GatewayOptions options = options();
            Gateway gateway = new Gateway(
                    Catalog.open(),
                    worlds,
                    ids,
                    options,
                    cloud -> services.apply(new Wiring(cloud, timers, limits)),
                    audit -> List.of());
            worlds.start();
            HttpEdge edge = new HttpEdge(options, gateway, InstantSource.system(), Ticker.system());
            edge.start();
            return new InProcessCloud(worlds, gateway, edge);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GatewayOptions options() {
        GatewayOptions defaults = GatewayOptions.DEFAULTS;
        return new GatewayOptions(
                List.of("127.0.0.1"),
                0,
                null,
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

    /** A new, empty world. */
    public TestWorld world() {
        return testWorld(worlds.create("test-" + worldCount.incrementAndGet()));
    }

    /** A new world that begins as another is now. */
    public TestWorld fork(TestWorld source) {
        return testWorld(worlds.fork(source.id(), "test-" + worldCount.incrementAndGet()));
    }

    private TestWorld testWorld(World world) {
        return new TestWorld(this, world, URI.create(endpoint() + "/_cloudjar/worlds/" + world.id()));
    }

    /** The URL of the default world. */
    public URI endpoint() {
        return URI.create("http://localhost:" + edge.port());
    }

    /** The front door. */
    public Gateway gateway() {
        return gateway;
    }

    void delete(TestWorld world) {
        worlds.delete(world.id());
    }

    @Override
    public void close() {
        try {
            edge.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            worlds.close();
        }
    }
}

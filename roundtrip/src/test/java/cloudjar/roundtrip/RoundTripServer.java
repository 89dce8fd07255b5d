package cloudjar.roundtrip;

import cloudjar.gateway.Gateway;
import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.auth.Identity;
import cloudjar.gateway.http.HttpEdge;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The whole front door, with one {@link Exchange} behind it for all services under test. */
final class RoundTripServer implements AutoCloseable {
    private final Exchange exchange = new Exchange();
    private final Worlds worlds;
    private final HttpEdge edge;

    private RoundTripServer(Catalog catalog) throws IOException {
        Ids ids = Ids.seeded(1);
        GatewayOptions options = GatewayOptions.DEFAULTS.withPort(0);
        this.worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, ids, new TimerHandlers());
        Gateway gateway = new Gateway(
                catalog,
                worlds,
                options,
                new Identity(new Credentials()),
                cloud -> services(exchange),
                audit -> List.of());
        this.edge = new HttpEdge(options, gateway, InstantSource.system(), Ticker.system());
    }

    private static List<ServiceBinding<?>> services(Exchange exchange) {
        return ServiceClient.ALL.stream()
                .<ServiceBinding<?>>map(service -> new ServiceBinding<>(new RecordedApi(service.id()), exchange))
                .toList();
    }

    /** A server that listens on a port of its own. */
    static RoundTripServer start(Catalog catalog) throws IOException {
        RoundTripServer server = new RoundTripServer(catalog);
        server.edge.start();
        return server;
    }

    Exchange exchange() {
        return exchange;
    }

    int port() {
        return edge.port();
    }

    @Override
    public void close() throws IOException {
        edge.close();
        worlds.close();
    }
}

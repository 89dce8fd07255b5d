package cloudjar.server;

import cloudjar.gateway.tcp.PlaneDoor;
import cloudjar.kernel.call.DataPlane;
import cloudjar.kernel.call.DataPlanes;
import cloudjar.kernel.world.Worlds;
import cloudjar.server.option.ServerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors of the data planes that are served, all to the default world. */
final class PlaneDoors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlaneDoors.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("plane-", 0).factory());
    private final List<PlaneDoor> doors = new ArrayList<>();

    private PlaneDoors() {}

    /** Opens those whose ports are free; of others it says so, and their services go on without. */
    static PlaneDoors open(Composition composition, ServerOptions options) {
        PlaneDoors opened = new PlaneDoors();
        opened.open(composition, options, "dax", options.planes().daxPort());
        return opened;
    }

    private void open(Composition composition, ServerOptions options, String service, int port) {
        DataPlanes planes = composition.planes();
        DataPlane plane = planes.of(service);
        if (plane == null || !options.cloud().serves(service)) {
            return;
        }
        PlaneDoor door = new PlaneDoor(
                plane, () -> composition.worlds().find(Worlds.DEFAULT).orElseThrow(), threads);
        try {
            planes.opened(service, door.start(options.http().hosts(), port));
            doors.add(door);
        } catch (IOException e) {
            LOG.warn(
                    "{} is served without its data plane: port {} cannot be had ({}); --{}-port chooses another",
                    service,
                    port,
                    e.getMessage(),
                    service);
        }
    }

    @Override
    public void close() {
        doors.forEach(PlaneDoor::close);
        threads.shutdownNow();
    }
}

package cloudjar.gateway.tcp;

import cloudjar.kernel.call.DataPlane;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.world.World;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the clients of one data plane, all on one port, and gives each connection a thread. Thread-safe. */
public final class PlaneDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlaneDoor.class);

    /** The most open connections; further ones are closed at once. */
    private static final int CONNECTIONS_MAX = 1024;

    /** After which a silent connection is closed. */
    private static final Duration SILENCE_MAX = Duration.ofMinutes(10);

    private static final int BUFFER = 16 << 10;

    private final DataPlane plane;
    private final Supplier<World> world;
    private final Executor threads;
    private final List<ServerSocket> doors = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * A door that is closed yet.
     *
     * @param world which is visited
     * @param threads run what waits: one thread an address and one a connection
     */
    public PlaneDoor(DataPlane plane, Supplier<World> world, Executor threads) {
        this.plane = plane;
        this.world = world;
        this.threads = threads;
    }

    /**
     * Listens.
     *
     * @param hosts the addresses to bind
     * @param port 0 takes a free one
     * @return the port
     * @throws IOException where an address cannot be bound
     */
    public int start(List<String> hosts, int port) throws IOException {
        int bound = port;
        try {
            for (String host : hosts) {
                ServerSocket door = new ServerSocket();
                doors.add(door);
                door.bind(new InetSocketAddress(InetAddress.getByName(host), bound));
                bound = door.getLocalPort();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        doors.forEach(door -> threads.execute(() -> accept(door)));
        return bound;
    }

    private void accept(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                if (open.size() >= CONNECTIONS_MAX) {
                    socket.close();
                } else {
                    open.add(socket);
                    threads.execute(() -> talk(socket));
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.warn("a connection was not accepted", e);
                }
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) SILENCE_MAX.toMillis());
            plane.talk(new DataPlane.Visit(
                    world.get(),
                    new BufferedInputStream(socket.getInputStream(), BUFFER),
                    new BufferedOutputStream(socket.getOutputStream(), BUFFER),
                    Bytes.wrap(socket.getLocalAddress().getAddress()),
                    socket.getLocalPort(),
                    socket.getInetAddress().getHostAddress()));
        } catch (IOException e) {
            LOG.debug("a connection of {} broke", socket.getRemoteSocketAddress(), e);
        } finally {
            open.remove(socket);
        }
    }

    /** Stops listening, and closes all connections. */
    @Override
    public void close() {
        doors.forEach(PlaneDoor::closeQuietly);
        open.forEach(PlaneDoor::closeQuietly);
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a socket did not close", e);
        }
    }
}

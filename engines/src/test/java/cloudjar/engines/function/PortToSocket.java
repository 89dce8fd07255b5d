package cloudjar.engines.function;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port of this machine behind which another socket is: an engine whose files are not known. */
final class PortToSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortToSocket.class);
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SocketAddress socket;

    PortToSocket(SocketAddress socket) throws IOException {
        this.socket = socket;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(this::accept);
    }

    int number() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel near = server.accept();
                SocketChannel far = SocketChannel.open(socket);
                threads.execute(() -> copy(near, far));
                threads.execute(() -> copy(far, near));
            }
        } catch (IOException e) {
            LOG.trace("Nobody comes any more.", e);
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        try {
            long unused = Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.trace("A connection has ended.", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}

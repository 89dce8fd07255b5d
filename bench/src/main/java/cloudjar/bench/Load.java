package cloudjar.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Connections that are kept alive, each with one request on its way at a time, all served by the calling thread: so that
 * as little as possible of the machine is taken from the server under test.
 */
final class Load implements AutoCloseable {
    private static final int READ_BUFFER = 256 << 10;
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final long SELECT_MILLIS_MAX = 10_000;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BUFFER);

    /**
     * What a round measured.
     *
     * @param units how many units were done
     * @param failures answers with a status of 400 and more
     */
    record Round(long units, long failures, Duration time, Latencies latencies) {
        double perSecond() {
            return units * 1e9 / time.toNanos();
        }
    }

    private static final class Connection {
        final SocketChannel channel;
        final Dialogue dialogue;
        final Answer answer;
        ByteBuffer outgoing = ByteBuffer.allocate(0);
        long sentAt;

        Connection(SocketChannel channel, Dialogue dialogue) {
            this.channel = channel;
            this.dialogue = dialogue;
            this.answer = new Answer(dialogue.wantsBodies());
        }
    }

    /** Connects. */
    Load(int port, int connectionCount, Supplier<Dialogue> dialogues) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < connectionCount; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel, dialogues.get());
            channel.register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    /**
     * Keeps every connection busy for some time, then waits for the answers that are on their way.
     *
     * @throws IOException where a connection breaks or an answer does not come
     */
    Round run(Duration duration) throws IOException {
        return run(duration, Long.MAX_VALUE);
    }

    /**
     * Sends a number of requests, at least one on each connection, and waits for all answers.
     *
     * @throws IOException where a connection breaks or an answer does not come
     */
    Round send(long requests) throws IOException {
        return run(FOREVER, requests);
    }

    private Round run(Duration duration, long requests) throws IOException {
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long answered = 0;
        long failures = 0;
        for (Connection connection : connections) {
            say(connection);
        }
        long said = connections.size();
        int busy = connections.size();
        while (busy > 0) {
            if (selector.select(SELECT_MILLIS_MAX) == 0) {
                throw new IOException("no answer within " + SELECT_MILLIS_MAX + " ms");
            }
            var keys = selector.selectedKeys();
            for (SelectionKey key : keys) {
                Connection connection = (Connection) key.attachment();
                if (connection.outgoing.hasRemaining()) {
                    flush(connection);
                }
                if (key.isReadable() && heard(connection)) {
                    long now = System.nanoTime();
                    latencies.add(now - connection.sentAt);
                    answered++;
                    if (connection.answer.status() >= 400) {
                        failures++;
                    }
                    if (now < end && said < requests) {
                        said++;
                        say(connection);
                    } else {
                        busy--;
                    }
                }
            }
            keys.clear();
        }
        int perUnit = connections.getFirst().dialogue.requestsPerUnit();
        return new Round(answered / perUnit, failures, Duration.ofNanos(System.nanoTime() - start), latencies);
    }

    /** The last answer of the first connection, to look at. */
    String lastAnswer() {
        return connections.getFirst().answer.text();
    }

    private static boolean isFirst(Connection connection) {
        return connection.sentAt == 0;
    }

    private void say(Connection connection) throws IOException {
        byte[] last = isFirst(connection) ? null : connection.answer.body();
        connection.answer.reset();
        connection.outgoing = connection.dialogue.next(last);
        connection.sentAt = System.nanoTime();
        flush(connection);
    }

    private void flush(Connection connection) throws IOException {
        connection.channel.write(connection.outgoing);
        int wanted = SelectionKey.OP_READ | (connection.outgoing.hasRemaining() ? SelectionKey.OP_WRITE : 0);
        SelectionKey key = connection.channel.keyFor(selector);
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private boolean heard(Connection connection) throws IOException {
        incoming.clear();
        if (connection.channel.read(incoming) < 0) {
            throw new IOException("the server closed a connection after: " + connection.answer.text());
        }
        return connection.answer.take(incoming.flip());
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }
}

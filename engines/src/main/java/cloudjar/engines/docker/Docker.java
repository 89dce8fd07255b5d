package cloudjar.engines.docker;

import cloudjar.kernel.json.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an engine. Each request has a connection of its own and is HTTP/1.0, so that an answer ends with its connection. Thread-safe.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class Docker {
    private static final int ANSWER_MAX = 16 * 1024 * 1024;
    private static final int HEAD_MAX = 64 * 1024;
    private static final int BUFFER = 32 * 1024;
    private static final String SERVER = "Server:";

    /** An engine that has not answered by then has fallen asleep. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PULL_PATIENCE = Duration.ofMinutes(15);

    private final DockerAddress address;
    private final ExecutorService threads;

    /** The engine at an address. */
    public Docker(DockerAddress address, ExecutorService threads) {
        this.address = address;
        this.threads = threads;
    }

    /** Where it is. */
    public DockerAddress address() {
        return address;
    }

    /**
     * An answer.
     *
     * @param server what the engine calls itself, such as {@code Docker/28.2.2 (linux)}
     */
    public record Answer(int status, String server, String text) {
        /** Whether it says yes; that something is so already is a yes, too. */
        public boolean good() {
            return status < 400;
        }

        /** The object that it is; an empty one where it is something else. */
        public Map<String, Object> object() {
            return Json.object(text).orElse(Map.of());
        }

        /** What the engine says of what went wrong. */
        public String message() {
            String message = Json.string(object(), "message");
            return message == null ? text.strip() : message;
        }
    }

    /** Gets what lies at a path. */
    public Answer get(String path) throws IOException {
        return within(PATIENCE, () -> exchange("GET", path, null));
    }

    /** Whether something lies at a path. */
    public boolean head(String path) throws IOException {
        return within(PATIENCE, () -> exchange("HEAD", path, null)).good();
    }

    /** Posts an object, or nothing. */
    public Answer post(String path, @Nullable Map<String, Object> object) throws IOException {
        return within(PATIENCE, () -> exchange("POST", path, object));
    }

    /** Deletes what lies at a path. */
    public Answer delete(String path) throws IOException {
        return within(PATIENCE, () -> exchange("DELETE", path, null));
    }

    /** Has the engine fetch an image, which may take minutes. */
    public Answer pull(String path) throws IOException {
        return within(PULL_PATIENCE, () -> exchange("POST", path, null));
    }

    /** Waits for an answer as long as it takes; for a thread of its own. */
    public Answer await(String path) throws IOException {
        return exchange("POST", path, null);
    }

    /** Sends an archive of files to a path. */
    public Answer send(String method, String path, Path file) throws IOException {
        return within(PATIENCE, () -> {
            try (SocketChannel channel = SocketChannel.open(address.socket())) {
                OutputStream out = Channels.newOutputStream(channel);
                out.write(head(method, path, "Content-Type: application/x-tar\r\n", Files.size(file)));
                Files.copy(file, out);
                return answer(Channels.newInputStream(channel));
            }
        });
    }

    /** Opens what the engine sends as long as it likes: outputs of programs, or a file. Closed by the caller. */
    public InputStream open(String method, String path, @Nullable Map<String, Object> object) throws IOException {
        SocketChannel channel = SocketChannel.open(address.socket());
        boolean done = false;
        try {
            send(channel, method, path, "Connection: Upgrade\r\nUpgrade: tcp\r\n", object);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
            Head head = head(in);
            if (head.status() >= 300) {
                String text = new String(in.readNBytes(HEAD_MAX), StandardCharsets.UTF_8);
                throw new IOException(new Answer(head.status(), head.server(), text).message());
            }
            done = true;
            return in;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private Answer exchange(String method, String path, @Nullable Map<String, Object> object) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address.socket())) {
            send(channel, method, path, "", object);
            return answer(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
        }
    }

    private static void send(
            SocketChannel channel, String method, String path, String headers, @Nullable Map<String, Object> object)
            throws IOException {
        byte[] body = object == null ? new byte[0] : Json.write(object).getBytes(StandardCharsets.UTF_8);
        byte[] head = head(
                method, path, object == null ? headers : headers + "Content-Type: application/json\r\n", body.length);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        Channels.newOutputStream(channel).write(all);
    }

    private static byte[] head(String method, String path, String headers, long length) {
        return (method + " " + path + " HTTP/1.0\r\nHost: docker\r\n" + headers + "Content-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Answer answer(InputStream in) throws IOException {
        Head head = head(in);
        byte[] body = in.readNBytes(ANSWER_MAX);
        return new Answer(head.status(), head.server(), new String(body, StandardCharsets.UTF_8));
    }

    private record Head(int status, String server) {}

    /** Reads the head of an answer. */
    private static Head head(InputStream in) throws IOException {
        String line = line(in);
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/")) {
            throw new IOException("no engine: " + line);
        }
        int read = 0;
        String server = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            read += header.length();
            if (header.regionMatches(true, 0, SERVER, 0, SERVER.length())) {
                server = header.substring(SERVER.length()).strip();
            }
            if (read > HEAD_MAX) {
                throw new IOException("too many headers");
            }
        }
        try {
            return new Head(Integer.parseInt(parts[1]), server);
        } catch (NumberFormatException e) {
            throw new IOException("no engine: " + line, e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the engine ends the connection");
            }
            if (line.length() > HEAD_MAX) {
                throw new IOException("too long a line");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private <T> T within(Duration patience, Callable<T> work) throws IOException {
        Future<T> future = threads.submit(work);
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("The engine at " + address.text() + " does not answer.", e);
        } catch (ExecutionException e) {
            throw new IOException("The engine at " + address.text() + " cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            future.cancel(true);
        }
    }
}

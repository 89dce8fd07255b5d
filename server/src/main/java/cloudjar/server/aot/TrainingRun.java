package cloudjar.server.aot;

import cloudjar.server.CloudServer;
import cloudjar.server.option.InvalidOptionException;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the JVM watches to make the cache: a server that answers, over real sockets, the calls of {@code training.http}
 * often enough for their paths to be known as hot.
 */
public final class TrainingRun {
    private static final String SCRIPT = "training.http";
    private static final int ROUNDS = 300;
    private static final int READ_TIMEOUT_MILLIS = 30_000;

    private TrainingRun() {}

    /** Runs a server of default options on a free port through the script; the result is the exit status. */
    public static int run(List<String> arguments) {
        Settings settings = ServerOptions.read(List.of("--port=0", "--init-dir="), Map.of());
        try (CloudServer server = CloudServer.start(ServerOptions.of(settings), settings)) {
            List<byte[]> requests = TrainingScript.read(script());
            int port = URI.create(server.endpoint()).getPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(READ_TIMEOUT_MILLIS);
                for (int round = 0; round < ROUNDS; round++) {
                    for (byte[] request : requests) {
                        exchange(socket, request);
                    }
                }
            }
            return 0;
        } catch (IOException | InvalidOptionException e) {
            System.err.println("the training run failed: " + e);
            return 1;
        }
    }

    private static String script() throws IOException {
        try (InputStream in = TrainingRun.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException("no resource " + SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void exchange(Socket socket, byte[] request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the server closed the connection after: " + head);
            }
            head.append((char) read);
        }
        String text = head.toString().toLowerCase(Locale.ROOT);
        int at = text.indexOf("content-length:");
        if (at >= 0) {
            int end = text.indexOf('\r', at);
            in.skipNBytes(Long.parseLong(text.substring(at + 15, end).strip()));
        } else if (text.contains("transfer-encoding: chunked")) {
            skipChunks(in);
        }
    }

    private static void skipChunks(InputStream in) throws IOException {
        int size = -1;
        while (size != 0) {
            StringBuilder line = new StringBuilder();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0) {
                    throw new IOException("the server closed the connection between chunks");
                }
                line.append((char) read);
            }
            size = Integer.parseInt(line.toString().strip(), 16);
            in.skipNBytes(size + 2L);
        }
    }
}

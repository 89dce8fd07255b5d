package cloudjar.services.sns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A mail server that keeps what it takes. */
final class Postman implements AutoCloseable {
    private static final String DATA = "DATA";

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final BlockingQueue<List<String>> letters = new LinkedBlockingQueue<>();
    private final Queue<String> answers;

    /**
     * A server.
     *
     * @param answers to the first letters, instead of taking them
     */
    Postman(String... answers) throws IOException {
        this.answers = new ArrayDeque<>(List.of(answers));
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All that was said about the letters that came, each line by line. */
    BlockingQueue<List<String>> letters() {
        return letters;
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    letters.add(listen(client));
                }
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> listen(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        List<String> heard = new ArrayList<>();
        say(out, "220 here");
        boolean inData = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (line.equals(DATA)) {
                inData = true;
                say(out, "354 go on");
            } else if (line.equals(".")) {
                inData = false;
                String answer = answers.poll();
                say(out, answer == null ? "250 taken" : answer);
            } else if (line.startsWith("EHLO")) {
                say(out, "250-here\r\n250 SIZE 1000000");
            } else if (!inData) {
                say(out, line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
        return heard;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

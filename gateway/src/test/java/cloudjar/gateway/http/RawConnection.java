package cloudjar.gateway.http;

import cloudjar.kernel.shape.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection on which a test says exactly which bytes are sent. */
final class RawConnection implements AutoCloseable {
    /** What came back: status line and headers as text, and the body. */
    record Answer(int status, String head, Bytes body) {
        String text() {
            return body.utf8();
        }
    }

    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Closing it breaks it off. */
    RawConnection resetWhenClosed() throws IOException {
        socket.setSoLinger(true, 0);
        return this;
    }

    RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads one answer to a request that may have a body in its answer. */
    Answer answer() throws IOException {
        return answer(true);
    }

    /** Reads one answer. */
    Answer answer(boolean withBody) throws IOException {
        String head = head();
        if (head.isEmpty()) {
            throw new IOException("closed without an answer");
        }
        int status = Integer.parseInt(head.substring(9, 12));
        byte[] body = new byte[0];
        if (withBody && status >= 200 && status != 204 && status != 304) {
            String length = field(head, "content-length");
            body = length != null ? in.readNBytes(Integer.parseInt(length)) : chunks();
        }
        return new Answer(status, head, Bytes.wrap(body));
    }

    private byte[] chunks() throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            all.write(in.readNBytes(size));
            line();
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** The next bytes. */
    byte[] bytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Whether the server has closed its side, after anything still to be read. */
    boolean closed() throws IOException {
        return in.read() < 0;
    }

    /** The value of a header, or null. */
    static @org.jspecify.annotations.Nullable String field(String head, String name) {
        for (String line : head.split("\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    /** Hangs up; may be called more than once. */
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

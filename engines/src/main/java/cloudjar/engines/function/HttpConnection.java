package cloudjar.engines.function;

import cloudjar.kernel.shape.Bytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection of the Runtime API: HTTP/1.1 as runtimes speak it on loopback, with bodies of known length or in chunks. Used
 * by one thread.
 */
final class HttpConnection implements AutoCloseable {
    private static final int LINE_MAX = 64 * 1024;
    private static final int HEADERS_MAX = 100;
    private static final int BUFFER = 32 * 1024;

    /**
     * A request without its body, which is read with {@link #body} or {@link #part} before the answer is sent.
     *
     * @param headers by lower-case names
     */
    record Request(String method, String path, Map<String, String> headers) {
        boolean chunked() {
            return headers.getOrDefault("transfer-encoding", "")
                    .toLowerCase(Locale.ROOT)
                    .contains("chunked");
        }

        int length() throws IOException {
            try {
                return Integer.parseInt(
                        headers.getOrDefault("content-length", "0").strip());
            } catch (NumberFormatException e) {
                throw new IOException("no length: " + headers.get("content-length"), e);
            }
        }
    }

    /** What a body was: too large ones are read to their end and not kept. */
    record Content(Bytes bytes, boolean tooLarge) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Map<String, String> trailers = new HashMap<>();

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** The next request; throws {@link EOFException} at the end of the connection. */
    Request next() throws IOException {
        String start = line();
        String[] parts = start.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("no request: " + start);
        }
        Request request = new Request(parts[0], parts[1], headers());
        if (request.headers().getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return request;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        String line = line();
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 0 || headers.size() >= HEADERS_MAX) {
                throw new IOException("no header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line();
        }
        return headers;
    }

    /** The whole body. */
    Content body(Request request, int max) throws IOException {
        if (!request.chunked()) {
            int length = request.length();
            if (length <= max) {
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    throw new EOFException();
                }
                return new Content(Bytes.wrap(bytes), false);
            }
            in.skipNBytes(length);
            return new Content(Bytes.EMPTY, true);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        boolean tooLarge = false;
        byte[] part = part();
        while (part.length > 0) {
            if (whole.size() + part.length > max) {
                tooLarge = true;
            } else {
                whole.write(part);
            }
            part = part();
        }
        return new Content(tooLarge ? Bytes.EMPTY : Bytes.wrap(whole.toByteArray()), tooLarge);
    }

    /** The next part of a body in chunks; an empty one at its end. */
    byte[] part() throws IOException {
        String size = line();
        int semicolon = size.indexOf(';');
        int length;
        try {
            length = Integer.parseInt((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("no chunk: " + size, e);
        }
        if (length == 0) {
            trailers.clear();
            trailers.putAll(headers());
            return new byte[0];
        }
        byte[] part = in.readNBytes(length);
        if (part.length < length) {
            throw new EOFException();
        }
        String unused = line();
        return part;
    }

    /** Headers that came behind the last body in chunks. */
    Map<String, String> trailers() {
        return trailers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() >= LINE_MAX) {
                throw new IOException("a line of more than " + LINE_MAX + " characters");
            }
            if (c != '\r') {
                line.append((char) c);
            }
            c = in.read();
        }
        return line.toString();
    }

    /** Sends an answer; {@code headers} are whole lines, each with its end. */
    void answer(int status, String headers, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + (status < 300 ? " OK" : " Error") + "\r\n" + headers + "Content-Length: "
                + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

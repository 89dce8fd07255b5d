package cloudjar.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One connection that sends a request and waits for its answer: for what comes before a measurement. */
final class Caller implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final byte[] buffer = new byte[64 << 10];

    Caller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /**
     * Sends the request and returns the body of its answer.
     *
     * @throws IOException where the answer is no success
     */
    String call(byte[] request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
        Answer answer = new Answer(true);
        boolean whole = false;
        while (!whole) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new IOException("the server closed the connection after: " + answer.text());
            }
            whole = answer.take(ByteBuffer.wrap(buffer, 0, count));
        }
        if (answer.status() >= 400) {
            throw new IOException("a call was not answered with success: " + answer.text());
        }
        byte[] body = answer.body();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

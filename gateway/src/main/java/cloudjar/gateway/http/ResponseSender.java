package cloudjar.gateway.http;

import cloudjar.kernel.shape.Body;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Puts an answer on the wire: bytes in one write, streams piece by piece, live content as it is flushed. */
final class ResponseSender {
    /** The largest buffer that Jetty's pool keeps: a larger one would be allocated and cleared for every answer. */
    private static final int PIECE = 64 << 10;

    /** In place of the machine's date, which stands there already. */
    private static final String DATE = HttpHeader.DATE.asString();

    private final ByteBufferPool buffers;

    ResponseSender(ByteBufferPool buffers) {
        this.buffers = buffers;
    }

    /**
     * Sends the answer and completes the callback, in every case.
     *
     * @throws IOException where the client or the content's source fails; the callback is not completed then
     */
    void send(HttpResponse answer, Request request, Response response, Callback callback) throws IOException {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        for (HttpResponse.Header header : answer.headers()) {
            if (header.name().equals(DATE)) {
                fields.put(DATE, header.value());
            } else {
                fields.add(new HttpField(header.name(), header.value()));
            }
        }
        Body body = answer.body();
        HttpResponse.Writer writer = answer.writer();
        if (body != null) {
            sendBody(body, request, response, callback);
        } else if (writer != null) {
            sendLive(writer, response, callback);
        } else {
            response.write(true, content(answer, request), callback);
        }
    }

    /** The bytes to send: none for HEAD, whose length header stands for itself. */
    private static @Nullable ByteBuffer content(HttpResponse answer, Request request) {
        if (answer.length() == 0 || request.getMethod().equals("HEAD")) {
            return null;
        }
        return ByteBuffer.wrap(answer.buffer(), 0, answer.length());
    }

    private void sendBody(Body body, Request request, Response response, Callback callback) throws IOException {
        HttpFields.Mutable fields = response.getHeaders();
        if (body.length() >= 0 && !fields.contains(HttpHeader.CONTENT_LENGTH)) {
            fields.put(HttpHeader.CONTENT_LENGTH, body.length());
        }
        boolean wanted = !request.getMethod().equals("HEAD") && body.length() != 0;
        Body.FilePart file = body.file();
        if (file != null) {
            try (FileChannel channel = file.channel()) {
                if (wanted) {
                    copy(file, channel, response);
                }
            }
        } else {
            try (InputStream in = body.open()) {
                if (wanted && body.length() >= 0) {
                    copy(in, body.length(), response);
                } else if (wanted) {
                    copy(in, response);
                }
            }
        }
        if (wanted) {
            callback.succeeded();
        } else {
            response.write(true, null, callback);
        }
    }

    /** Reads the file into a buffer outside the heap, from which the socket is written without another copy. */
    private void copy(Body.FilePart file, FileChannel channel, Response response) throws IOException {
        RetainableByteBuffer piece = buffers.acquire((int) Math.min(PIECE, Math.max(1, file.length())), true);
        try {
            ByteBuffer buffer = piece.getByteBuffer();
            long at = file.offset();
            long end = at + file.length();
            do {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                int count = channel.read(buffer, at);
                if (count < 0) {
                    throw new IOException("a file ended before its length");
                }
                at += count;
                Content.Sink.write(response, at == end, buffer.flip());
            } while (at < end);
        } finally {
            piece.release();
        }
    }

    /** The last piece ends the answer, so that what is short is one write. */
    private static void copy(InputStream in, long length, Response response) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, length)];
        long left = length;
        do {
            int count = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0) {
                throw new IOException("content ended before its length");
            }
            left -= count;
            Content.Sink.write(response, left == 0, ByteBuffer.wrap(piece, 0, count));
        } while (left > 0);
    }

    private static void copy(InputStream in, Response response) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            Content.Sink.write(response, false, ByteBuffer.wrap(piece, 0, count));
        }
        Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
    }

    private static void sendLive(HttpResponse.Writer writer, Response response, Callback callback) throws IOException {
        try (OutputStream out = Response.asBufferedOutputStream(response.getRequest(), response)) {
            writer.writeTo(out);
        }
        callback.succeeded();
    }
}

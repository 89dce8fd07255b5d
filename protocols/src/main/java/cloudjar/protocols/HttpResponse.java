package cloudjar.protocols;

import cloudjar.kernel.shape.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as a protocol makes it: a status, header lines, and content that is bytes, a {@link Body} or written live. */
public final class HttpResponse {
    /** Content that is produced while it is sent, such as an event stream. */
    @FunctionalInterface
    public interface Writer {
        /** Writes all of it; {@code flush} sends what has been written so far. Does not close {@code out}. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A header line. */
    public record Header(String name, String value) {}

    private static final byte[] EMPTY = {};

    private final int status;
    private final List<Header> headers = new ArrayList<>();
    private byte[] bytes = EMPTY;
    private int length;
    private @Nullable Body body;
    private @Nullable Writer writer;

    public HttpResponse(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The header lines, in the order in which they were added. */
    public List<Header> headers() {
        return headers;
    }

    /** Adds a header line. */
    public HttpResponse header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** The first value of a header; null where it is absent. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** Takes {@code content} as the content, without a copy. */
    public HttpResponse content(byte[] content) {
        return content(content, content.length);
    }

    /** Takes the first {@code length} bytes of {@code buffer} as the content, without a copy. */
    public HttpResponse content(byte[] buffer, int length) {
        this.bytes = buffer;
        this.length = length;
        return this;
    }

    /** Takes streamed content. */
    public HttpResponse content(Body content) {
        this.body = content;
        return this;
    }

    /** Takes live content. */
    public HttpResponse content(Writer content) {
        this.writer = content;
        return this;
    }

    /** The array whose first {@link #length()} bytes are the content, where {@link #body()} and {@link #writer()} are null. */
    public byte[] buffer() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public @Nullable Body body() {
        return body;
    }

    public @Nullable Writer writer() {
        return writer;
    }
}

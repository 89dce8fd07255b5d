package cloudjar.gateway.http;

import cloudjar.gateway.content.CallerBodyException;
import cloudjar.gateway.content.CallerBodyException.Failure;
import cloudjar.gateway.content.ContentErrors;
import cloudjar.protocols.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request over Jetty's own parsed fields: nothing is copied. */
final class JettyRequest implements HttpRequest {
    private static final Logger LOG = LoggerFactory.getLogger(JettyRequest.class);
    private static final int FIRST_BUFFER = 8 << 10;

    /** How much a client may send on that has its answer already: as long as the longest bodies that people send by mistake. */
    private static final long DRAIN_MAX = 1L << 30;

    private final Request request;
    private final HttpFields fields;
    private final HttpURI uri;
    private final BodyLimits limits;
    private byte @Nullable [] whole;
    private @Nullable CallerInputStream content;

    JettyRequest(Request request, BodyLimits limits) {
        this.request = request;
        this.fields = request.getHeaders();
        this.uri = request.getHttpURI();
        this.limits = limits;
    }

    /** The {@code Host} header, or what HTTP/2 has in its place; empty where there is none. */
    String authority() {
        String host = fields.get(HttpHeader.HOST);
        if (host == null) {
            host = uri.getAuthority();
        }
        return host == null ? "" : host;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        String path = uri.getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public @Nullable String rawQuery() {
        return uri.getQuery();
    }

    @Override
    public @Nullable String header(String name) {
        String value = fields.get(name);
        if (value == null && name.equalsIgnoreCase("host")) {
            String authority = authority();
            return authority.isEmpty() ? null : authority;
        }
        return value;
    }

    @Override
    public List<String> headers(String name) {
        // Jetty's own list splits nothing: one element per line.
        return fields.getValuesList(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        for (HttpField field : fields) {
            String value = field.getValue();
            line.accept(field.getName(), value == null ? "" : value);
        }
    }

    @Override
    public long contentLength() {
        long length = request.getLength();
        if (length < 0 && !fields.contains(HttpHeader.TRANSFER_ENCODING) && endsWithHeaders()) {
            return 0;
        }
        return length;
    }

    /** Whether an HTTP/1 request without a length has no body, which only a transfer coding could give it. */
    private boolean endsWithHeaders() {
        return request.getConnectionMetaData().getHttpVersion().getVersion() < 20;
    }

    @Override
    public InputStream body() {
        return whole == null ? stream() : new ByteArrayInputStream(whole);
    }

    @Override
    public byte[] bytes() throws IOException {
        byte[] known = whole;
        if (known == null) {
            whole = known = read();
        }
        return known;
    }

    private InputStream stream() {
        content = limits.limit(Request.asInputStream(request));
        return content;
    }

    /**
     * Whether the client has more to send than was read, on a connection that it needs for the answer. A client that waits to
     * be asked for its body, and was not, has nothing; in HTTP/2 an answer comes through beside the body.
     */
    boolean hasLeftovers() {
        if (!endsWithHeaders() || whole != null || contentLength() == 0) {
            return false;
        }
        return content == null ? !fields.contains(HttpHeader.EXPECT) : !content.ended();
    }

    /** Reads what the client still sends, up to a bound, and drops it. */
    void drain() {
        byte[] piece = new byte[FIRST_BUFFER];
        try (InputStream in = stream()) {
            long left = DRAIN_MAX;
            for (int count = in.read(piece); count >= 0 && left > 0; count = in.read(piece)) {
                left -= count;
            }
        } catch (IOException e) {
            // The answer is sent; that the rest of the request cannot be had is the client's affair.
            LOG.debug("the rest of a body could not be read", e);
        }
    }

    private byte[] read() throws IOException {
        long length = contentLength();
        int bodyMax = limits.sizeMax();
        if (length > bodyMax) {
            throw ContentErrors.tooLong(bodyMax);
        }
        InputStream in = stream();
        if (length >= 0) {
            byte[] content = new byte[(int) length];
            if (in.readNBytes(content, 0, content.length) < length) {
                throw new CallerBodyException(Failure.BROKEN, new EOFException("the body ended early"));
            }
            return content;
        }
        byte[] content = new byte[FIRST_BUFFER];
        int filled = 0;
        while (true) {
            int count = in.read(content, filled, content.length - filled);
            if (count < 0) {
                return Arrays.copyOf(content, filled);
            }
            filled += count;
            if (filled > bodyMax) {
                throw ContentErrors.tooLong(bodyMax);
            }
            if (filled == content.length) {
                content = Arrays.copyOf(content, (int) Math.min(2L * filled, bodyMax + 1L));
            }
        }
    }
}

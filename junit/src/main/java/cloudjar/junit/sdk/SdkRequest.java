package cloudjar.junit.sdk;

import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.chain.Received;
import cloudjar.gateway.content.CallerBodyException;
import cloudjar.gateway.content.ContentErrors;
import cloudjar.protocols.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A request of the SDK as the front door sees it. */
final class SdkRequest implements HttpRequest {
    private static final int BODY_MAX = GatewayOptions.DEFAULTS.bodyMax();

    private final SdkHttpRequest request;
    private final String world;
    private final @Nullable InputStream content;
    private byte @Nullable [] whole;
    private @Nullable IOException failure;

    /**
     * A request to a world.
     *
     * @param world the path that chooses it: clients of query protocols (IAM, SNS) leave out the path of their endpoint
     * @param content the body; null where there is none
     */
    SdkRequest(SdkHttpRequest request, String world, @Nullable InputStream content) {
        this.request = request;
        this.world = world;
        this.content = content;
    }

    /** The request as it would come from a socket. */
    Received received() {
        return new Received(this, request.protocol(), authority(), "127.0.0.1");
    }

    /** Why the SDK's own body could not be read; null where it could. */
    @Nullable
    IOException failure() {
        return failure;
    }

    private String authority() {
        String host = request.firstMatchingHeader("Host").orElse(null);
        if (host != null) {
            return host;
        }
        boolean usual = request.port() == (request.protocol().equals("https") ? 443 : 80);
        return usual ? request.host() : request.host() + ":" + request.port();
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String rawPath() {
        String path = request.encodedPath();
        if (!path.startsWith(world)) {
            return world + (path.startsWith("/") ? "" : "/") + path;
        }
        return path.isEmpty() ? "/" : path;
    }

    @Override
    public @Nullable String rawQuery() {
        return request.encodedQueryParameters().orElse(null);
    }

    @Override
    public @Nullable String header(String name) {
        String value = request.firstMatchingHeader(name).orElse(null);
        return value == null && name.equalsIgnoreCase("host") ? authority() : value;
    }

    @Override
    public List<String> headers(String name) {
        return request.matchingHeaders(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        request.forEachHeader((name, values) -> values.forEach(value -> line.accept(name, value)));
    }

    @Override
    public long contentLength() {
        if (content == null) {
            return 0;
        }
        return request.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(-1L);
    }

    @Override
    public InputStream body() {
        if (whole != null) {
            return new ByteArrayInputStream(whole);
        }
        return content == null ? InputStream.nullInputStream() : new CallersContent(content);
    }

    @Override
    public byte[] bytes() throws IOException {
        byte[] known = whole;
        if (known == null) {
            known = body().readNBytes(BODY_MAX + 1);
            if (known.length > BODY_MAX) {
                throw ContentErrors.tooLong(BODY_MAX);
            }
            whole = known;
        }
        return known;
    }

    /** Notes what its source fails with, and says that the caller is to blame. */
    private final class CallersContent extends FilterInputStream {
        CallersContent(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (IOException e) {
                failure = e;
                throw new CallerBodyException(CallerBodyException.Failure.BROKEN, e);
            }
        }
    }
}

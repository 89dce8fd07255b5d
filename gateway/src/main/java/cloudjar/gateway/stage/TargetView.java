package cloudjar.gateway.stage;

import cloudjar.protocols.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request with another path or query.
 *
 * @param inner everything else of it
 */
public record TargetView(
        HttpRequest inner, String rawPath, @Nullable String rawQuery) implements HttpRequest {
    /** The request with another path. */
    public TargetView(HttpRequest inner, String rawPath) {
        this(inner, rawPath, inner.rawQuery());
    }

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public @Nullable String header(String name) {
        return inner.header(name);
    }

    @Override
    public List<String> headers(String name) {
        return inner.headers(name);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        inner.forEachHeader(line);
    }

    @Override
    public long contentLength() {
        return inner.contentLength();
    }

    @Override
    public InputStream body() throws IOException {
        return inner.body();
    }

    @Override
    public byte[] bytes() throws IOException {
        return inner.bytes();
    }
}

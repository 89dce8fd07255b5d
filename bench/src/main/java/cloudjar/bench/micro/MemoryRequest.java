package cloudjar.bench.micro;

import cloudjar.protocols.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A POST to the root whose body is in memory already. */
final class MemoryRequest implements HttpRequest {
    private final String contentType;
    private final byte[] content;

    MemoryRequest(String contentType, String content) {
        this.contentType = contentType;
        this.content = content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String rawPath() {
        return "/";
    }

    @Override
    public @Nullable String rawQuery() {
        return null;
    }

    @Override
    public @Nullable String header(String name) {
        return name.equalsIgnoreCase("Content-Type") ? contentType : null;
    }

    @Override
    public List<String> headers(String name) {
        return name.equalsIgnoreCase("Content-Type") ? List.of(contentType) : List.of();
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        line.accept("Content-Type", contentType);
    }

    @Override
    public long contentLength() {
        return content.length;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public byte[] bytes() {
        return content;
    }
}

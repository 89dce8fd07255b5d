package cloudjar.server.admin;

import cloudjar.protocols.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request that did not come over a socket. */
record FakeRequest(String method, String rawPath, @Nullable String rawQuery, Map<String, String> lines, String content)
        implements HttpRequest {
    static FakeRequest get(String path) {
        return new FakeRequest("GET", path, null, Map.of(), "");
    }

    static FakeRequest post(String path, String body) {
        return new FakeRequest("POST", path, null, Map.of(), body);
    }

    FakeRequest query(String query) {
        return new FakeRequest(method, rawPath, query, lines, content);
    }

    FakeRequest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(lines);
        more.put(header, value);
        return new FakeRequest(method, rawPath, rawQuery, more, content);
    }

    @Override
    public @Nullable String header(String name) {
        return lines.get(name);
    }

    @Override
    public List<String> headers(String name) {
        String value = lines.get(name);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        lines.forEach(line);
    }

    @Override
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long contentLength() {
        return bytes().length;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(bytes());
    }
}

package cloudjar.gateway;

import cloudjar.gateway.chain.Received;
import cloudjar.protocols.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request without a socket. */
public final class TestRequest implements HttpRequest {
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private byte[] content = new byte[0];
    private String host = "localhost:4566";
    private @Nullable IOException failure;

    private TestRequest(String method, String path, @Nullable String query) {
        this.method = method;
        this.path = path;
        this.query = query;
    }

    /** A request for {@code GET /path?query}. */
    public static TestRequest of(String line) {
        int space = line.indexOf(' ');
        int question = line.indexOf('?');
        String path = line.substring(space + 1, question < 0 ? line.length() : question);
        return new TestRequest(line.substring(0, space), path, question < 0 ? null : line.substring(question + 1));
    }

    /** Adds a header. */
    public TestRequest with(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** Leaves a header out. */
    public TestRequest without(String name) {
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        return this;
    }

    /** Signs as this service does, in us-east-1, with no signature to speak of. */
    public TestRequest signedFor(String service) {
        return signedFor("test", "us-east-1", service);
    }

    /** Signs with no signature to speak of. */
    public TestRequest signedFor(String accessKey, String region, String service) {
        return with(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/20260101/" + region + "/" + service
                        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
    }

    /** Names the host. */
    public TestRequest at(String newHost) {
        host = newHost;
        return this;
    }

    /** Has this body. */
    public TestRequest body(String text) {
        content = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Has this body. */
    public TestRequest body(byte[] bytes) {
        content = bytes;
        return this;
    }

    /** Has a form for its body. */
    public TestRequest form(String text) {
        return with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body(text);
    }

    /** Has JSON for its body and names the operation. */
    public TestRequest json(String target, String text) {
        return with("Content-Type", "application/x-amz-json-1.0")
                .with("X-Amz-Target", target)
                .body(text);
    }

    /** Fails when its body is read. */
    public TestRequest failing(IOException with) {
        failure = with;
        return this;
    }

    /** The request as the edge hands it on. */
    public Received received() {
        return new Received(this, "http", host, "127.0.0.1");
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return path;
    }

    @Override
    public @Nullable String rawQuery() {
        return query;
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        headers.forEach(header -> line.accept(header.getKey(), header.getValue()));
    }

    @Override
    public long contentLength() {
        return content.length;
    }

    @Override
    public InputStream body() throws IOException {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public byte[] bytes() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return content;
    }
}

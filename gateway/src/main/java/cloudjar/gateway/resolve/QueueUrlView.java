package cloudjar.gateway.resolve;

import cloudjar.kernel.tenancy.Account;
import cloudjar.protocols.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A form sent to a queue's URL, which names the queue where the form does not.
 *
 * @param inner everything but its query
 */
record QueueUrlView(HttpRequest inner, String rawQuery) implements HttpRequest {
    private static final String PARAMETER = "QueueUrl";
    private static final int ACCOUNT_LENGTH = 12;

    /** The form with its queue: the form itself where it names one or was not sent to one. */
    static HttpRequest of(HttpRequest form) throws IOException {
        String query = form.rawQuery();
        if (!isQueueUrl(form.rawPath()) || QueryScan.has(query, PARAMETER, null)) {
            return form;
        }
        String body = new String(form.bytes(), StandardCharsets.ISO_8859_1);
        if (QueryScan.has(body, PARAMETER, null)) {
            return form;
        }
        String named = PARAMETER + "=" + form.rawPath();
        return new QueueUrlView(form, query == null || query.isEmpty() ? named : query + "&" + named);
    }

    /** Whether the path is that of a queue URL, {@code /123456789012/name} or {@code /queue/region/123456789012/name}. */
    static boolean isQueueUrl(String path) {
        int start = 1;
        if (path.startsWith("/queue/")) {
            start = path.indexOf('/', "/queue/".length()) + 1;
        }
        int end = start + ACCOUNT_LENGTH;
        return path.length() > end && path.charAt(end) == '/' && Account.isId(path.substring(start, end));
    }

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public String rawPath() {
        return inner.rawPath();
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

package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.protocols.HttpRequest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request of a test case. */
public record CaseRequest(
        String method, String rawPath, @Nullable String rawQuery, List<Map.Entry<String, String>> lines, Bytes content)
        implements HttpRequest {
    /** A request with one line per header. */
    public static CaseRequest of(
            String method, String uri, List<String> query, Map<String, String> headers, byte[] content) {
        int question = uri.indexOf('?');
        List<String> parameters = new ArrayList<>(query);
        if (question >= 0) {
            parameters.add(uri.substring(question + 1));
        }
        return new CaseRequest(
                method,
                question < 0 ? uri : uri.substring(0, question),
                parameters.isEmpty() ? null : String.join("&", parameters),
                List.copyOf(headers.entrySet()),
                Bytes.wrap(content));
    }

    @Override
    public @Nullable String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public List<String> headers(String name) {
        return lines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> line) {
        lines.forEach(entry -> line.accept(entry.getKey(), entry.getValue()));
    }

    @Override
    public long contentLength() {
        return content.size();
    }

    @Override
    public byte[] bytes() {
        return content.toArray();
    }

    @Override
    public InputStream body() {
        return content.stream();
    }
}

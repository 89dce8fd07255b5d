package cloudjar.kernel.blob.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Calls one bucket. What fails in a way that another try may mend is tried again, at once. Thread-safe. */
final class S3Client implements AutoCloseable {
    private static final int TRIES_MAX = 4;
    private static final int SUCCESS_MAX = 299;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_FAULT = 500;
    private static final int REASON_MAX = 300;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final S3Address address;
    private final S3Signature signature;
    private final InstantSource time;

    S3Client(S3Address address, InstantSource time) {
        this.address = address;
        this.signature = new S3Signature(address);
        this.time = time;
    }

    /** An answer without success. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }

        boolean notFound() {
            return status == NOT_FOUND;
        }
    }

    /** A value, as a part of a query. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Calls.
     *
     * @param key the object's name below the prefix; empty for the bucket itself
     * @param query percent-encoded; empty for none
     */
    HttpResponse<InputStream> call(String method, String key, String query, Map<String, String> headers, byte[] body)
            throws IOException {
        URI uri = URI.create(address.endpoint() + "/" + address.bucket()
                + (key.isEmpty() ? "" : "/" + encode(address.prefix() + key).replace("%2F", "/"))
                + (query.isEmpty() ? "" : "?" + query));
        IOException last = new IOException("no try");
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            try {
                HttpResponse<InputStream> response = send(method, uri, headers, body);
                if (response.statusCode() <= SUCCESS_MAX) {
                    return response;
                }
                RefusedException refused = refusal(method, uri, response);
                if (refused.status() < SERVER_FAULT) {
                    throw refused;
                }
                last = refused;
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("the store of content does not answer as it should: " + last.getMessage(), last);
    }

    /** As {@link #call}, for the text of the answer. */
    String text(String method, String key, String query, byte[] body) throws IOException {
        try (InputStream answer = call(method, key, query, Map.of(), body).body()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<InputStream> send(String method, URI uri, Map<String, String> headers, byte[] body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_MAX)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        signature.sign(method, uri, headers, body, time.instant()).forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static RefusedException refusal(String method, URI uri, HttpResponse<InputStream> response)
            throws IOException {
        try (InputStream body = response.body()) {
            String reason = new String(body.readNBytes(REASON_MAX), StandardCharsets.UTF_8);
            return new RefusedException(
                    response.statusCode(),
                    method + " " + uri.getRawPath() + " was answered with status " + response.statusCode() + " "
                            + reason);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

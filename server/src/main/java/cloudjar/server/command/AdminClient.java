package cloudjar.server.command;

import cloudjar.server.option.HttpOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Calls the admin API of a running server. */
final class AdminClient implements AutoCloseable {
    private static final int SUCCESS_MAX = 299;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpOptions server;

    AdminClient(HttpOptions server) {
        this.server = server;
    }

    /** A call that was not answered with success, with the server's words. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** A value, as the part of a query. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Calls, and returns the answer's text. */
    String call(String method, String path) throws IOException {
        return text(send(request(path).method(method, BodyPublishers.noBody()), BodyHandlers.ofInputStream()));
    }

    /** Sends a file, and returns the answer's text. */
    String send(String path, Path file) throws IOException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofFile(file));
        return text(send(request, BodyHandlers.ofInputStream()));
    }

    /** Copies what the server sends. */
    void fetch(String path, OutputStream target) throws IOException {
        HttpResponse<InputStream> response = send(request(path).GET(), BodyHandlers.ofInputStream());
        if (response.statusCode() > SUCCESS_MAX) {
            throw new RefusedException(text(response));
        }
        try (InputStream body = response.body()) {
            body.transferTo(target);
        }
    }

    /** Copies what the server sends to a file, which appears whole or not at all. */
    void fetch(String path, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            fetch(path, out);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + host() + ":" + server.port() + path));
        server.adminToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private String host() {
        String host = server.loopbackOnly() ? server.hosts().getFirst() : "localhost";
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, HttpResponse.BodyHandler<InputStream> handler)
            throws IOException {
        try {
            return client.send(request.build(), handler);
        } catch (ConnectException e) {
            throw new IOException("no server answers at " + host() + ":" + server.port(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        String text;
        try (InputStream body = response.body()) {
            text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (response.statusCode() > SUCCESS_MAX) {
            throw new RefusedException(text.isBlank() ? "status " + response.statusCode() : text.strip());
        }
        return text;
    }

    @Override
    public void close() {
        client.close();
    }
}

package cloudjar.engines.function;

import cloudjar.engines.telemetry.SubscriptionRequest;
import cloudjar.engines.telemetry.TelemetryApi;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome.Answer;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS's Runtime API and Extensions API for one sandbox, on a port of its own on loopback.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html">Telemetry API</a>
 */
final class RuntimeApi implements AutoCloseable {
    /** The largest response of a function (Lambda quotas; the figure is that of the error's sentence). */
    static final int RESPONSE_BYTES_MAX = 6 * 1024 * 1024 + 100;

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String EXTENSION = "/2020-01-01/extension/";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
    private static final int ACCEPTED_STATUS = 202;
    private static final int BACKLOG = 16;

    private final ServerSocket server;
    private final ExecutorService threads;
    private final Desk desk;

    RuntimeApi(Desk desk, ExecutorService threads) throws IOException {
        this.desk = desk;
        this.threads = threads;
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Host and port, as runtimes are told. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> converse(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("A sandbox's port does not answer any more.", e);
                }
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (HttpConnection connection = new HttpConnection(socket)) {
            while (!server.isClosed()) {
                answer(connection, connection.next());
            }
        } catch (EOFException e) {
            LOG.trace("A runtime has left.", e);
        } catch (IOException e) {
            LOG.debug("A runtime has left in the middle.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpConnection connection, HttpConnection.Request request)
            throws IOException, InterruptedException {
        String path = request.path();
        if (path.equals(RUNTIME + "invocation/next")) {
            next(connection);
        } else if (path.startsWith(RUNTIME + "invocation/")) {
            finished(connection, request, path.substring((RUNTIME + "invocation/").length()));
        } else if (path.equals(RUNTIME + "init/error")) {
            desk.initFailed(failure(connection.body(request, RESPONSE_BYTES_MAX)));
            connection.answer(ACCEPTED_STATUS, JSON, ACCEPTED);
        } else if (path.startsWith(EXTENSION)) {
            extension(connection, request, path.substring(EXTENSION.length()));
        } else if (TelemetryApi.at(path).isPresent()) {
            subscribe(connection, request, TelemetryApi.at(path).get());
        } else {
            HttpConnection.Content unused = connection.body(request, RESPONSE_BYTES_MAX);
            connection.answer(404, JSON, error("NotFound", "404 page not found"));
        }
    }

    private void next(HttpConnection connection) throws IOException, InterruptedException {
        Desk.Work work = desk.next();
        Invocation invocation = work.invocation();
        StringBuilder headers = new StringBuilder(300)
                .append("Content-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: ")
                .append(invocation.requestId())
                .append("\r\nLambda-Runtime-Deadline-Ms: ")
                .append(work.deadlineMillis())
                .append("\r\nLambda-Runtime-Invoked-Function-Arn: ")
                .append(invocation.functionArn())
                .append("\r\nLambda-Runtime-Trace-Id: ")
                .append(invocation.traceId())
                .append("\r\n");
        if (invocation.clientContext() != null) {
            headers.append("Lambda-Runtime-Client-Context: ")
                    .append(invocation.clientContext().replaceAll("[\r\n]", " "))
                    .append("\r\n");
        }
        connection.answer(200, headers.toString(), invocation.payload().toArray());
    }

    private void finished(HttpConnection connection, HttpConnection.Request request, String rest) throws IOException {
        int slash = rest.indexOf('/');
        String id = slash < 0 ? rest : rest.substring(0, slash);
        Optional<Desk.Work> work = desk.working(id);
        boolean response = rest.endsWith("/response");
        if (response
                && work.isPresent()
                && request.headers()
                        .getOrDefault("lambda-runtime-function-response-mode", "")
                        .equals("streaming")) {
            stream(connection, request, work.get());
            return;
        }
        HttpConnection.Content content = connection.body(request, RESPONSE_BYTES_MAX);
        if (work.isEmpty()) {
            connection.answer(400, JSON, error("InvalidRequestID", "Invalid request ID"));
        } else if (content.tooLarge()) {
            String message =
                    "Response payload size exceeded maximum allowed payload size (" + RESPONSE_BYTES_MAX + " bytes).";
            work.get()
                    .end(new Answer.Failed(Bytes.ofUtf8("{\"errorMessage\":" + Json.quote(message)
                            + ",\"errorType\":\"Function.ResponseSizeTooLarge\"}")));
            connection.answer(413, JSON, error("RequestEntityTooLarge", message));
        } else {
            String type = request.headers().getOrDefault("content-type", "application/json");
            work.get().end(response ? new Answer.Returned(content.bytes(), type) : failure(content));
            connection.answer(ACCEPTED_STATUS, JSON, ACCEPTED);
        }
    }

    /** Hands a streamed response on, part by part; who waits for the whole has it collected. */
    private static void stream(HttpConnection connection, HttpConnection.Request request, Desk.Work work)
            throws IOException {
        String type = request.headers().getOrDefault("content-type", "application/octet-stream");
        Invocation.Stream stream = work.invocation().stream();
        Collected collected = new Collected();
        if (stream != null) {
            stream.begin(type);
        }
        byte[] part = request.chunked()
                ? connection.part()
                : connection.body(request, RESPONSE_BYTES_MAX).bytes().toArray();
        while (part.length > 0) {
            if (stream != null) {
                stream.part(Bytes.wrap(part));
            } else {
                collected.add(part);
            }
            part = request.chunked() ? connection.part() : new byte[0];
        }
        String failed = connection.trailers().get("lambda-runtime-function-error-type");
        if (request.chunked() && failed != null) {
            work.end(new Answer.Failed(
                    streamedError(failed, connection.trailers().get("lambda-runtime-function-error-body"))));
        } else {
            work.end(new Answer.Returned(collected.bytes(), type));
        }
        connection.answer(ACCEPTED_STATUS, JSON, ACCEPTED);
    }

    private static Bytes streamedError(String type, @Nullable String encoded) {
        if (encoded != null) {
            try {
                return Bytes.ofBase64(encoded);
            } catch (IllegalArgumentException e) {
                return Bytes.ofUtf8(encoded);
            }
        }
        return Bytes.ofUtf8("{\"errorType\":" + Json.quote(type) + "}");
    }

    private void extension(HttpConnection connection, HttpConnection.Request request, String what)
            throws IOException, InterruptedException {
        HttpConnection.Content content = connection.body(request, RESPONSE_BYTES_MAX);
        if (what.equals("register")) {
            String name = request.headers().getOrDefault("lambda-extension-name", "");
            String id = desk.extensions().register(name, kinds(content));
            connection.answer(
                    200,
                    JSON + "Lambda-Extension-Identifier: " + id + "\r\n",
                    Json.write(desk.description()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        String id = request.headers().getOrDefault("lambda-extension-identifier", "");
        if (!desk.extensions().knows(id)) {
            connection.answer(403, JSON, error("Extension.UnknownExtensionIdentifier", "Unknown extension identifier"));
        } else if (what.equals("event/next")) {
            Map<String, Object> ready = desk.extensions().becomesReady(id);
            if (!ready.isEmpty()) {
                desk.telemetry().tell("extension", () -> ready);
            }
            Map<String, Object> event = desk.extensions().next(id);
            connection.answer(
                    200,
                    JSON + "Lambda-Extension-Event-Identifier: " + id + "\r\n",
                    Json.write(event).getBytes(StandardCharsets.UTF_8));
        } else {
            desk.initFailed(failure(content));
            connection.answer(ACCEPTED_STATUS, JSON, ACCEPTED);
        }
    }

    /** Takes a subscription in; only while the sandbox begins. */
    private void subscribe(HttpConnection connection, HttpConnection.Request request, TelemetryApi api)
            throws IOException {
        HttpConnection.Content content = connection.body(request, RESPONSE_BYTES_MAX);
        String name = desk.extensions().name(request.headers().getOrDefault("lambda-extension-identifier", ""));
        if (name == null) {
            connection.answer(403, JSON, error("Extension.UnknownExtensionIdentifier", "Unknown extension identifier"));
        } else if (!desk.telemetry().isOpen()) {
            connection.answer(
                    403,
                    JSON,
                    error(api.title() + ".SubscriptionClosed", api.title() + " API subscription is closed already"));
        } else {
            try {
                Map<String, Object> said = Json.object(content.bytes().utf8()).orElse(Map.of());
                desk.telemetry().subscribe(name, SubscriptionRequest.of(api, said));
                connection.answer(200, JSON, "\"OK\"".getBytes(StandardCharsets.UTF_8));
            } catch (SubscriptionRequest.RefusedException e) {
                connection.answer(400, JSON, error("ValidationError", String.valueOf(e.getMessage())));
            }
        }
    }

    /** The kinds of events that an extension asks for. */
    private static Set<String> kinds(HttpConnection.Content content) {
        Set<String> kinds = new HashSet<>();
        Json.object(content.bytes().utf8()).map(asked -> asked.get("events")).ifPresent(events -> {
            if (events instanceof List<?> list) {
                list.forEach(each -> kinds.add(String.valueOf(each)));
            }
        });
        return kinds;
    }

    private static Answer.Failed failure(HttpConnection.Content content) {
        return new Answer.Failed(content.bytes());
    }

    private static byte[] error(String type, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("errorMessage", message);
        error.put("errorType", type);
        error.put("stackTrace", List.of());
        return Json.write(error).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

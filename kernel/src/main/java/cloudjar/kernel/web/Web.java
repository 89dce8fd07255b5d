package cloudjar.kernel.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests to addresses outside. Who asks does not wait: the answer comes on a thread of its own. Redirects are not
 * followed. Thread-safe; its threads do not keep the process alive.
 */
public final class Web {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable HttpClient client;

    /** Sends a request. {@code answered} is called once, whatever becomes of it. */
    public void post(WebRequest request, Consumer<WebAnswer> answered) {
        HttpRequest wire;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                    .timeout(request.timeout())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().toArray()));
            request.headers().forEach(builder::header);
            wire = builder.build();
        } catch (IllegalArgumentException e) {
            answered.accept(new WebAnswer.Unreachable(String.valueOf(e.getMessage())));
            return;
        }
        var unused = client().sendAsync(wire, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> answered.accept(
                        failure == null ? new WebAnswer.Answered(answer.statusCode()) : unreachable(failure)));
    }

    private static WebAnswer unreachable(Throwable failure) {
        Throwable cause = failure instanceof IOException || failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return new WebAnswer.Unreachable(message == null ? cause.getClass().getSimpleName() : message);
    }

    private HttpClient client() {
        HttpClient open = client;
        if (open != null) {
            return open;
        }
        opening.lock();
        try {
            open = client;
            if (open == null) {
                // Starting one takes as long as starting the rest of the server: not before it is needed.
                open = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
                client = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }
}

package cloudjar.junit.sdk;

import cloudjar.gateway.chain.Entry;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Hands requests to the front door, each on a virtual thread of its own. */
final class InProcessAsyncHttpClient implements SdkAsyncHttpClient {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessAsyncHttpClient.class);

    private final Entry entry;
    private final String path;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    InProcessAsyncHttpClient(Entry entry, String path) {
        this.entry = entry;
        this.path = path;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        Execution execution = new Execution();
        execution.running = threads.submit(() -> run(request, execution));
        return execution;
    }

    /** A call that its caller may give up: what it waits for in the cloud is interrupted then. */
    private static final class Execution extends CompletableFuture<Void> {
        private volatile @Nullable Future<?> running;

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            Future<?> given = running;
            if (given != null) {
                given.cancel(true);
            }
            return super.cancel(mayInterruptIfRunning);
        }
    }

    private void run(AsyncExecuteRequest request, CompletableFuture<Void> done) {
        try {
            answer(request);
            done.complete(null);
        } catch (IOException e) {
            LOG.debug("a request in process failed", e);
            request.responseHandler().onError(e);
            done.completeExceptionally(e);
        }
    }

    private void answer(AsyncExecuteRequest request) throws IOException {
        try (ContentReader content = new ContentReader()) {
            request.requestContentPublisher().subscribe(content);
            boolean empty = request.requestContentPublisher()
                    .contentLength()
                    .filter(length -> length == 0)
                    .isPresent();
            SdkRequest http = new SdkRequest(request.request(), path, empty ? null : content);
            HttpResponse response = entry.handle(http.received());
            IOException failure = http.failure();
            if (failure != null) {
                throw new IOException("the request's content cannot be read", failure);
            }
            SdkAnswer answer = new SdkAnswer(response, request.request().method() == SdkHttpMethod.HEAD);
            request.responseHandler().onHeaders(answer.status());
            request.responseHandler().onStream(published(answer.content(threads)));
        }
    }

    private Publisher<ByteBuffer> published(Optional<InputStream> content) {
        return content.<AsyncRequestBody>map(in -> AsyncRequestBody.fromInputStream(
                        configuration -> configuration.inputStream(in).executor(threads)))
                .orElseGet(AsyncRequestBody::empty);
    }

    @Override
    public String clientName() {
        return "InProcessAsync";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

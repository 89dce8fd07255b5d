package cloudjar.junit.sdk;

import cloudjar.gateway.chain.Entry;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Hands requests to the front door on the calling thread. */
final class InProcessHttpClient implements SdkHttpClient {
    private final Entry entry;
    private final String path;
    private final ExecutorService writing = Executors.newVirtualThreadPerTaskExecutor();

    InProcessHttpClient(Entry entry, String path) {
        this.entry = entry;
        this.path = path;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // Whoever aborts interrupts the calling thread too, which ends every wait in the cloud.
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        InputStream content = request.contentStreamProvider()
                .map(provider -> provider.newStream())
                .orElse(null);
        SdkRequest http = new SdkRequest(request.httpRequest(), path, content);
        HttpResponse response = entry.handle(http.received());
        IOException failure = http.failure();
        if (failure != null) {
            throw new IOException("the request's content cannot be read", failure);
        }
        SdkAnswer answer = new SdkAnswer(response, request.httpRequest().method() == SdkHttpMethod.HEAD);
        HttpExecuteResponse.Builder out = HttpExecuteResponse.builder().response(answer.status());
        answer.content(writing).ifPresent(in -> out.responseBody(AbortableInputStream.create(in)));
        return out.build();
    }

    @Override
    public String clientName() {
        return "InProcess";
    }

    @Override
    public void close() {
        writing.shutdownNow();
    }
}

package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A web endpoint that keeps what it is sent, and answers as it is told to. */
final class Receiver implements AutoCloseable {
    /** What was posted. */
    record Post(Headers headers, String body) {}

    private final HttpServer server;
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Post(exchange.getRequestHeaders(), body));
        Integer status = answers.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/inbox";
    }

    /** The next requests are answered so, the first with the first; others with 200. */
    void answer(int... statuses) {
        for (int status : statuses) {
            answers.add(status);
        }
    }

    /** The next post; waits for it. */
    Post next() throws InterruptedException {
        Post post = posts.poll(20, TimeUnit.SECONDS);
        assertThat(post).as("a post").isNotNull();
        return post;
    }

    boolean isEmpty() {
        return posts.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

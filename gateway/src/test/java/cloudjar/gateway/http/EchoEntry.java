package cloudjar.gateway.http;

import cloudjar.gateway.chain.Entry;
import cloudjar.gateway.chain.Received;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Signals;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Answers with what it was asked; some paths do something particular. */
final class EchoEntry implements Entry {
    /** Released by the test that asks for {@code /wait}. */
    final CountDownLatch proceed = new CountDownLatch(1);

    /** Counted down when {@code /wait} is asked for. */
    final CountDownLatch waiting;

    /** How {@code /poll}, which waits for news that never come, has ended. */
    final CompletableFuture<Wakeup> polled = new CompletableFuture<>();

    private final Clock clock = new Clock();
    final Signals signals = new Signals(clock);

    /** Waits for one. */
    EchoEntry() {
        this(1);
    }

    /** Waits for so many. */
    EchoEntry(int waiters) {
        waiting = new CountDownLatch(waiters);
    }

    volatile @Nullable Path file;

    @Override
    public HttpResponse handle(Received received) {
        HttpRequest request = received.request();
        try {
            return answer(received, request);
        } catch (ApiException e) {
            return new HttpResponse(e.status()).content(bytes(e.code()));
        } catch (IOException e) {
            return new HttpResponse(400).content(bytes(e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse answer(Received received, HttpRequest request) throws IOException, InterruptedException {
        return switch (request.rawPath()) {
            case "/body" -> new HttpResponse(200).content(request.bytes());
            case "/length" -> new HttpResponse(200).content(bytes(Long.toString(drain(request.body()))));
            case "/refuse" -> new HttpResponse(403).content(bytes("refused"));
            case "/head" -> new HttpResponse(200).header("Content-Length", "12345");
            case "/stream" ->
                new HttpResponse(200).content(Body.of(new ByteArrayInputStream(new byte[300_000]), 300_000));
            case "/unsized" -> new HttpResponse(200).content(Body.of(new ByteArrayInputStream(new byte[300_000]), -1));
            case "/file" -> new HttpResponse(200).content(file());
            case "/live" ->
                new HttpResponse(200).content((HttpResponse.Writer) out -> {
                    out.write(bytes("one "));
                    out.flush();
                    out.write(bytes("two"));
                });
            case "/wait" -> {
                waiting.countDown();
                proceed.await();
                yield new HttpResponse(200).content(bytes("waited"));
            }
            case "/poll" -> new HttpResponse(200).content(bytes(poll()));
            default ->
                new HttpResponse(200)
                        .header("x-scheme", received.scheme())
                        .header("x-authority", received.authority())
                        .header("x-peer", received.peer())
                        .content(bytes(request.method() + " " + request.rawPath() + " " + request.rawQuery()));
        };
    }

    private String poll() {
        try (Subscription news = signals.subscribe("news")) {
            waiting.countDown();
            Wakeup wakeup = news.awaitUnlessInterrupted(clock.deadlineIn(Duration.ofMinutes(5)));
            polled.complete(wakeup);
            return wakeup.name();
        }
    }

    private Body file() throws IOException {
        Path path = java.util.Objects.requireNonNull(file);
        FileChannel channel = FileChannel.open(path);
        long length = channel.size();
        return new Body() {
            @Override
            public long length() {
                return length - 10;
            }

            @Override
            public InputStream open() {
                throw new IllegalStateException("read as a file");
            }

            @Override
            public FilePart file() {
                return new FilePart(channel, 10, length - 10);
            }
        };
    }

    private static long drain(InputStream in) throws IOException {
        long count = 0;
        byte[] piece = new byte[64 << 10];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            count += read;
        }
        return count;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package cloudjar.junit.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Reads what a publisher publishes as a stream, asking for one piece at a time. Read by one thread. */
final class ContentReader extends InputStream implements Subscriber<ByteBuffer> {
    private sealed interface Event {
        record Started(Subscription subscription) implements Event {}

        record Piece(ByteBuffer bytes) implements Event {}

        record Ended() implements Event {}

        record Failed(Throwable cause) implements Event {}
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private @Nullable Subscription subscription;
    private boolean ended;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!piece.hasRemaining() && !ended) {
            if (subscription != null) {
                subscription.request(1);
            }
            take(next());
        }
        if (!piece.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(into, offset, count);
        return count;
    }

    private Event next() throws IOException {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the content was read");
        }
    }

    private void take(Event event) throws IOException {
        switch (event) {
            case Event.Started(Subscription started) -> subscription = started;
            case Event.Piece(ByteBuffer bytes) -> piece = bytes;
            case Event.Ended() -> ended = true;
            case Event.Failed(Throwable cause) -> {
                ended = true;
                throw new IOException("the content's publisher failed", cause);
            }
        }
    }

    /** Stops the publisher, where it has more. */
    @Override
    public void close() {
        if (subscription != null && !ended) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription started) {
        events.add(new Event.Started(started));
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        events.add(new Event.Piece(bytes));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Event.Failed(cause));
    }

    @Override
    public void onComplete() {
        events.add(new Event.Ended());
    }
}

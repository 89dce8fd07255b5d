package cloudjar.engines.telemetry;

import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one extension is still to be told: gathered, and handed over in batches by a thread of its own. Thread-safe. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int CONNECT_MILLIS = 2_000;
    private static final long BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BACKOFF_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    /** As often as its buffering says is kept for an extension that does not keep up. */
    private static final int KEPT_TIMES = 2;

    private final SubscriptionRequest request;
    private final String host;
    private final InstantSource time;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long firstAtNanos;
    private int droppedRecords;
    private long droppedBytes;
    private boolean held;
    private boolean hurried;
    private boolean delivering;
    private boolean closed;
    private @Nullable Socket connection;

    Subscription(SubscriptionRequest request, String host, InstantSource time, Ticker ticker) {
        this.request = request;
        this.host = host;
        this.time = time;
        this.ticker = ticker;
    }

    void offer(TelemetryEvent event) {
        for (TelemetryEvent told : request.api().told(event, request.version())) {
            if (request.types().contains(told.stream())) {
                add(told.json().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void add(byte[] event) {
        lock.lock();
        try {
            long most = (long) request.buffering().bytes() * KEPT_TIMES;
            if (waitingBytes + event.length > most
                    || waiting.size() >= request.buffering().items() * KEPT_TIMES) {
                droppedRecords++;
                droppedBytes += event.length;
                return;
            }
            if (waiting.isEmpty()) {
                firstAtNanos = ticker.nanos();
            }
            waiting.add(event);
            waitingBytes += event.length;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Hands nothing over while those who listen stand still. */
    void hold(boolean still) {
        lock.lock();
        try {
            held = still;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Hands all over without waiting for more; false where that takes too long. */
    boolean flush(Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            hurried = true;
            news.signalAll();
            while ((delivering || !waiting.isEmpty()) && left > 0) {
                left = news.awaitNanos(left);
            }
            hurried = false;
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            LOG.trace("A connection was closed already.", e);
        } finally {
            lock.unlock();
        }
    }

    /** Hands over until it is closed; for a thread of its own. */
    void run() {
        try {
            List<byte[]> batch = take();
            while (!batch.isEmpty()) {
                deliver(batch);
                batch = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next batch, once it is due; an empty one at the end. */
    private List<byte[]> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            delivering = false;
            news.signalAll();
            long left = dueInNanos();
            while (left > 0 && !closed) {
                long unused = news.awaitNanos(left);
                left = dueInNanos();
            }
            List<byte[]> batch = new ArrayList<>();
            if (closed) {
                return batch;
            }
            long bytes = 0;
            while (!waiting.isEmpty()
                    && batch.size() < request.buffering().items()
                    && bytes < request.buffering().bytes()) {
                byte[] next = waiting.remove();
                bytes += next.length;
                batch.add(next);
            }
            waitingBytes -= bytes;
            firstAtNanos = ticker.nanos();
            if (droppedRecords > 0) {
                batch.add(dropped());
            }
            delivering = true;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private long dueInNanos() {
        if (held || waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        boolean full = waiting.size() >= request.buffering().items()
                || waitingBytes >= request.buffering().bytes();
        return full || hurried
                ? 0
                : firstAtNanos
                        + TimeUnit.MILLISECONDS.toNanos(request.buffering().millis())
                        - ticker.nanos();
    }

    private byte[] dropped() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("droppedBytes", droppedBytes);
        record.put("droppedRecords", droppedRecords);
        record.put("reason", "Consumer seems to have fallen behind as it has not acknowledged receipt of logs.");
        droppedBytes = 0;
        droppedRecords = 0;
        return new TelemetryEvent(
                        time.instant(),
                        "platform.logsDropped",
                        Json.object(Json.write(record)).orElse(record))
                .json()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Tries until it is taken. */
    private void deliver(List<byte[]> batch) throws InterruptedException {
        long pause = BACKOFF_NANOS;
        while (!isClosed()) {
            try {
                send(batch);
                return;
            } catch (IOException e) {
                LOG.debug("An extension does not take what it asked for: port={}", request.port(), e);
            }
            pause(pause);
            pause = Math.min(BACKOFF_NANOS_MAX, pause * 2);
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long nanos) throws InterruptedException {
        long end = ticker.nanos() + nanos;
        lock.lockInterruptibly();
        try {
            while (!closed && (held || ticker.nanos() < end)) {
                long unused = news.awaitNanos(held ? Long.MAX_VALUE : end - ticker.nanos());
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(List<byte[]> batch) throws IOException {
        try (Socket socket = new Socket()) {
            lock.lock();
            try {
                connection = socket;
            } finally {
                lock.unlock();
            }
            socket.connect(new InetSocketAddress(host, request.port()), CONNECT_MILLIS);
            socket.getOutputStream().write(request.tcp() ? lines(batch) : post(batch));
            if (!request.tcp()) {
                int status = status(socket.getInputStream());
                if (status / 100 != 2) {
                    throw new IOException("answered " + status);
                }
            }
        }
    }

    private static byte[] lines(List<byte[]> batch) {
        return joined(batch, "", "\n", "\n");
    }

    private byte[] post(List<byte[]> batch) {
        byte[] body = joined(batch, "[", ",", "]");
        byte[] head = ("POST " + request.path() + " HTTP/1.1\r\nHost: sandbox.localdomain:" + request.port()
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static byte[] joined(List<byte[]> batch, String begin, String between, String end) {
        StringBuilder all = new StringBuilder(begin);
        for (int i = 0; i < batch.size(); i++) {
            all.append(i == 0 ? "" : between).append(new String(batch.get(i), StandardCharsets.UTF_8));
        }
        return all.append(end).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int status(InputStream in) throws IOException {
        byte[] head = in.readNBytes("HTTP/1.1 200".length());
        try {
            return Integer.parseInt(new String(head, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("no answer", e);
        }
    }
}

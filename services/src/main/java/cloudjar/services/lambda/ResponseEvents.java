package cloudjar.services.lambda;

import cloudjar.api.lambda.InvokeResponseStreamUpdate;
import cloudjar.api.lambda.InvokeWithResponseStreamCompleteEvent;
import cloudjar.api.lambda.InvokeWithResponseStreamResponseEvent;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Structure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A streamed response on its way from a function to a caller: the function waits while the caller has not taken enough. */
final class ResponseEvents implements EventStream, Invocation.Stream {
    private static final int WAITING_MAX = 16;
    private static final String UNKNOWN = "application/octet-stream";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Structure> events = new ArrayDeque<>();
    private @Nullable String type;
    private boolean streamed;
    private boolean ended;
    private boolean closed;
    private @Nullable ApiException refusal;

    @Override
    public void begin(String contentType) {
        lock.lock();
        try {
            type = contentType;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void part(Bytes part) {
        lock.lock();
        try {
            streamed = true;
            while (events.size() >= WAITING_MAX && !closed) {
                news.awaitUninterruptibly();
            }
            if (!closed) {
                add(part);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Bytes part) {
        events.add(InvokeWithResponseStreamResponseEvent.ofPayloadChunk(
                InvokeResponseStreamUpdate.builder().payload(part).build()));
        news.signalAll();
    }

    /** Runs the invocation and ends the stream with what became of it. */
    void finish(Supplier<Execution> run, boolean tail, LimitProfile limits) {
        @Nullable Execution execution = null;
        @Nullable ApiException why = null;
        try {
            execution = run.get();
        } catch (ApiException e) {
            why = e;
        } finally {
            end(execution, why, tail, limits);
        }
    }

    private void end(@Nullable Execution execution, @Nullable ApiException why, boolean tail, LimitProfile limits) {
        lock.lock();
        try {
            if (execution != null) {
                complete(execution, tail, limits);
            }
            refusal = why == null && execution == null ? LambdaErrors.service("The invocation failed.") : why;
            ended = true;
            if (type == null) {
                type = UNKNOWN;
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void complete(Execution execution, boolean tail, LimitProfile limits) {
        InvokeWithResponseStreamCompleteEvent.Builder last = InvokeWithResponseStreamCompleteEvent.builder();
        if (execution.failed()) {
            Map<String, Object> error = Json.object(execution.payload().utf8()).orElse(Map.of());
            last.errorCode(String.valueOf(error.getOrDefault("errorType", execution.error())))
                    .errorDetails(execution.payload().utf8());
        } else if (!streamed && !execution.payload().isEmpty()) {
            // A function that does not stream has its whole result sent as one part.
            add(execution.payload());
        }
        if (tail) {
            last.logResult(InvocationOperations.tail(execution.log(), limits));
        }
        events.add(InvokeWithResponseStreamResponseEvent.ofInvokeComplete(last.build()));
    }

    /** Waits until the function has begun to answer; gives the type of its answer. */
    String awaitBegin() {
        lock.lock();
        try {
            while (type == null) {
                news.awaitUninterruptibly();
            }
            if (refusal != null) {
                throw refusal;
            }
            return type;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Structure next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !ended && !closed) {
                news.await();
            }
            Structure event = events.poll();
            news.signalAll();
            return event;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

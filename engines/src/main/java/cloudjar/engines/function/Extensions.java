package cloudjar.engines.function;

import cloudjar.kernel.clock.Ids;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The extensions of one sandbox: who registered, and what each is still to be told. Thread-safe. */
final class Extensions {
    private static final int WAITING_MAX = 16;

    private static final class Extension {
        private final boolean invoked;
        private final Deque<Map<String, Object>> events = new ArrayDeque<>();
        private boolean waiting;

        Extension(boolean invoked) {
            this.invoked = invoked;
        }
    }

    private final Ids ids;
    private final int expected;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Extension> registered = new HashMap<>();

    /**
     * Extensions of which none has come yet.
     *
     * @param expected how many programs of layers are extensions: a function begins when they are ready
     */
    Extensions(Ids ids, int expected) {
        this.ids = ids;
        this.expected = expected;
    }

    String register(String name, boolean invoked) {
        lock.lock();
        try {
            String id = ids.uuid();
            registered.put(id, new Extension(invoked));
            news.signalAll();
            return id;
        } finally {
            lock.unlock();
        }
    }

    boolean knows(String id) {
        lock.lock();
        try {
            return registered.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    /** For an extension: waits for what it is to be told. */
    Map<String, Object> next(String id) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Extension extension = registered.get(id);
            if (extension == null) {
                throw new IllegalArgumentException("no extension " + id);
            }
            extension.waiting = true;
            news.signalAll();
            while (extension.events.isEmpty()) {
                news.await();
            }
            extension.waiting = false;
            return extension.events.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all are there and wait themselves. */
    void awaitAll() throws InterruptedException {
        if (expected == 0) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (registered.size() < expected
                    || registered.values().stream().anyMatch(each -> !each.waiting || !each.events.isEmpty())) {
                news.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void invoked(Desk.Work work) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", "INVOKE");
        event.put("deadlineMs", work.deadlineMillis());
        event.put("requestId", work.invocation().requestId());
        event.put("invokedFunctionArn", work.invocation().functionArn());
        event.put(
                "tracing",
                Map.of("type", "X-Amzn-Trace-Id", "value", work.invocation().traceId()));
        tell(event, false);
    }

    /** Tells all that the sandbox ends. */
    void shutdown(String reason, long deadlineMillis) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", "SHUTDOWN");
        event.put("shutdownReason", reason);
        event.put("deadlineMs", deadlineMillis);
        tell(event, true);
    }

    private void tell(Map<String, Object> event, boolean all) {
        lock.lock();
        try {
            for (Extension extension : registered.values()) {
                if ((all || extension.invoked) && extension.events.size() < WAITING_MAX) {
                    extension.events.add(event);
                }
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

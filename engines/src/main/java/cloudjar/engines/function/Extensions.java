package cloudjar.engines.function;

import cloudjar.kernel.clock.Ids;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The extensions of one sandbox: who registered, and what each is still to be told. Thread-safe. */
final class Extensions {
    static final String INVOKE = "INVOKE";
    static final String SHUTDOWN = "SHUTDOWN";
    private static final int WAITING_MAX = 16;

    private static final class Extension {
        private final String name;
        private final Set<String> kinds;
        private final Deque<Map<String, Object>> events = new ArrayDeque<>();
        private boolean waiting;
        private boolean ready;

        Extension(String name, Set<String> kinds) {
            this.name = name;
            this.kinds = kinds;
        }

        /** Whether it has taken all that it was told and asks for more. */
        boolean isDone() {
            return waiting && events.isEmpty();
        }
    }

    private final Ids ids;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Extension> registered = new HashMap<>();
    private int expected;

    /** Extensions of which none has come yet. */
    Extensions(Ids ids) {
        this.ids = ids;
    }

    /** So many programs of layers are extensions: a function begins when they are ready. */
    void expect(int programs) {
        lock.lock();
        try {
            expected = programs;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an extension in that wants to be told of events of these kinds. */
    String register(String name, Set<String> kinds) {
        lock.lock();
        try {
            String id = ids.uuid();
            registered.put(id, new Extension(name, Set.copyOf(kinds)));
            news.signalAll();
            return id;
        } finally {
            lock.unlock();
        }
    }

    boolean knows(String id) {
        return name(id) != null;
    }

    /** By what name an extension registered; null where it did not. */
    @Nullable
    String name(String id) {
        lock.lock();
        try {
            Extension extension = registered.get(id);
            return extension == null ? null : extension.name;
        } finally {
            lock.unlock();
        }
    }

    /** What an extension is, the first time that it asks for an event; empty afterwards. */
    Map<String, Object> becomesReady(String id) {
        lock.lock();
        try {
            Extension extension = registered.get(id);
            if (extension == null || extension.ready) {
                return Map.of();
            }
            extension.ready = true;
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("name", extension.name);
            record.put("state", "Ready");
            record.put("events", extension.kinds.stream().sorted().toList());
            return record;
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
        lock.lockInterruptibly();
        try {
            while (expected > 0
                    && (registered.size() < expected
                            || registered.values().stream().anyMatch(each -> !each.isDone()))) {
                news.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void invoked(Desk.Work work) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", INVOKE);
        event.put("deadlineMs", work.deadlineMillis());
        event.put("requestId", work.invocation().requestId());
        event.put("invokedFunctionArn", work.invocation().functionArn());
        event.put(
                "tracing",
                Map.of("type", "X-Amzn-Trace-Id", "value", work.invocation().traceId()));
        boolean unused = tell(event, INVOKE);
    }

    /** Tells those who asked for it that the sandbox ends; false where nobody did. */
    boolean shutdown(String reason, long deadlineMillis) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", SHUTDOWN);
        event.put("shutdownReason", reason);
        event.put("deadlineMs", deadlineMillis);
        return tell(event, SHUTDOWN);
    }

    /** Waits so long until all have done what they were told; false where that takes longer. */
    boolean awaitDone(Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && registered.values().stream().anyMatch(each -> !each.isDone())) {
                left = news.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean tell(Map<String, Object> event, String kind) {
        boolean any = false;
        lock.lock();
        try {
            for (Extension extension : registered.values()) {
                if (extension.kinds.contains(kind) && extension.events.size() < WAITING_MAX) {
                    extension.events.add(event);
                    any = true;
                }
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
        return any;
    }
}

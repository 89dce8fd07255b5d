package cloudjar.engines.function;

import cloudjar.engines.telemetry.Telemetry;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where one sandbox's work is handed over: an invocation is laid down, the runtime takes it, and brings what became of it. One
 * invocation at a time. Thread-safe.
 */
final class Desk {
    /** An invocation underway. */
    record Work(Invocation invocation, long deadlineMillis, CompletableFuture<Answer> answer) {
        void end(Answer how) {
            answer.complete(how);
        }
    }

    private final Map<String, Object> description;
    private final Extensions extensions;
    private final Telemetry telemetry;
    private final Runnable idle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    /** Completed when the runtime asks for its first invocation; with what it says where it cannot. */
    private final CompletableFuture<Optional<Answer.Failed>> init = new CompletableFuture<>();

    private @Nullable Work work;
    private boolean taken;

    /**
     * A desk on which nothing lies.
     *
     * @param description of the function, as extensions are told
     * @param telemetry what the sandbox tells of itself
     * @param idle called whenever the runtime waits for an invocation
     */
    Desk(Map<String, Object> description, Extensions extensions, Telemetry telemetry, Runnable idle) {
        this.description = Map.copyOf(description);
        this.extensions = extensions;
        this.telemetry = telemetry;
        this.idle = idle;
    }

    Map<String, Object> description() {
        return description;
    }

    Extensions extensions() {
        return extensions;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    CompletableFuture<Optional<Answer.Failed>> init() {
        return init;
    }

    void initFailed(Answer.Failed how) {
        if (!init.isDone()) {
            telemetry.tell("initRuntimeDone", () -> Reports.initRuntimeDone(how));
        }
        if (!init.complete(Optional.of(how))) {
            Work present = current();
            if (present != null) {
                present.end(how);
            }
        }
    }

    /** Lays an invocation down. */
    void put(Work next) {
        lock.lock();
        try {
            work = next;
            taken = false;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        telemetry.tell("start", () -> Reports.start(next.invocation(), description));
        extensions.invoked(next);
    }

    /** For the runtime: waits for an invocation. */
    Work next() throws InterruptedException {
        if (!init.isDone()) {
            telemetry.tell("initRuntimeDone", () -> Reports.initRuntimeDone(null));
        }
        extensions.awaitAll();
        init.complete(Optional.empty());
        lock.lock();
        try {
            if (taken) {
                work = null;
                taken = false;
            }
        } finally {
            lock.unlock();
        }
        idle.run();
        lock.lockInterruptibly();
        try {
            while (work == null || taken) {
                news.await();
            }
            taken = true;
            return work;
        } finally {
            lock.unlock();
        }
    }

    /** The invocation of that id, where it is underway. */
    Optional<Work> working(String requestId) {
        Work present = current();
        return present != null && present.invocation().requestId().equals(requestId)
                ? Optional.of(present)
                : Optional.empty();
    }

    private @Nullable Work current() {
        lock.lock();
        try {
            return work;
        } finally {
            lock.unlock();
        }
    }
}

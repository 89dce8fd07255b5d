package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.function.Outcome.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of one function. Who comes takes one that waits; where none does, one is begun, and whichever is free first serves
 * whoever waits longest. Thread-safe.
 */
final class SandboxPool {
    /** How long a sandbox waits for an invocation before it ends: AWS keeps them for some minutes. */
    static final Duration IDLE_MAX = Duration.ofMinutes(10);

    /** A runtime that has just answered asks for the next invocation within this time; a new one would take longer. */
    private static final long FINISHING_MILLIS = 20;

    /** How long a function may take to begin (Lambda runtime environment lifecycle, Init phase). */
    private static final Duration INIT_MAX = Duration.ofSeconds(10);

    private static final long FREEZE_AFTER_MILLIS = 100;

    /** How a wait for a sandbox ends. */
    sealed interface Grant {
        record Ready(Sandbox sandbox) implements Grant {}

        /** The function does not begin. */
        record Broken(Answer.Failed how, List<Outcome.Line> lines, String label, Duration init) implements Grant {}

        record Refused(RuntimeException why) implements Grant {}
    }

    private final FunctionSpec function;
    private final Yard yard;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final Set<Sandbox> finishing = new HashSet<>();
    private final Set<Sandbox> all = new HashSet<>();
    private final Deque<CompletableFuture<Grant>> waiting = new ArrayDeque<>();
    private int starting;
    private boolean retired;

    SandboxPool(FunctionSpec function, Yard yard) {
        this.function = function;
        this.yard = yard;
    }

    /** A sandbox to serve one invocation. */
    Grant take() {
        CompletableFuture<Grant> mine = new CompletableFuture<>();
        boolean hurry;
        lock.lock();
        try {
            Sandbox free = poll();
            if (free != null) {
                return new Grant.Ready(free);
            }
            waiting.add(mine);
            hurry = finishing.size() + starting >= waiting.size();
        } finally {
            lock.unlock();
        }
        if (hurry) {
            yard.later(() -> startMore(0), FINISHING_MILLIS);
        } else {
            startMore(0);
        }
        try {
            return mine.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Grant.Refused(
                    new FunctionRefusedException(FunctionRefusedException.Reason.CLOSED, "The server ends."));
        } catch (ExecutionException e) {
            throw new IllegalStateException("waits do not fail", e);
        }
    }

    private @Nullable Sandbox poll() {
        Instant now = function.time().instant();
        Sandbox next = idle.pollFirst();
        while (next != null && !next.isGood(now, IDLE_MAX)) {
            end(next);
            next = idle.pollFirst();
        }
        return next;
    }

    /** Begins as many as there are waiters without one, and so many besides. */
    private void startMore(int besides) {
        List<Integer> begun = new ArrayList<>();
        lock.lock();
        try {
            int wanted = waiting.size() + besides - starting;
            while (wanted > 0 && yard.mayStart()) {
                starting++;
                wanted--;
                begun.add(starting);
            }
            if (wanted > 0 && starting == 0 && all.isEmpty() && !waiting.isEmpty()) {
                FunctionRefusedException full = new FunctionRefusedException(
                        FunctionRefusedException.Reason.FULL, "There are as many sandboxes as this machine bears.");
                waiting.forEach(waiter -> waiter.complete(new Grant.Refused(full)));
                waiting.clear();
            }
        } finally {
            lock.unlock();
        }
        begun.forEach(_ -> yard.run(this::start));
    }

    private void start() {
        long begin = yard.machine().ticker().nanos();
        CompletableFuture<Sandbox> made = new CompletableFuture<>();
        boolean begins = false;
        try {
            Sandbox sandbox = yard.maker().make(function, () -> whenMade(made));
            begins = true;
            lock.lock();
            try {
                all.add(sandbox);
            } finally {
                lock.unlock();
            }
            var unused = sandbox.desk().init().thenAccept(failure -> {
                Duration took = Duration.ofNanos(yard.machine().ticker().nanos() - begin);
                if (failure.isPresent()) {
                    broke(sandbox, failure.get(), took);
                } else {
                    sandbox.begun(took);
                }
            });
            var unusedToo = sandbox.exit().thenAccept(status -> ended(sandbox, status));
            yard.later(() -> slow(sandbox), INIT_MAX.toMillis());
            made.complete(sandbox);
        } catch (RuntimeException e) {
            // Also what the function's owner throws who is asked for its environment: the caller waits for it.
            settle(new Grant.Refused(e));
        } finally {
            if (!begins) {
                yard.released();
            }
        }
    }

    private void whenMade(CompletableFuture<Sandbox> made) {
        var unused = made.thenAccept(this::idles);
    }

    /** The runtime did not ask for an invocation in the time that AWS gives it. */
    private void slow(Sandbox sandbox) {
        if (!sandbox.desk().init().isDone()) {
            sandbox.desk().initFailed(Sandbox.timedOut(yard.machine().ids().uuid(), INIT_MAX));
        }
    }

    private void broke(Sandbox sandbox, Answer.Failed how, Duration took) {
        List<Outcome.Line> lines = sandbox.failed(how, took);
        end(sandbox);
        settle(new Grant.Broken(how, lines, sandbox.birth().label(), took));
    }

    /** A start has come to nothing: whoever waits longest learns of it. */
    private void settle(Grant how) {
        CompletableFuture<Grant> first;
        lock.lock();
        try {
            starting--;
            first = waiting.poll();
        } finally {
            lock.unlock();
        }
        if (first != null) {
            first.complete(how);
        }
        startMore(0);
    }

    /** The process of a sandbox has ended on its own. */
    private void ended(Sandbox sandbox, int status) {
        if (!sandbox.desk().init().isDone()) {
            sandbox.desk().initFailed(sandbox.exitedEarly(status));
            return;
        }
        end(sandbox);
        startMore(0);
    }

    /** A sandbox waits for an invocation. */
    private void idles(Sandbox sandbox) {
        sandbox.idles();
        CompletableFuture<Grant> first = null;
        boolean over = false;
        lock.lock();
        try {
            boolean known = all.contains(sandbox);
            if (!finishing.remove(sandbox) && known) {
                starting--;
            }
            over = retired || !known;
            if (!over) {
                first = waiting.poll();
                if (first == null) {
                    idle.addFirst(sandbox);
                }
            }
        } finally {
            lock.unlock();
        }
        if (over) {
            end(sandbox);
            startMore(0);
        } else if (first != null) {
            first.complete(new Grant.Ready(sandbox));
        } else {
            yard.later(() -> rest(sandbox), FREEZE_AFTER_MILLIS);
        }
    }

    private void rest(Sandbox sandbox) {
        lock.lock();
        try {
            boolean still = idle.contains(sandbox)
                    && !sandbox.idleSince()
                            .plusMillis(FREEZE_AFTER_MILLIS / 2)
                            .isAfter(function.time().instant());
            if (still) {
                sandbox.freeze();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A sandbox begins its last steps: it has its invocation's answer, and will ask for the next one. */
    void serving(Sandbox sandbox) {
        lock.lock();
        try {
            finishing.add(sandbox);
        } finally {
            lock.unlock();
        }
    }

    private void end(Sandbox sandbox) {
        boolean mine;
        lock.lock();
        try {
            mine = all.remove(sandbox);
            idle.remove(sandbox);
            finishing.remove(sandbox);
        } finally {
            lock.unlock();
        }
        if (mine) {
            yard.run(() -> {
                sandbox.close();
                yard.released();
            });
        }
    }

    /** Ends what has idled too long, by the function's time. */
    void sweep() {
        Instant now = function.time().instant();
        List<Sandbox> old;
        lock.lock();
        try {
            old = idle.stream()
                    .filter(sandbox -> !sandbox.isGood(now, IDLE_MAX))
                    .toList();
        } finally {
            lock.unlock();
        }
        old.forEach(this::end);
    }

    /** Ends the sandbox that has idled longest; false where none idles. */
    boolean giveUpOne() {
        Sandbox last;
        lock.lock();
        try {
            last = idle.peekLast();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            end(last);
        }
        return last != null;
    }

    /** Begins sandboxes up to that number. */
    int provision(int sandboxes) {
        int missing;
        lock.lock();
        try {
            missing = sandboxes - all.size() - starting;
        } finally {
            lock.unlock();
        }
        if (missing > 0) {
            startMore(missing);
        }
        lock.lock();
        try {
            return Math.min(sandboxes, all.size() + starting);
        } finally {
            lock.unlock();
        }
    }

    /** Ends those that idle now, and the others when they have done their work. */
    void retire() {
        List<Sandbox> idling;
        lock.lock();
        try {
            retired = true;
            idling = List.copyOf(idle);
        } finally {
            lock.unlock();
        }
        idling.forEach(this::end);
    }

    /** Ends all at once. */
    List<Sandbox> close() {
        lock.lock();
        try {
            retired = true;
            FunctionRefusedException closed =
                    new FunctionRefusedException(FunctionRefusedException.Reason.CLOSED, "The server ends.");
            waiting.forEach(waiter -> waiter.complete(new Grant.Refused(closed)));
            waiting.clear();
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the memory of those that work. */
    void watch() {
        List<Sandbox> working;
        lock.lock();
        try {
            working = List.copyOf(finishing);
        } finally {
            lock.unlock();
        }
        working.forEach(Sandbox::watch);
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return all.isEmpty() && starting == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    boolean works() {
        lock.lock();
        try {
            return !finishing.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}

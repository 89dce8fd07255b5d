package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.function.Outcome.Answer;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A runtime, in a cell of its own, that runs a function again and again, one invocation at a time. */
final class Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final Duration OUTPUT_PATIENCE = Duration.ofMillis(100);
    private static final Duration MEMORY_FRESH = Duration.ofMillis(200);
    private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);

    /** How long external extensions have at the end (Lambda runtime environment lifecycle, Shutdown phase). */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int FLUSH_LOOKS = 50;

    private final FunctionSpec function;
    private final FunctionSpec.Birth birth;
    private final Cell cell;
    private final Machine machine;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Integer> exit;
    private boolean marks;
    private boolean frozen;
    private boolean used;
    private volatile boolean failed;
    private volatile boolean outOfMemory;
    private volatile int memoryMegabytes;
    private volatile long memoryAtNanos;
    private volatile Instant idleSince;
    private @Nullable Duration init;

    /**
     * A sandbox that has begun.
     *
     * @param cell where its processes are
     * @param marks whether its bootstrap marks the end of what belongs to an invocation
     */
    Sandbox(FunctionSpec function, FunctionSpec.Birth birth, Cell cell, Machine machine, boolean marks) {
        this.function = function;
        this.birth = birth;
        this.cell = cell;
        this.machine = machine;
        this.marks = marks;
        this.idleSince = function.time().instant();
        this.exit = cell.exit();
    }

    FunctionSpec.Birth birth() {
        return birth;
    }

    Instant idleSince() {
        return idleSince;
    }

    /** Completed with the status of the process when it ends. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    Desk desk() {
        return cell.desk();
    }

    /** It has begun, after so long. */
    void begun(Duration duration) {
        init = duration;
        cell.desk().telemetry().tell("initReport", () -> Reports.initReport(duration, null));
        cell.desk().telemetry().begun();
        cell.begun(function.size().memoryMegabytes());
        idleSince = function.time().instant();
    }

    void idles() {
        idleSince = function.time().instant();
    }

    /** Whether it can serve at this time. */
    boolean isGood(Instant now, Duration idleMax) {
        return !closed.get()
                && cell.isAlive()
                && !exit.isDone()
                && now.isBefore(birth.ends())
                && idleSince.plus(idleMax).isAfter(now);
    }

    /** Runs one invocation to its end. */
    Outcome serve(Invocation invocation) {
        thaw();
        Instant beginTime = function.time().instant();
        long begin = machine.ticker().nanos();
        Duration timeout = function.size().timeout();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Desk.Work work =
                new Desk.Work(invocation, machine.time().instant().plus(timeout).toEpochMilli(), answer);
        cell.desk().put(work);
        var unused = exit.thenAccept(status -> answer.complete(exited(invocation, status)));
        @Nullable String status = null;
        Answer given;
        try {
            given = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            status = "timeout";
            given = timedOut(invocation.requestId(), timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            given = exited(invocation, 0);
            kill();
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers do not fail", e);
        }
        Duration duration = Duration.ofNanos(machine.ticker().nanos() - begin);
        if (status == null && exit.isDone()) {
            status = "error";
        }
        Answer how = given;
        String ended = status;
        cell.desk()
                .telemetry()
                .tell("runtimeDone", () -> Reports.runtimeDone(invocation, how, beginTime, duration, ended));
        if ("timeout".equals(status)) {
            farewell("TIMEOUT");
            kill();
        }
        awaitOutput(invocation);
        Outcome.Report report = new Outcome.Report(
                status == null || !status.equals("timeout") ? duration : timeout, used ? null : init, memory(), status);
        used = true;
        cell.desk()
                .telemetry()
                .tell(
                        "report",
                        () -> Reports.report(
                                invocation, how, report, function.size().memoryMegabytes()));
        return new Outcome(how, report, cell.journal().take(), birth.label());
    }

    private void awaitOutput(Invocation invocation) {
        if (exit.isDone() || closed.get()) {
            cell.journal().awaitEnd(EXIT_PATIENCE);
        } else if (marks) {
            // Who took the outputs from our bootstrap does not mark: asked once.
            marks = cell.journal().await(invocation.requestId(), OUTPUT_PATIENCE);
        } else {
            boolean unused = cell.journal().await(invocation.requestId(), cell.lag());
        }
    }

    /** What it answers where the process ended on its own. */
    private Answer.Failed exited(Invocation invocation, int status) {
        return exited(invocation.requestId(), status);
    }

    /** What it answers where the process ended before it took an invocation. */
    Answer.Failed exitedEarly(int status) {
        return exited(machine.ids().uuid(), status);
    }

    /** It does not begin; gives what it wrote, once it can write no more. */
    List<Outcome.Line> failed(Answer.Failed how, Duration took) {
        failed = true;
        cell.desk().telemetry().tell("initReport", () -> Reports.initReport(took, how));
        cell.desk().telemetry().begun();
        farewell("FAILURE");
        cell.kill();
        cell.journal().awaitEnd(EXIT_PATIENCE);
        return cell.journal().take();
    }

    private Answer.Failed exited(String requestId, int status) {
        String reason;
        if (outOfMemory || status == 128 + 9) {
            reason = "Runtime exited with error: signal: killed";
        } else if (status > 128) {
            reason = "Runtime exited with error: signal: " + signal(status - 128);
        } else if (status == 0) {
            reason = "Runtime exited without providing a reason";
        } else {
            reason = "Runtime exited with error: exit status " + status;
        }
        return failed("Runtime.ExitError", requestId, reason);
    }

    private static String signal(int number) {
        return switch (number) {
            case 2 -> "interrupt";
            case 6 -> "aborted";
            case 11 -> "segmentation fault";
            case 15 -> "terminated";
            default -> Integer.toString(number);
        };
    }

    static Answer.Failed timedOut(String requestId, Duration timeout) {
        String seconds = String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0);
        return failed("Sandbox.Timedout", requestId, "Task timed out after " + seconds + " seconds");
    }

    private static Answer.Failed failed(String type, String requestId, String reason) {
        return new Answer.Failed(Bytes.ofUtf8("{\"errorType\":" + Json.quote(type) + ",\"errorMessage\":"
                + Json.quote("RequestId: " + requestId + " Error: " + reason) + "}"));
    }

    /** Looks how much memory it has; ends it where that is more than it may have. */
    void watch() {
        int now = cell.memoryMegabytes();
        memoryAtNanos = machine.ticker().nanos();
        memoryMegabytes =
                Math.max(memoryMegabytes, Math.min(now, function.size().memoryMegabytes()));
        if (cell.ownMegabytes() > function.size().memoryMegabytes()) {
            outOfMemory = true;
            kill();
        }
    }

    private int memory() {
        if (memoryMegabytes == 0 || machine.ticker().nanos() - memoryAtNanos > MEMORY_FRESH.toNanos()) {
            watch();
        }
        return memoryMegabytes;
    }

    /** Stops it where it is; to be called while it is idle. */
    void freeze() {
        lock.lock();
        try {
            if (!frozen && !closed.get()) {
                cell.desk().telemetry().hold(true);
                frozen = cell.freeze(true);
                cell.desk().telemetry().hold(frozen);
            }
        } catch (IOException e) {
            LOG.debug("A sandbox cannot be frozen.", e);
        } finally {
            lock.unlock();
        }
    }

    private void thaw() {
        lock.lock();
        try {
            if (frozen) {
                frozen = !cell.freeze(false);
                cell.desk().telemetry().hold(frozen);
            }
        } catch (IOException e) {
            LOG.debug("A sandbox cannot be thawed.", e);
        } finally {
            lock.unlock();
        }
    }

    private void kill() {
        cell.kill();
    }

    /** Tells extensions that it ends, and gives them their time: until they ask for more, or have ended. */
    private void farewell(String reason) {
        thaw();
        long deadline = machine.time().instant().plus(GRACE).toEpochMilli();
        Desk desk = cell.desk();
        if (!cell.isAlive()) {
            return;
        }
        try {
            desk.telemetry().flush(LOOK.multipliedBy(FLUSH_LOOKS));
            if (!desk.extensions().shutdown(reason, deadline)) {
                return;
            }
            cell.killRuntime();
            long begin = machine.ticker().nanos();
            while (machine.ticker().nanos() - begin < GRACE.toNanos()
                    && !desk.extensions().awaitDone(LOOK)
                    && !cell.runsAlone()) {
                LOG.trace("Extensions have work left.");
            }
            desk.telemetry().flush(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it and takes away what it had. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            farewell(exit.isDone() || failed ? "FAILURE" : "SPINDOWN");
            cell.desk().telemetry().close();
            cell.close();
        }
    }
}

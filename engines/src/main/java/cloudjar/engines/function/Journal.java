package cloudjar.engines.function;

import cloudjar.engines.telemetry.Telemetry;
import cloudjar.kernel.function.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sandbox writes to its outputs, line by line. Our own bootstraps put a mark behind all that belongs to an invocation,
 * so that nothing of it is missed. Thread-safe.
 */
final class Journal {
    /** What our bootstraps write before the id of an invocation whose output is complete. */
    static final String MARK = "\u0001cloudjar ";

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int LINE_BYTES_MAX = 256 * 1024;
    private static final int KEPT_CHARACTERS_MAX = 4 * 1024 * 1024;
    private static final int LINES_MAX = 20_000;
    private static final int BUFFER = 16 * 1024;

    /** What the shell that began a runtime writes before the status with which it ended. */
    static final String EXIT_MARK = "\u0001cloudjar-exit ";

    private static final Pattern EXIT = Pattern.compile(EXIT_MARK + "(\\d{1,3})$");

    private final InstantSource time;
    private final Telemetry telemetry;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Outcome.Line> lines = new ArrayDeque<>();
    private long kept;
    private String marked = "";
    private boolean ended;

    Journal(InstantSource time, Telemetry telemetry) {
        this.time = time;
        this.telemetry = telemetry;
    }

    /** Completed with the status of the runtime where whoever began it writes it. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Who writes. */
    enum Source {
        /** The runtime and what it began: its end is that of the sandbox. */
        FUNCTION,

        /** An extension. */
        EXTENSION
    }

    /** Reads to the end; for a thread of its own. */
    void read(InputStream in, Source source) {
        byte[] buffer = new byte[BUFFER];
        byte[] line = new byte[1024];
        int length = 0;
        try (in) {
            int read = in.read(buffer);
            while (read >= 0) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n' || length == LINE_BYTES_MAX) {
                        add(new String(line, 0, length, StandardCharsets.UTF_8), source);
                        length = 0;
                    }
                    if (buffer[i] != '\n') {
                        if (length == line.length) {
                            line = Arrays.copyOf(line, length * 2);
                        }
                        line[length++] = buffer[i];
                    }
                }
                read = in.read(buffer);
            }
        } catch (IOException e) {
            LOG.debug("A sandbox's output ended.", e);
        }
        if (length > 0) {
            add(new String(line, 0, length, StandardCharsets.UTF_8), source);
        }
        if (source == Source.FUNCTION) {
            end();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(String text, Source source) {
        Matcher ending = EXIT.matcher(text);
        if (ending.find()) {
            // All outputs of the runtime are in what was read before, but for what its own children still write.
            @Nullable String rest = ending.start() == 0 ? null : keep(text.substring(0, ending.start()));
            LOG.trace("A runtime has ended: {}", rest);
            end();
            exit.complete(Integer.parseInt(ending.group(1)));
            return;
        }
        @Nullable String written = keep(text);
        if (written != null) {
            telemetry.line(source.name().toLowerCase(Locale.ROOT), written);
        }
    }

    /** What of a line is not ours. */
    private @Nullable String keep(String text) {
        lock.lock();
        try {
            int mark = text.indexOf(MARK);
            if (mark >= 0) {
                marked = text.substring(mark + MARK.length()).strip();
                news.signalAll();
            }
            String shown = mark < 0 ? text : text.substring(0, mark);
            if (mark < 0 || !shown.isEmpty()) {
                // A carriage return stands for a line's end within one event, as in AWS's runtimes.
                lines.add(new Outcome.Line(time.instant(), shown.replace('\r', '\n')));
                kept += shown.length();
            }
            while (kept > KEPT_CHARACTERS_MAX || lines.size() > LINES_MAX) {
                kept -= lines.remove().text().length();
            }
            return mark < 0 || !shown.isEmpty() ? shown : null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the output of an invocation is complete, or its writer is gone; false where that takes too long. */
    boolean await(String requestId, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!marked.equals(requestId) && !ended && left > 0) {
                left = news.awaitNanos(left);
            }
            return marked.equals(requestId) || ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the writer is gone. */
    void awaitEnd(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!ended && left > 0) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What was written since the last time. */
    List<Outcome.Line> take() {
        lock.lock();
        try {
            List<Outcome.Line> all = new ArrayList<>(lines);
            lines.clear();
            kept = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }
}

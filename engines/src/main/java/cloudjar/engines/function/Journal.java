package cloudjar.engines.function;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Outcome.Line> lines = new ArrayDeque<>();
    private long kept;
    private String marked = "";
    private boolean ended;

    Journal(InstantSource time) {
        this.time = time;
    }

    /** Reads to the end; for a thread of its own. */
    void read(InputStream in) {
        byte[] buffer = new byte[BUFFER];
        byte[] line = new byte[1024];
        int length = 0;
        try (in) {
            int read = in.read(buffer);
            while (read >= 0) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n' || length == LINE_BYTES_MAX) {
                        add(new String(line, 0, length, StandardCharsets.UTF_8));
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
            add(new String(line, 0, length, StandardCharsets.UTF_8));
        }
        lock.lock();
        try {
            ended = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(String text) {
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

    /** A moment for output that has no mark. */
    static final Duration MOMENT = Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(2));
}

package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with all that surrounds it.
 *
 * @param process the outermost one
 * @param api what it speaks with
 * @param desk where its work is handed over
 * @param journal what it writes
 * @param group its control group; null where there are none
 * @param home its files
 * @param contained whether the processes have namespaces of their own
 * @param released called once it is closed
 */
record Cell(
        Process process,
        RuntimeApi api,
        Desk desk,
        Journal journal,
        @Nullable ControlGroup group,
        Path home,
        boolean contained,
        Runnable released) {
    private static final Logger LOG = LoggerFactory.getLogger(Cell.class);
    private static final int END_MILLIS = 2_000;
    private static final int REMOVALS_MAX = 200;
    private static final Duration REMOVAL_PAUSE = Duration.ofMillis(5);
    private static final long PAGE = 4096;
    private static final long MEGABYTE = 1024L * 1024;

    /** Memory that its processes show, with files that are mapped; 0 where nobody tells. */
    int memoryMegabytes() {
        return (int) (processes().map(pid -> pages(pid, false)).sum() * PAGE / MEGABYTE);
    }

    /** Memory that its processes have for themselves: what must not be more than they may have. */
    int ownMegabytes() {
        int counted = group == null ? 0 : group.memoryMegabytes();
        return Math.max(counted, (int) (processes().map(pid -> pages(pid, true)).sum() * PAGE / MEGABYTE));
    }

    private LongStream processes() {
        return group == null
                ? LongStream.concat(
                        LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid))
                : group.processes().stream().mapToLong(Long::longValue);
    }

    private static long pages(long pid, boolean own) {
        try {
            String[] sizes =
                    Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
            return Long.parseLong(sizes[1]) - (own ? Long.parseLong(sizes[2]) : 0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** The runtime: the outermost process, or in namespaces its only child, which is the first in them. */
    private ProcessHandle runtime() {
        return process.children().filter(child -> contained).findFirst().orElse(process.toHandle());
    }

    /** Stops the runtime where it is, for good; what else runs goes on. */
    void stopRuntime() {
        try {
            int unused = new ProcessBuilder(
                            "/bin/sh", "-c", "kill -STOP " + runtime().pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.debug("A runtime cannot be stopped.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing runs beside the runtime: what has ended and is not asked for its status counts as gone. */
    boolean runsAlone() {
        return runtime().descendants().allMatch(Cell::hasEnded);
    }

    private static boolean hasEnded(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return status.charAt(status.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return !process.isAlive();
        }
    }

    /** Ends all its processes, whatever state they are in. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (group != null) {
            group.kill();
        }
        process.destroyForcibly();
    }

    /** Ends it and takes away its files. */
    void close() {
        kill();
        try {
            api.close();
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A sandbox does not end: pid={}", process.pid());
            }
            // The kernel takes a moment to empty a group.
            for (int i = 0; group != null && i < REMOVALS_MAX && !group.remove(); i++) {
                group.kill();
                LockSupport.parkNanos(this, REMOVAL_PAUSE.toNanos());
            }
            Trees.delete(home);
        } catch (IOException e) {
            LOG.debug("Files of a sandbox are left.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            released.run();
        }
    }
}

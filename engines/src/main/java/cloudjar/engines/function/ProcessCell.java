package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of this machine.
 *
 * @param process the outermost one
 * @param api what it speaks with
 * @param desk where its work is handed over
 * @param journal what it writes
 * @param group its control group; null where there are none
 * @param home its files
 * @param contained whether the processes have namespaces of their own
 * @param apart whether the runtime is a child of what began it, beside its extensions
 * @param released called once it is closed
 */
record ProcessCell(
        Process process,
        RuntimeApi api,
        Desk desk,
        Journal journal,
        @Nullable ControlGroup group,
        Path home,
        boolean contained,
        boolean apart,
        Runnable released)
        implements Cell {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessCell.class);
    private static final Duration LAG = Duration.ofMillis(2);
    private static final int END_MILLIS = 2_000;
    private static final int REMOVALS_MAX = 200;
    private static final Duration REMOVAL_PAUSE = Duration.ofMillis(5);

    @Override
    public Duration lag() {
        return LAG;
    }

    @Override
    public CompletableFuture<Integer> exit() {
        CompletableFuture<Integer> whole = process.onExit().thenApply(Process::exitValue);
        return apart ? journal.exit().applyToEither(whole, status -> status) : whole;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void begun(int megabytes) {
        if (group != null) {
            group.boost(false, megabytes);
        }
    }

    @Override
    public boolean freeze(boolean frozen) throws IOException {
        if (group != null) {
            group.freeze(frozen);
        }
        return group != null;
    }

    @Override
    public int memoryMegabytes() {
        return ProcessMemory.shown(processes());
    }

    @Override
    public int ownMegabytes() {
        int counted = group == null ? 0 : group.memoryMegabytes();
        return Math.max(counted, ProcessMemory.own(processes()));
    }

    private LongStream processes() {
        return group == null
                ? LongStream.concat(
                        LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid))
                : group.processes().stream().mapToLong(Long::longValue);
    }

    /** What began the rest: the outermost process, or in namespaces its only child, which is the first in them. */
    private ProcessHandle first() {
        return process.children().filter(child -> contained).findFirst().orElse(process.toHandle());
    }

    /** The runtime began last. */
    @Override
    public void killRuntime() {
        first().children()
                .max(Comparator.comparingLong(ProcessHandle::pid))
                .filter(runtime -> apart && !journal.exit().isDone())
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public boolean runsAlone() {
        return first().descendants().allMatch(ProcessCell::hasEnded);
    }

    /** What has ended and is not asked for its status counts as gone. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return status.charAt(status.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return !process.isAlive();
        }
    }

    @Override
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (group != null) {
            group.kill();
        }
        process.destroyForcibly();
    }

    @Override
    public void close() {
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

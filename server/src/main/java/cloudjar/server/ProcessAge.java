package cloudjar.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long this process has run. The JDK tells when it began, but on Linux it adds that to when the machine did, which the kernel
 * gives in whole seconds (btime in <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">/proc/stat</a>): there what
 * the machine's own clock says is taken.
 */
final class ProcessAge {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** The unit in which /proc shows ticks, whatever the kernel's own is. */
    private static final long MILLIS_PER_TICK = 10;

    /** The place of starttime among the fields that follow the name. */
    private static final int START_TIME = 19;

    private ProcessAge() {}

    /** The age, to a hundredth of a second or finer; empty where the system does not tell. */
    static Optional<Duration> now() {
        if (Files.isReadable(STAT) && Files.isReadable(UPTIME)) {
            try {
                return Optional.of(between(Files.readString(STAT), Files.readString(UPTIME)));
            } catch (IOException | NumberFormatException e) {
                // Some other system's /proc.
                return fromStart();
            }
        }
        return fromStart();
    }

    /** From the texts of /proc/PID/stat, whose second field is a name in brackets that may hold anything, and of /proc/uptime. */
    static Duration between(String stat, String uptime) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        return Duration.ofMillis(Math.round(seconds * 1000) - Long.parseLong(fields[START_TIME]) * MILLIS_PER_TICK);
    }

    private static Optional<Duration> fromStart() {
        return ProcessHandle.current().info().startInstant().map(start -> Duration.between(start, Instant.now()));
    }
}

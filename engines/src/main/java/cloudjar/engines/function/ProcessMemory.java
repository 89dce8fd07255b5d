package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** How much memory processes of this machine have, in megabytes; none where the machine does not tell. */
final class ProcessMemory {
    private static final long PAGE = 4096;
    private static final long MEGABYTE = 1024L * 1024;

    private ProcessMemory() {}

    /** What they show, with files that are mapped. */
    static int shown(LongStream processes) {
        return (int) (processes.map(pid -> pages(pid, false)).sum() * PAGE / MEGABYTE);
    }

    /** What they have for themselves. */
    static int own(LongStream processes) {
        return (int) (processes.map(pid -> pages(pid, true)).sum() * PAGE / MEGABYTE);
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
}

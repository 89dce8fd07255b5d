package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The control group of one sandbox: bounds its memory, processor time and number of processes, and freezes and ends them all
 * at once. Written for both hierarchies of Linux.
 */
final class ControlGroup {
    private static final int CPU_PERIOD_MICROS = 100_000;

    /** One virtual processor for so much memory (Lambda Developer Guide, Configure Lambda function memory). */
    private static final int MEGABYTES_OF_A_PROCESSOR = 1769;

    private static final int CPU_MICROS_MIN = 5_000;
    private static final long MEGABYTE = 1024L * 1024;

    private final boolean unified;
    private final Map<String, Path> directories;

    ControlGroup(boolean unified, Map<String, Path> directories) {
        this.unified = unified;
        this.directories = Map.copyOf(directories);
    }

    /** What its processes may use. */
    void limit(int memoryMegabytes, int storageMegabytes, int processes) throws IOException {
        // What lies in /tmp is memory to the kernel.
        long memory = (memoryMegabytes + (long) storageMegabytes) * MEGABYTE;
        long micros = Math.max(CPU_MICROS_MIN, (long) CPU_PERIOD_MICROS * memoryMegabytes / MEGABYTES_OF_A_PROCESSOR);
        if (unified) {
            write("memory", "memory.max", Long.toString(memory));
            attempt("memory", "memory.swap.max", "0");
            write("pids", "pids.max", Integer.toString(processes));
            attempt("cpu", "cpu.max", micros + " " + CPU_PERIOD_MICROS);
        } else {
            write("memory", "memory.limit_in_bytes", Long.toString(memory));
            write("pids", "pids.max", Integer.toString(processes));
            attempt("cpu", "cpu.cfs_period_us", Integer.toString(CPU_PERIOD_MICROS));
            attempt("cpu", "cpu.cfs_quota_us", Long.toString(micros));
        }
    }

    /** Lets its processes have all the time there is, as AWS does while a function begins; or no more than is theirs. */
    void boost(boolean all, int memoryMegabytes) {
        long micros = Math.max(CPU_MICROS_MIN, (long) CPU_PERIOD_MICROS * memoryMegabytes / MEGABYTES_OF_A_PROCESSOR);
        if (unified) {
            attempt("cpu", "cpu.max", all ? "max " + CPU_PERIOD_MICROS : micros + " " + CPU_PERIOD_MICROS);
        } else {
            attempt("cpu", "cpu.cfs_quota_us", all ? "-1" : Long.toString(micros));
        }
    }

    /** Shell commands by which a process joins. */
    String joining() {
        StringBuilder commands = new StringBuilder();
        for (Path directory : directories.values().stream().distinct().toList()) {
            commands.append("echo 0 > ").append(directory).append("/cgroup.procs\n");
        }
        return commands.toString();
    }

    /** Stops its processes where they are, or lets them go on. */
    void freeze(boolean frozen) throws IOException {
        if (unified) {
            write("freezer", "cgroup.freeze", frozen ? "1" : "0");
        } else {
            write("freezer", "freezer.state", frozen ? "FROZEN" : "THAWED");
        }
    }

    /** Memory that its processes have for themselves, in megabytes; -1 where it cannot be read. */
    int memoryMegabytes() {
        try {
            String key = unified ? "anon " : "rss ";
            for (String line : Files.readAllLines(directory("memory").resolve("memory.stat"))) {
                if (line.startsWith(key)) {
                    return (int) (Long.parseLong(line.substring(key.length()).strip()) / MEGABYTE);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
        return -1;
    }

    /** The processes in it, by their numbers. */
    List<Long> processes() {
        List<Long> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(directory("pids").resolve("cgroup.procs"))) {
                all.add(Long.parseLong(line.strip()));
            }
        } catch (IOException | NumberFormatException e) {
            return all;
        }
        return all;
    }

    /** Ends all its processes, frozen ones too. */
    void kill() {
        if (unified && Files.exists(directory("freezer").resolve("cgroup.kill"))) {
            attempt("freezer", "cgroup.kill", "1");
        } else {
            processes().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
        attempt("freezer", unified ? "cgroup.freeze" : "freezer.state", unified ? "0" : "THAWED");
    }

    /** Takes the group away; false while a process is in it. */
    boolean remove() {
        boolean gone = true;
        for (Path directory : directories.values()) {
            try {
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                gone = false;
            }
        }
        return gone;
    }

    private Path directory(String controller) {
        Path directory = directories.get(controller);
        if (directory == null) {
            throw new IllegalStateException("no control group for " + controller);
        }
        return directory;
    }

    private void write(String controller, String file, String value) throws IOException {
        Files.writeString(directory(controller).resolve(file), value);
    }

    /** For what not every kernel has. */
    private void attempt(String controller, String file, String value) {
        if (!directories.containsKey(controller)) {
            return;
        }
        try {
            write(controller, file, value);
        } catch (IOException e) {
            // The kernel was built without it: the others hold.
            return;
        }
    }
}

package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes control groups, where this process may. */
final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String PREFIX = "cloudjar-";
    private static final List<String> CONTROLLERS = List.of("memory", "pids", "cpu", "freezer");

    private final boolean unified;
    private final String owner;

    /** @param owner with what its groups' names begin: the process, and which of its engines */
    private ControlGroups(boolean unified, String owner) {
        this.unified = unified;
        this.owner = owner;
    }

    /** Those of this machine; empty where it has none, or they are not for this process to make. */
    static Optional<ControlGroups> of(Machine machine) {
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        // A process may have several engines, which all count from one; each has a directory to work in of its own.
        String engine = Integer.toHexString(machine.work().hashCode());
        ControlGroups groups = new ControlGroups(unified, PREFIX + machine.pid() + "-" + engine + "-");
        try {
            groups.sweep();
            ControlGroup probe = groups.make("probe");
            probe.limit(128, 512, 64);
            probe.freeze(false);
            return probe.remove() ? Optional.of(groups) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A group for a sandbox. */
    ControlGroup make(String name) throws IOException {
        Map<String, Path> directories = new LinkedHashMap<>();
        for (String controller : CONTROLLERS) {
            Path parent = unified ? ROOT : ROOT.resolve(controller);
            Path directory = parent.resolve(owner + name);
            if (unified || Files.isDirectory(parent)) {
                Files.createDirectories(directory);
                directories.put(controller, directory);
            }
        }
        if (unified) {
            enable();
        }
        return new ControlGroup(unified, directories);
    }

    private static void enable() throws IOException {
        String enabled = Files.readString(ROOT.resolve("cgroup.subtree_control"));
        for (String controller : List.of("memory", "pids", "cpu")) {
            if (!enabled.contains(controller)) {
                Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+" + controller);
            }
        }
    }

    /** Ends what processes of ours left behind that are no more. */
    private void sweep() throws IOException {
        Path where = unified ? ROOT : ROOT.resolve("freezer");
        if (!Files.isDirectory(where)) {
            return;
        }
        try (Stream<Path> entries = Files.list(where)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(PREFIX) && isOrphan(name)) {
                    ControlGroup left = existing(name);
                    left.kill();
                    boolean unused = left.remove();
                }
            }
        }
    }

    private ControlGroup existing(String name) {
        Map<String, Path> directories = new LinkedHashMap<>();
        for (String controller : CONTROLLERS) {
            directories.put(controller, (unified ? ROOT : ROOT.resolve(controller)).resolve(name));
        }
        return new ControlGroup(unified, directories);
    }

    private static boolean isOrphan(String name) {
        String[] parts = name.split("-", -1);
        try {
            return ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

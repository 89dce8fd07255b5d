package cloudjar.engines.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How far sandboxes can be kept apart on this machine: found out once, by trying.
 *
 * @param namespaces how much of its own a sandbox has
 * @param groups bound and freeze sandboxes; empty where they are not permitted
 */
record Containment(Namespaces namespaces, Optional<ControlGroups> groups) {
    /** What a sandbox has of its own. */
    enum Namespaces {
        /** Files, processes and a user without rights: this process is root. */
        PRIVILEGED,

        /** Files and processes, as the user who runs us. */
        UNPRIVILEGED,

        /** A session of its own, at least. */
        NONE
    }

    private static final List<String> SHARED = List.of("--mount", "--ipc", "--pid", "--fork", "--kill-child");

    static Containment of(Programs programs, Machine machine) {
        Optional<ControlGroups> groups = ControlGroups.of(machine);
        if (programs.find("unshare").isEmpty() || programs.find("chroot").isEmpty()) {
            return new Containment(Namespaces.NONE, groups);
        }
        boolean root = Files.isWritable(Path.of("/proc/sys/kernel/hostname"));
        if (root && works(programs, "unshare", "--mount", "--ipc", "--pid", "--fork", "true")) {
            return new Containment(Namespaces.PRIVILEGED, groups);
        }
        if (works(programs, "unshare", "--user", "--map-root-user", "--mount", "--ipc", "--pid", "--fork", "true")) {
            return new Containment(Namespaces.UNPRIVILEGED, groups);
        }
        return new Containment(Namespaces.NONE, groups);
    }

    private static boolean works(Programs programs, String... command) {
        return programs.ask(command).filter(said -> said.status() == 0).isPresent();
    }

    /** Whether a sandbox has files of its own. */
    boolean hidesFiles() {
        return namespaces != Namespaces.NONE;
    }

    /** The command that gives what follows it namespaces of its own. */
    String unsharing() {
        String options = String.join(" ", SHARED);
        return switch (namespaces) {
            case PRIVILEGED -> "unshare " + options + " ";
            case UNPRIVILEGED -> "unshare --user --map-root-user " + options + " ";
            case NONE -> "";
        };
    }

    /** One sentence for each thing that holds, or does not. */
    List<String> sentences() {
        String files =
                switch (namespaces) {
                    case PRIVILEGED ->
                        "Functions see files of their own (code and layers read-only, /tmp bounded), their own processes"
                                + " only, and run as a user without rights.";
                    case UNPRIVILEGED ->
                        "Functions see files of their own (code and layers read-only, /tmp bounded) and their own"
                                + " processes only; they run as the user who started cloudjar.";
                    case NONE ->
                        "Functions are NOT kept from the machine's files and processes: namespaces are not permitted here.";
                };
        String limits = groups.isPresent()
                ? "Memory, processor time and processes of functions are bounded by control groups, which freeze them"
                        + " between invocations."
                : "Memory of functions is watched and not bounded, processor time and processes are NOT bounded, and"
                        + " idle functions are not frozen: control groups are not for this process to make.";
        return List.of(files, limits, "Functions share the machine's network.");
    }
}

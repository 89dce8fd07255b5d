package cloudjar.engines.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one sandbox: where they are on the machine, and where the function sees them.
 *
 * @param program what runs the function; empty where it does so itself
 * @param sdk where the function sees AWS's SDK; empty where there is none
 * @param root what the function takes for the whole machine; null where it sees the machine itself
 */
record Layout(
        String task,
        String opt,
        String runtime,
        String tmp,
        @Nullable Path root,
        String program,
        String sdk) {
    /** Which user a function runs as where that is ours to choose: the one AWS's functions run as. */
    static final String USER = "993:990";

    private static final String HOSTS = "hosts";
    private static final List<String> SHOWN =
            List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "nix");
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom");
    private static final String READ_ONLY = "none bind,ro,nosuid,nodev 0 0";

    /** Gives the sandbox with this home the name by which its extensions know it. */
    static void nameSandbox(Path home, String address) throws IOException {
        Path known = Path.of("/etc/hosts");
        String others = Files.isReadable(known) ? Files.readString(known).stripTrailing() + "\n" : "";
        Files.writeString(home.resolve(HOSTS), others + address + " sandbox.localdomain sandbox\n");
    }

    /** Lets a sandbox with a root of its own write to a directory of the machine. */
    static void lend(Path home, Path directory, String place) throws IOException {
        Path point = Files.createDirectories(home.resolve("root").resolve(place.substring(1)));
        Files.writeString(
                home.resolve("mounts"),
                escaped(directory) + " " + escaped(point) + " none bind,nosuid,nodev 0 0\n",
                StandardOpenOption.APPEND);
    }

    /** Where the machine's own files are used as they are. */
    static Layout bare(Path task, @Nullable Path opt, Path runtime, Path home, @Nullable Interpreter interpreter)
            throws IOException {
        Path tmp = Files.createDirectories(home.resolve("tmp"));
        return new Layout(
                task.toString(),
                opt == null ? home.resolve("opt").toString() : opt.toString(),
                runtime.toString(),
                tmp.toString(),
                null,
                interpreter == null ? "" : interpreter.program().toString(),
                interpreter == null || interpreter.sdk() == null
                        ? ""
                        : interpreter.sdk().toString());
    }

    /**
     * A root of its own, as a tree of mount points with a table of what is mounted there.
     *
     * @param interpreter is to be seen where it is
     */
    static Layout contained(
            Path task, @Nullable Path opt, Path runtime, Path home, @Nullable Interpreter interpreter, int tmpMegabytes)
            throws IOException {
        Path root = Files.createDirectories(home.resolve("root"));
        List<String> table = new ArrayList<>();
        for (String name : SHOWN) {
            Path shown = Path.of("/" + name);
            if (Files.isSymbolicLink(shown)) {
                Files.createSymbolicLink(root.resolve(name), Files.readSymbolicLink(shown));
            } else if (Files.isDirectory(shown)) {
                table.add(bound(shown, root, "/" + name));
            }
        }
        Path hosts = home.resolve(HOSTS);
        if (Files.exists(hosts) && Files.exists(Path.of("/etc/hosts"))) {
            // Within what was mounted for /etc: made by that, so that there is nothing to make.
            table.add(escaped(hosts) + " " + escaped(root.resolve("etc/hosts")) + " " + READ_ONLY);
        }
        table.add(bound(task, root, "/var/task"));
        table.add(bound(runtime, root, "/var/runtime"));
        if (opt == null) {
            Files.createDirectories(root.resolve("opt"));
        } else {
            table.add(bound(opt, root, "/opt"));
        }
        String program = "";
        String sdk = "";
        if (interpreter != null) {
            program = shown(interpreter, root, table);
            sdk = shownSdk(interpreter, root, table);
        }
        Path devices = Files.createDirectories(root.resolve("dev"));
        for (String device : DEVICES) {
            Path place = Files.createFile(devices.resolve(device));
            table.add("/dev/" + device + " " + escaped(place) + " none bind 0 0");
        }
        Files.createSymbolicLink(devices.resolve("fd"), Path.of("/proc/self/fd"));
        Files.createSymbolicLink(devices.resolve("stdout"), Path.of("/proc/self/fd/1"));
        Files.createSymbolicLink(devices.resolve("stderr"), Path.of("/proc/self/fd/2"));
        Path tmp = Files.createDirectories(root.resolve("tmp"));
        table.add("tmpfs " + escaped(tmp) + " tmpfs size=" + tmpMegabytes + "m,mode=1777,nosuid,nodev 0 0");
        Path processes = Files.createDirectories(root.resolve("proc"));
        table.add("proc " + escaped(processes) + " proc nosuid,nodev,noexec 0 0");
        Files.write(home.resolve("mounts"), table);
        return new Layout("/var/task", "/opt", "/var/runtime", "/tmp", root, program, sdk);
    }

    /** Where the function sees what runs it. */
    private static String shown(Interpreter interpreter, Path root, List<String> table) throws IOException {
        Path program = interpreter.program();
        if (isShown(program)) {
            return program.toString();
        }
        Path prefix = interpreter.prefix();
        // Java runs anywhere, and is under /opt on many machines, where functions see their layers. At AWS it is here.
        String place = interpreter.language() == Language.JAVA ? "/var/lang" : prefix.toString();
        table.add(bound(prefix, root, place));
        return place + "/" + prefix.relativize(program);
    }

    private static String shownSdk(Interpreter interpreter, Path root, List<String> table) throws IOException {
        Path sdk = interpreter.sdk();
        if (sdk == null) {
            return "";
        }
        if (isShown(sdk) || sdk.startsWith(interpreter.prefix())) {
            return sdk.toString();
        }
        table.add(bound(sdk, root, "/var/sdk"));
        return "/var/sdk";
    }

    private static boolean isShown(Path path) {
        return path.startsWith("/usr") || path.startsWith("/nix");
    }

    private static String bound(Path from, Path root, String to) throws IOException {
        Path place = Files.createDirectories(root.resolve(to.substring(1)));
        return escaped(from) + " " + escaped(place) + " " + READ_ONLY;
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
    }
}

package cloudjar.engines.function;

import cloudjar.kernel.function.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the process of a sandbox is begun: its command, its environment, its limits. */
final class Launch {
    private static final int FILES_MAX = 1024;

    /** {@link Journal#EXIT_MARK}, as shells write it. */
    private static final String EXIT_MARK = Journal.EXIT_MARK.replace("\u0001", "\\001");

    private final Containment containment;
    private final Layout layout;
    private final Path home;
    private final FunctionSpec function;
    private final Interpreter.Archive archive;

    /**
     * A launch.
     *
     * @param archive of classes, where the function is in Java
     */
    Launch(Containment containment, Layout layout, Path home, FunctionSpec function, Interpreter.Archive archive) {
        this.containment = containment;
        this.layout = layout;
        this.home = home;
        this.function = function;
        this.archive = archive;
    }

    /** How what is written comes. */
    enum Outputs {
        /** All as one. */
        ONE,

        /** What extensions write comes as errors of the process, and all else as its output. */
        EXTENSIONS_APART
    }

    /** Begins it. */
    Process start(
            Optional<Interpreter> interpreter,
            FunctionSpec.Birth birth,
            String address,
            @Nullable ControlGroup group,
            Outputs outputs,
            boolean session)
            throws IOException {
        Map<String, String> environment = environment(birth, address);
        Path script = home.resolve("launch.sh");
        List<String> runtime = command(interpreter, environment.get("AWS_LAMBDA_EXEC_WRAPPER"));
        boolean apart = outputs == Outputs.EXTENSIONS_APART;
        Files.writeString(home.resolve("inner.sh"), inner(runtime, environment, apart));
        Files.writeString(script, (apart ? "exec 3>&2 2>&1\n" : "") + outer(group));
        List<String> command = new ArrayList<>();
        if (session) {
            command.add("setsid");
        }
        command.add("/bin/sh");
        command.add(script.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(!apart);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private String outer(@Nullable ControlGroup group) {
        StringBuilder script = new StringBuilder();
        script.append("export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n");
        if (group != null) {
            script.append(group.joining());
        }
        script.append("exec ")
                .append(containment.unsharing())
                .append("/bin/sh ")
                .append(quote(home.resolve("inner.sh")));
        return script.append('\n').toString();
    }

    /** Runs in the namespaces: mounts, leaves what is outside behind, and becomes the runtime. */
    private String inner(List<String> command, Map<String, String> environment, boolean apart) {
        StringBuilder script = new StringBuilder();
        StringBuilder start =
                new StringBuilder("cd ").append(quote(layout.task())).append('\n');
        if (apart) {
            start.append("for extension in ").append(layout.opt()).append("/extensions/*; do\n");
            start.append("  if [ -x \"$extension\" ] && [ -f \"$extension\" ]; then ");
            start.append("\"$extension\" >&3 2>&3 3>&- & fi\ndone\nexec 3>&-\n");
        } else {
            start.append("exec ");
        }
        start.append(String.join(" ", command.stream().map(Launch::quote).toList()));
        if (apart) {
            // Extensions outlive the runtime, to be told: what began them waits, and says with what the runtime ended.
            start.append(" &\nwait $!\nprintf '").append(EXIT_MARK).append("%s\\n' $?\nwait");
        }
        start.append('\n');
        script.append("ulimit -n ").append(FILES_MAX).append(" 2>/dev/null\nulimit -c 0\n");
        Path root = layout.root();
        if (root == null) {
            return script.append("export PATH=")
                    .append(quote(environment.getOrDefault("PATH", "")))
                    .append('\n')
                    .append(start)
                    .toString();
        }
        script.append("mount --all --fstab ")
                .append(quote(home.resolve("mounts")))
                .append(" || exit 125\n");
        String user = containment.namespaces() == Containment.Namespaces.PRIVILEGED
                ? "--userspec=" + Layout.USER + " --groups='' "
                : "";
        script.append("exec chroot ").append(user).append(quote(root)).append(" /bin/sh -c ");
        script.append(quote("export PATH=" + quote(environment.getOrDefault("PATH", "")) + "\n" + start))
                .append('\n');
        return script.toString();
    }

    private List<String> command(Optional<Interpreter> interpreter, @Nullable String wrapper) {
        List<String> command = new ArrayList<>();
        if (wrapper != null) {
            command.add(wrapper);
        }
        if (interpreter.isEmpty()) {
            command.addAll(List.of("/bin/sh", "-c", ownBootstrap(layout.task(), layout.opt())));
            return command;
        }
        command.addAll(interpreter
                .get()
                .command(layout, function.handler(), function.size().memoryMegabytes(), archive));
        return command;
    }

    /** The script that becomes a function's own runtime. */
    static String ownBootstrap(String task, String opt) {
        String own = task + "/bootstrap";
        return "if [ -e '" + own + "' ]; then exec '" + own + "'; fi; exec '" + opt + "/bootstrap'";
    }

    private Map<String, String> environment(FunctionSpec.Birth birth, String address) {
        Map<String, String> all = new HashMap<>();
        String opt = layout.opt();
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin:" + opt + "/bin");
        all.put("LD_LIBRARY_PATH", layout.task() + ":" + layout.task() + "/lib:" + opt + "/lib");
        all.put("NODE_PATH", opt + "/nodejs/node_modules:" + layout.runtime() + "/node_modules:" + layout.task());
        all.put("RUBYLIB", layout.task() + ":" + opt + "/ruby/lib");
        all.putAll(birth.environment());
        all.put("LAMBDA_TASK_ROOT", layout.task());
        all.put("LAMBDA_RUNTIME_DIR", layout.runtime());
        all.put("AWS_LAMBDA_RUNTIME_API", address);
        all.put("_HANDLER", function.handler());
        if (layout.root() == null) {
            all.put("TMPDIR", layout.tmp());
        } else {
            all.put("HOME", "/tmp");
        }
        return all;
    }

    private static String quote(Path path) {
        return quote(path.toString());
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

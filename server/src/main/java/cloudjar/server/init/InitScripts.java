package cloudjar.server.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the scripts and runs them, one after the other in the order of their paths. What a script prints is logged; one
 * that fails is reported and the next one runs. Safe for any number of threads.
 */
public final class InitScripts {
    private static final Logger LOG = LoggerFactory.getLogger(InitScripts.class);
    private static final String SUFFIX = ".sh";

    private final Map<InitStage, List<InitScript>> scripts = new EnumMap<>(InitStage.class);
    private final Map<InitStage, Boolean> completed = new EnumMap<>(InitStage.class);

    /** @param directories those that hold {@code ready.d} and its likes; ones that do not exist are passed over */
    public InitScripts(List<Path> directories) {
        for (InitStage stage : InitStage.values()) {
            scripts.put(stage, find(directories, stage));
            completed.put(stage, false);
        }
    }

    private static List<InitScript> find(List<Path> directories, InitStage stage) {
        List<InitScript> found = new ArrayList<>();
        for (Path directory : directories) {
            Path home = directory.resolve(stage.directory());
            if (Files.isDirectory(home)) {
                try (Stream<Path> files = Files.walk(home)) {
                    files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                            .sorted()
                            .map(file -> new InitScript(stage, file.toAbsolutePath(), InitScript.State.UNKNOWN))
                            .forEach(found::add);
                } catch (IOException e) {
                    LOG.error("init scripts in {} cannot be listed", home, e);
                }
            }
        }
        return found;
    }

    /** The stage's scripts. */
    public synchronized List<InitScript> scripts(InitStage stage) {
        return List.copyOf(scripts.getOrDefault(stage, List.of()));
    }

    /** Whether the stage is over. */
    public synchronized boolean completed(InitStage stage) {
        return completed.getOrDefault(stage, false);
    }

    /** Whether no stage has a script. */
    public synchronized boolean isEmpty() {
        return scripts.values().stream().allMatch(List::isEmpty);
    }

    /**
     * Runs the stage's scripts and returns when the last one has ended.
     *
     * @param environment what they see besides this process's environment
     */
    public void run(InitStage stage, Map<String, String> environment) {
        List<InitScript> due = scripts(stage);
        for (int i = 0; i < due.size(); i++) {
            InitScript script = due.get(i);
            note(stage, i, script.in(InitScript.State.RUNNING));
            note(stage, i, script.in(run(script, environment)));
        }
        synchronized (this) {
            completed.put(stage, true);
        }
    }

    private synchronized void note(InitStage stage, int index, InitScript script) {
        List<InitScript> changed = new ArrayList<>(scripts(stage));
        changed.set(index, script);
        scripts.put(stage, changed);
    }

    private static InitScript.State run(InitScript script, Map<String, String> environment) {
        LOG.info("running {}", script.path());
        ProcessBuilder builder = new ProcessBuilder(command(script.path())).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            log(process, script.name());
            int status = process.waitFor();
            if (status == 0) {
                return InitScript.State.SUCCESSFUL;
            }
            LOG.error("{} ended with status {}", script.path(), status);
        } catch (IOException e) {
            LOG.error("{} cannot be run", script.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("{} was not waited for: the server ends", script.path());
        }
        return InitScript.State.ERROR;
    }

    /** A script that may be executed chooses its shell by its first line; any other is run by {@code sh}. */
    private static List<String> command(Path script) {
        return Files.isExecutable(script) && hasInterpreter(script)
                ? List.of(script.toString())
                : List.of("sh", script.toString());
    }

    private static boolean hasInterpreter(Path script) {
        try (var content = Files.newInputStream(script)) {
            return content.read() == '#' && content.read() == '!';
        } catch (IOException e) {
            LOG.debug("{} cannot be read", script, e);
            return false;
        }
    }

    private static void log(Process process, String name) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.info("{}: {}", name, line);
            }
        }
    }
}

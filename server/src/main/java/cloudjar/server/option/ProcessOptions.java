package cloudjar.server.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How the process itself behaves.
 *
 * @param log the least severe messages that are logged
 * @param initDirectories where scripts that run at start and end are looked for
 */
public record ProcessOptions(Level log, List<Path> initDirectories) {
    /** How severe a message is. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    static final Option<Level> LOG = Option.of(
                    "log", OptionType.choice(Level.class), "info", "The least severe messages that are logged.")
            .alsoFrom("LS_LOG", text -> text.replace("-internal", "").replace("warning", "warn"))
            .alsoFrom("DEBUG", text -> isTrue(text) ? "debug" : "info");

    static final Option<List<Path>> INIT_DIR = Option.of(
            "init-dir",
            OptionType.directories("DIRECTORY"),
            "/etc/localstack/init,.cloudjar/init",
            "Where boot.d, start.d, ready.d and shutdown.d with scripts (*.sh) are looked for.");

    static final List<Option<?>> OPTIONS = List.of(LOG, INIT_DIR);

    public ProcessOptions {
        initDirectories = List.copyOf(initDirectories);
    }

    static ProcessOptions of(Settings settings) {
        return new ProcessOptions(settings.get(LOG), settings.get(INIT_DIR));
    }

    private static boolean isTrue(String text) {
        return List.of("1", "true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
    }
}

package cloudjar.server.option;

import cloudjar.kernel.store.Fsync;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where state is kept.
 *
 * @param data the data directory; empty: state is kept in memory and ends with the process
 * @param fsync what of it outlives a machine that stops
 */
public record StateOptions(Optional<Path> data, Fsync fsync) {
    static final Option<Optional<Path>> DATA = Option.of(
            "data",
            OptionType.optionalDirectory("DIRECTORY"),
            "",
            "Where state is kept, so that it outlives the server; in memory where it is empty.");

    static final Option<Fsync> FSYNC = Option.of(
            "fsync",
            OptionType.choice(Fsync.class),
            "os",
            "When what was written to --data is forced to the disk: before the answer, once a second, or when the operating"
                    + " system does. Whatever is chosen, it outlives the process.");

    static final List<Option<?>> OPTIONS = List.of(DATA, FSYNC);

    static StateOptions of(Settings settings) {
        return new StateOptions(settings.get(DATA), settings.get(FSYNC));
    }
}

package cloudjar.kernel.store.rocksdb;

import java.io.IOException;
import java.nio.file.Path;

/** Turns a data directory of one format into one of the next. */
@FunctionalInterface
interface Migration {
    /** Does it; a run that was cut off is repeated from the start. */
    void migrate(Path directory) throws IOException;
}

package cloudjar.server;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.blob.postgres.PostgresBlobs;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import cloudjar.server.option.StateOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the state of all worlds is, as the options choose: what RocksDB or PostgreSQL needs is loaded only where it is chosen.
 *
 * @param engine rows
 * @param blobs large content
 */
record StateHome(StoreEngine engine, BlobHome blobs) {
    /** Large content, in the data directory. */
    private static final String BLOBS = "blobs";

    /**
     * Opens what was chosen.
     *
     * @throws cloudjar.kernel.store.StoreFailedException when the data directory or the database cannot be had, with the reason
     * @throws IOException where content cannot be kept
     */
    static StateHome open(StateOptions options, Ids ids) throws IOException {
        if (options.store().isPresent()) {
            return inDatabase(options.store().get(), ids);
        }
        return options.data().isPresent()
                ? inDirectory(options.data().get(), options.fsync())
                : new StateHome(new MemoryEngine(), FileBlobs.temporary());
    }

    private static StateHome inDatabase(PostgresAddress address, Ids ids) {
        PostgresEngine engine = PostgresEngine.open(address, ids::number);
        return new StateHome(engine, new PostgresBlobs(engine.database()));
    }

    private static StateHome inDirectory(Path directory, Fsync fsync) throws IOException {
        StoreEngine engine = RocksDbEngine.open(directory, fsync);
        boolean open = false;
        try {
            Path blobs = directory.resolve(BLOBS);
            BlobHome home = fsync == Fsync.ALWAYS ? FileBlobs.forcedIn(blobs) : FileBlobs.in(blobs);
            open = true;
            return new StateHome(engine, home);
        } finally {
            if (!open) {
                engine.close();
            }
        }
    }
}

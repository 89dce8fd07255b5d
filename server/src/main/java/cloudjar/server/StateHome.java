package cloudjar.server;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.blob.postgres.PostgresBlobs;
import cloudjar.kernel.blob.postgres.PostgresHolders;
import cloudjar.kernel.blob.s3.S3Address;
import cloudjar.kernel.blob.s3.S3Blobs;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import cloudjar.kernel.vault.KeyFileVault;
import cloudjar.kernel.vault.Vault;
import cloudjar.server.option.StateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where the state of all worlds is, as the options choose: what RocksDB, PostgreSQL or a bucket needs is loaded only where it is
 * chosen.
 *
 * @param engine rows
 * @param blobs large content
 * @param vault seals secrets where state outlives the process in files of ours: under a key beside them, or under one that was
 *     named
 */
record StateHome(StoreEngine engine, BlobHome blobs, Vault vault) {
    /** Large content, in the data directory. */
    private static final String BLOBS = "blobs";

    /** Behind the name of the data directory: the file with the master key. */
    private static final String MASTER_KEY = ".key";

    /**
     * Opens what was chosen.
     *
     * @throws StoreFailedException when the data directory, the database or the bucket cannot be had, with the reason
     * @throws IOException where content cannot be kept
     */
    static StateHome open(StateOptions options, Ids ids) throws IOException {
        StoreEngine engine = engine(options, ids);
        boolean open = false;
        try {
            StateHome home = new StateHome(engine, blobs(options, engine, ids), vault(options));
            open = true;
            return home;
        } finally {
            if (!open) {
                engine.close();
            }
        }
    }

    private static StoreEngine engine(StateOptions options, Ids ids) {
        if (options.store().isPresent()) {
            return PostgresEngine.open(options.store().get(), ids::number);
        }
        return options.data().isPresent()
                ? RocksDbEngine.open(options.data().get(), options.fsync())
                : new MemoryEngine();
    }

    private static Vault vault(StateOptions options) throws IOException {
        if (options.masterKey().isPresent()) {
            Path file = options.masterKey().get();
            // A key that each server made for itself would open nothing of the others'.
            return options.store().isPresent() ? KeyFileVault.in(file) : KeyFileVault.at(file);
        }
        if (options.data().isEmpty()) {
            return Vault.NONE;
        }
        Path data = options.data().get().toAbsolutePath().normalize();
        return KeyFileVault.at(data.resolveSibling(data.getFileName() + MASTER_KEY));
    }

    private static BlobHome blobs(StateOptions options, StoreEngine engine, Ids ids) throws IOException {
        if (options.blobs().isPresent()) {
            return inBucket(options, options.blobs().get(), engine, ids);
        }
        if (options.store().isPresent()) {
            PostgresEngine shared = (PostgresEngine) engine;
            PostgresBlobs blobs = new PostgresBlobs(shared.database());
            shared.chore(blobs::collect);
            return blobs;
        }
        if (options.data().isEmpty()) {
            return FileBlobs.temporary();
        }
        Path files = options.data().get().resolve(BLOBS);
        return options.fsync() == Fsync.ALWAYS ? FileBlobs.forcedIn(files) : FileBlobs.in(files);
    }

    private static BlobHome inBucket(StateOptions options, S3Address bucket, StoreEngine engine, Ids ids) {
        if (options.data().isPresent() && Files.exists(options.data().get().resolve(BLOBS))) {
            throw new StoreFailedException(
                    Reason.IN_USE,
                    "the content of " + options.data().get() + " is in files: export its worlds, and import them where"
                            + " content is kept in " + bucket,
                    null);
        }
        if (options.store().isPresent()) {
            PostgresHolders holders = new PostgresHolders(((PostgresEngine) engine).database());
            return S3Blobs.openShared(bucket, InstantSource.system(), ids.number(), holders::hold);
        }
        return S3Blobs.open(bucket, InstantSource.system(), ids.number());
    }
}

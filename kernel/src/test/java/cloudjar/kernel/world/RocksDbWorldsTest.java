package cloudjar.kernel.world;

import cloudjar.kernel.blob.BlobHome;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.StoreEngine;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksDbWorldsTest extends WorldsContract {
    private final Path directory;

    RocksDbWorldsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    StoreEngine newEngine() {
        return RocksDbEngine.open(directory, Fsync.OS);
    }

    @Override
    BlobHome newHome() throws IOException {
        return FileBlobs.in(directory.resolve("blobs"));
    }
}

package cloudjar.kernel.store;

import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Durable stores in a temporary directory, which goes when this is closed. */
final class TemporaryStores implements AutoCloseable {
    private final Path directory;
    private final RocksDbEngine engine;
    private final AtomicInteger worlds = new AtomicInteger();

    TemporaryStores(Fsync fsync) {
        try {
            directory = Files.createTempDirectory("cloudjar-stores-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        engine = RocksDbEngine.open(directory, fsync);
    }

    Store newStore(CommitListener commits) {
        return engine.open("w" + worlds.incrementAndGet(), commits);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        List<Path> leftovers;
        try (Stream<Path> files = Files.walk(directory)) {
            leftovers = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path leftover : leftovers) {
            Files.delete(leftover);
        }
    }
}

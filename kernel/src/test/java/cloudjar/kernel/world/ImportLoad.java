package cloudjar.kernel.world;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.blob.postgres.PostgresBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that imports one world after the other under one name until it is killed. It says {@code read N} when it has read
 * an archive to its end, so that what follows is the swap, and {@code done N} after that.
 */
final class ImportLoad {
    static final String WORLD = "imported";

    private ImportLoad() {}

    /** Where state is, and the archives. */
    public static void main(String[] arguments) throws IOException {
        try (Worlds worlds = open(arguments[0])) {
            WorldArchives archives = new WorldArchives(worlds);
            for (int i = 0; true; i++) {
                String number = String.valueOf(i % (arguments.length - 1));
                byte[] archive = Files.readAllBytes(Path.of(arguments[1 + i % (arguments.length - 1)]));
                archives.importFrom(
                        WORLD,
                        new SequenceInputStream(new ByteArrayInputStream(archive), new Teller("read " + number)));
                say("done " + number);
            }
        }
    }

    /** Over a data directory, or a database. */
    static Worlds open(String home) {
        TimerHandlers handlers = new TimerHandlers();
        handlers.register("test", (world, timer, due) -> {});
        Worlds worlds = home.startsWith("postgres:") ? overDatabase(home, handlers) : inDirectory(home, handlers);
        worlds.start();
        return worlds;
    }

    private static Worlds overDatabase(String address, TimerHandlers handlers) {
        Ids ids = Ids.secure();
        PostgresEngine engine = PostgresEngine.open(PostgresAddress.parse(address), ids::number);
        return new Worlds(engine, new PostgresBlobs(engine.database()), Clock::new, ids, handlers);
    }

    private static Worlds inDirectory(String directory, TimerHandlers handlers) {
        RocksDbEngine engine = RocksDbEngine.open(Path.of(directory), Fsync.OS);
        try {
            return new Worlds(engine, FileBlobs.in(Path.of(directory, "blobs")), Clock::new, Ids.secure(), handlers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One write of one line, so that a line is whole or not there. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    /** Nothing; but it says when somebody got that far. */
    private static final class Teller extends InputStream {
        private final String what;

        Teller(String what) {
            this.what = what;
        }

        @Override
        public int read() {
            say(what);
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return read();
        }
    }
}

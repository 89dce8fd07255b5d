package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.blob.postgres.PostgresBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Worlds from memory to a shared database and back. */
@Timeout(120)
class PostgresWorldArchivesTest {
    private static final int ROWS = 1000;

    private static Worlds inMemory() throws IOException {
        Worlds worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), handlers());
        worlds.start();
        return worlds;
    }

    private static Worlds in(String database) {
        PostgresEngine engine = PostgresEngine.open(PostgresAddress.parse(database), new SplittableRandom(1)::nextLong);
        Worlds worlds = new Worlds(engine, new PostgresBlobs(engine.database()), Clock::new, Ids.secure(), handlers());
        worlds.start();
        return worlds;
    }

    private static TimerHandlers handlers() {
        TimerHandlers handlers = new TimerHandlers();
        handlers.register("test", (world, timer, due) -> {});
        return handlers;
    }

    private static byte[] export(Worlds worlds) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        new WorldArchives(worlds).export("default", archive);
        return archive.toByteArray();
    }

    private static World importInto(Worlds worlds, byte[] archive) throws IOException {
        return new WorldArchives(worlds).importFrom("default", new ByteArrayInputStream(archive));
    }

    @Test
    void aWorldGoesFromMemoryToTheDatabaseAndBack() throws IOException {
        try (PrivatePostgres postgres = PrivatePostgres.start()) {
            String database = postgres.newDatabase();
            byte[] archive;
            List<String> sent;
            try (Worlds worlds = inMemory()) {
                ArchiveWorld.fill(worlds.defaultWorld(), ROWS);
                sent = ArchiveWorld.look(worlds.defaultWorld());
                archive = export(worlds);
            }
            try (Worlds worlds = in(database)) {
                ArchiveWorld.fill(worlds.defaultWorld(), 10);
                assertThat(ArchiveWorld.look(importInto(worlds, archive))).isEqualTo(sent);
            }
            try (Worlds worlds = in(database)) {
                assertThat(worlds.list()).containsExactly("default");
                assertThat(ArchiveWorld.look(worlds.defaultWorld())).isEqualTo(sent);
                ArchiveWorld.add(worlds.defaultWorld(), 9, 300_000);
                ArchiveWorld.drop(worlds.defaultWorld(), 2);
                sent = ArchiveWorld.look(worlds.defaultWorld());
                archive = export(worlds);
            }
            try (Worlds worlds = inMemory()) {
                assertThat(ArchiveWorld.look(importInto(worlds, archive))).isEqualTo(sent);
            }
        }
    }
}

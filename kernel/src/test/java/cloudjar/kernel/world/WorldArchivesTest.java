package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.archive.ArchiveRefusedException;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Worlds to files and back, over every pair of engines; and files that are none. */
@Timeout(120)
class WorldArchivesTest {
    private static final int ROWS = 1500;

    private final List<String> fired = new ArrayList<>();
    private final Path directory;

    WorldArchivesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Worlds open(String engine) {
        TimerHandlers handlers = new TimerHandlers();
        handlers.register("test", (world, timer, due) -> fired.add(world.id() + " " + timer.id()));
        try {
            Worlds worlds = engine.equals("memory")
                    ? new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), handlers)
                    : new Worlds(
                            RocksDbEngine.open(directory.resolve(engine), Fsync.OS),
                            FileBlobs.in(directory.resolve(engine).resolve("blobs")),
                            Clock::new,
                            Ids.seeded(1),
                            handlers);
            worlds.start();
            return worlds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] export(Worlds worlds, String id) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            new WorldArchives(worlds).export(id, archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    private static World importInto(Worlds worlds, String id, byte[] archive) {
        try {
            return new WorldArchives(worlds).importFrom(id, new ByteArrayInputStream(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"memory, memory", "memory, rocksdb", "rocksdb, memory", "rocksdb, other"})
    void aWorldGoesFromEngineToEngine(String from, String to) throws IOException {
        byte[] archive;
        List<String> sent;
        try (Worlds worlds = open(from)) {
            World world = worlds.create("source");
            ArchiveWorld.fill(world, ROWS);
            sent = ArchiveWorld.look(world);
            archive = export(worlds, "source");
            assertThat(ArchiveWorld.look(world)).isEqualTo(sent);
            assertThat(worlds.list()).containsExactly("default", "source");
        }
        try (Worlds worlds = open(to)) {
            ArchiveWorld.fill(worlds.defaultWorld(), 10);
            World world = importInto(worlds, "target", archive);

            assertThat(ArchiveWorld.look(world)).isEqualTo(sent);
            assertThat(worlds.list()).containsExactly("default", "target");
            // On from there: the same archive again, with content of its own besides.
            ArchiveWorld.add(world, 9, 30_000);
            ArchiveWorld.drop(world, 2);
            List<String> changed = ArchiveWorld.look(world);
            World copy = importInto(worlds, "copy", export(worlds, "target"));
            assertThat(ArchiveWorld.look(copy)).isEqualTo(changed);
            World fork = worlds.fork("copy", "fork");
            worlds.delete("target");
            worlds.delete("copy");
            assertThat(ArchiveWorld.look(fork)).isEqualTo(changed);
            fork.clock().advance(Duration.ofHours(1));
            assertThat(fired).containsExactly("fork half", "fork minute");
        }
    }

    @Test
    void contentThatCameWithAWorldGoesWithItsLastHolder() throws IOException {
        byte[] archive;
        try (Worlds worlds = open("memory")) {
            ArchiveWorld.fill(worlds.defaultWorld(), 1);
            archive = export(worlds, "default");
        }
        try (Worlds worlds = open("rocksdb")) {
            World world = importInto(worlds, "target", archive);
            assertThat(files()).isEqualTo(2);
            ArchiveWorld.drop(world, 1);
            assertThat(files()).isEqualTo(1);
            ArchiveWorld.drop(world, 2);
            assertThat(files()).isEqualTo(1);
            ArchiveWorld.drop(world, 3);
            assertThat(files()).isZero();
        }
    }

    @Test
    void anImportTakesTheWorldsPlaceAndStays() throws IOException {
        byte[] archive;
        List<String> sent;
        try (Worlds worlds = open("memory")) {
            ArchiveWorld.fill(worlds.defaultWorld(), 100);
            sent = ArchiveWorld.look(worlds.defaultWorld());
            archive = export(worlds, "default");
        }
        try (Worlds worlds = open("rocksdb")) {
            ArchiveWorld.fill(worlds.defaultWorld(), 10);
            assertThat(ArchiveWorld.look(importInto(worlds, "default", archive)))
                    .isEqualTo(sent);
        }
        try (Worlds worlds = open("rocksdb")) {
            assertThat(worlds.list()).containsExactly("default");
            assertThat(ArchiveWorld.look(worlds.defaultWorld())).isEqualTo(sent);
            assertThat(files()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"memory, 600", "rocksdb, 30"})
    void anyChangedOrMissingByteIsRefusedAndNothingChanges(String engine, int changes) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (Worlds worlds = open(engine)) {
            World world = worlds.defaultWorld();
            ArchiveWorld.fill(world, 20);
            List<String> before = ArchiveWorld.look(world);
            byte[] archive = export(worlds, "default");
            for (int i = 0; i < changes; i++) {
                byte[] changed = archive.clone();
                // Half of them in the rows and the first content, the rest anywhere.
                int at = random.nextInt(i % 2 == 0 ? archive.length : 6000);
                changed[at] ^= (byte) (1 << random.nextInt(8));
                assertRefused(worlds, changed, "changed at " + at);
            }
            for (int i = 0; i < changes / 4; i++) {
                int length = random.nextInt(archive.length);
                assertRefused(worlds, java.util.Arrays.copyOf(archive, length), "cut off at " + length);
            }
            assertRefused(worlds, java.util.Arrays.copyOf(archive, archive.length + 1), "one byte more");
            assertThat(ArchiveWorld.look(world)).isEqualTo(before);
            assertThat(worlds.list()).containsExactly("default");
            assertThat(engine.equals("memory") ? 2 : files()).isEqualTo(2);
        }
    }

    private static void assertRefused(Worlds worlds, byte[] archive, String how) {
        assertThatThrownBy(() -> importInto(worlds, "default", archive))
                .as(how)
                .isInstanceOf(ArchiveRefusedException.class);
    }

    @ParameterizedTest
    @MethodSource("cloudjar.kernel.world.HostileArchive#all")
    void archivesMadeOnPurposeAreRefusedWithTheReason(HostileArchive hostile) throws IOException {
        for (String engine : List.of("memory", "rocksdb")) {
            try (Worlds worlds = open(engine)) {
                WorldsContract.put(worlds.defaultWorld(), "a", "1");
                assertThatThrownBy(() ->
                                importInto(worlds, "default", hostile.archive().toArray()))
                        .isInstanceOf(ArchiveRefusedException.class)
                        .hasMessageContaining(hostile.why());
                assertThat(WorldsContract.get(worlds.defaultWorld(), "a")).isEqualTo("1");
                assertThat(worlds.list()).containsExactly("default");
            }
        }
        assertThat(files()).isZero();
        try (Stream<Path> worlds = Files.list(directory.resolve("rocksdb/worlds"))) {
            assertThat(worlds).hasSize(1);
        }
    }

    @Test
    void namesOfDraftsAreNoNamesOfWorlds() {
        try (Worlds worlds = open("memory")) {
            byte[] archive = export(worlds, "default");
            assertThatThrownBy(() -> importInto(worlds, ".draft-9", archive)).isInstanceOf(WorldRefusedException.class);
            assertThatThrownBy(() -> importInto(worlds, "../x", archive)).isInstanceOf(WorldRefusedException.class);
            assertThatThrownBy(() -> export(worlds, "nobody")).isInstanceOf(WorldRefusedException.class);
        }
    }

    @Test
    void aWorldOfAFewHundredMegabytesGoesThroughInConstantMemory() throws IOException {
        long rows = Long.getLong("archive.rows", 20_000);
        Path archive = directory.resolve("archive");
        try (Worlds worlds = open("rocksdb")) {
            ArchiveWorld.fill(worlds.create("large"), (int) rows);
            try (var out = Files.newOutputStream(archive)) {
                new WorldArchives(worlds).export("large", out);
            }
            try (var in = Files.newInputStream(archive)) {
                World copy = new WorldArchives(worlds).importFrom("copy", in);
                assertThat(ArchiveWorld.look(copy)).hasSize((int) rows + 7);
            }
        }
    }

    private long files() throws IOException {
        Path blobs = directory.resolve("rocksdb/blobs");
        try (Stream<Path> all = Files.walk(blobs)) {
            return all.filter(file -> file.getFileName().toString().length() == 16)
                    .count();
        }
    }
}

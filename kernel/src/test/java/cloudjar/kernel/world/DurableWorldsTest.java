package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.rocksdb.RocksDbEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What of worlds in a data directory is there after a restart. */
@Timeout(60)
class DurableWorldsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> fired = new ArrayList<>();
    private final Path directory;
    private Instant machine = Instant.parse("2026-01-01T00:00:00Z");
    private TimerHandlers handlers = new TimerHandlers();

    DurableWorldsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void begin() {
        handlers = new TimerHandlers();
        handlers.register(
                "test",
                (world, timer, due) -> fired.add(
                        world.id() + " " + timer.id() + " at " + world.clock().now() + " due " + due));
        handlers.register("again", (world, timer, due) -> {
            fired.add(timer.id() + " at " + world.clock().now());
            set(world, "again", timer.id(), due.plus(HOUR));
        });
    }

    private Worlds open() {
        try {
            return new Worlds(
                    RocksDbEngine.open(directory, Fsync.OS),
                    FileBlobs.in(directory.resolve("blobs")),
                    () -> new Clock(() -> machine),
                    Ids.seeded(1),
                    handlers);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void set(World world, String handler, String id, Instant due) {
        world.store().write(tx -> {
            tx.at(due, Timer.of(handler, id));
            return 0;
        });
    }

    @Test
    void clockIsFoundAgainAsItWasLeft() {
        try (Worlds worlds = open()) {
            worlds.create("untouched");
            worlds.create("ahead").clock().advance(HOUR);
            worlds.create("frozen").clock().freeze();
            worlds.get("frozen").clock().advance(HOUR);
            worlds.create("reset").clock().advance(HOUR);
            worlds.get("reset").clock().reset();
            worlds.fork("ahead", "fork");
        }
        machine = machine.plus(Duration.ofDays(1));

        try (Worlds worlds = open()) {
            assertThat(worlds.get("untouched").clock().now()).isEqualTo(machine);
            assertThat(worlds.get("ahead").clock().now()).isEqualTo(machine.plus(HOUR));
            assertThat(worlds.get("fork").clock().now()).isEqualTo(machine.plus(HOUR));
            assertThat(worlds.get("frozen").clock().now())
                    .isEqualTo(machine.minus(Duration.ofDays(1)).plus(HOUR));
            assertThat(worlds.get("frozen").clock().frozen()).isTrue();
            assertThat(worlds.get("reset").clock().now()).isEqualTo(machine);
            assertThat(worlds.reset("ahead").clock().now()).isEqualTo(machine);
        }
    }

    @Test
    void whatFellDueMeanwhileFiresAtTheStartInOrderEachAtItsOwnTime() {
        Instant start = machine;
        try (Worlds worlds = open()) {
            World world = worlds.defaultWorld();
            set(world, "test", "late", start.plus(HOUR.multipliedBy(3)));
            set(world, "test", "early", start.plus(HOUR));
            set(world, "again", "each", start.plus(HOUR));
            set(world, "test", "beyond", start.plus(HOUR.multipliedBy(9)));
            world.clock().freeze();
            worlds.fork("default", "frozen");
            world.clock().resume();
        }
        machine = start.plus(HOUR.multipliedBy(3)).plusSeconds(1);

        try (Worlds worlds = open()) {
            worlds.start();

            assertThat(fired)
                    .containsExactly(
                            "each at 2026-01-01T01:00:00Z",
                            "default early at 2026-01-01T01:00:00Z due 2026-01-01T01:00:00Z",
                            "each at 2026-01-01T02:00:00Z",
                            "each at 2026-01-01T03:00:00Z",
                            "default late at 2026-01-01T03:00:00Z due 2026-01-01T03:00:00Z");
            assertThat(worlds.defaultWorld().clock().now()).isEqualTo(machine);
            assertThat(worlds.get("frozen").timers().pending(10)).hasSize(4);
        }
    }

    @Test
    void aTimerOfAServiceThatIsNotServedWaitsForOneThatIs() {
        try (Worlds worlds = open()) {
            set(worlds.defaultWorld(), "test", "later", machine.plus(HOUR));
        }
        machine = machine.plus(Duration.ofDays(20));
        TimerHandlers served = handlers;
        handlers = new TimerHandlers();
        try (Worlds worlds = open()) {
            worlds.start();
            assertThat(worlds.defaultWorld().timers().pending(2)).hasSize(1);
        }
        machine = machine.plus(Duration.ofDays(2));
        handlers = served;
        try (Worlds worlds = open()) {
            worlds.start();
            assertThat(fired).hasSize(1);
        }
    }

    @Test
    void aDamagedWorldIsSetAsideAndTheOthersOpen() throws IOException {
        Blob blob;
        try (Worlds worlds = open()) {
            World bad = worlds.create("bad");
            blob = keep(bad, new byte[100_000]);
            WorldsContract.put(worlds.create("good"), "a", "1");
        }
        damage(directory.resolve("worlds/w-bad"));

        for (int restart = 0; restart < 2; restart++) {
            try (Worlds worlds = open()) {
                worlds.start();
                assertThat(worlds.list()).containsExactly("default", "good");
                assertThat(worlds.damaged()).containsOnlyKeys("bad");
                assertThat(worlds.damaged().get("bad")).contains("w-bad", "it is damaged");
                assertThat(WorldsContract.get(worlds.get("good"), "a")).isEqualTo("1");
                assertRefused(() -> worlds.get("bad"), WorldRefusedException.Reason.DAMAGED);
                assertRefused(() -> worlds.fork("bad", "x"), WorldRefusedException.Reason.DAMAGED);
                assertRefused(() -> worlds.create("bad"), WorldRefusedException.Reason.EXISTS);
                assertThat(files()).as("content of the damaged world").isEqualTo(1);
            }
        }
        try (Worlds worlds = open()) {
            worlds.delete("bad");
            assertThat(worlds.damaged()).isEmpty();
            assertThat(worlds.create("bad").store().<Boolean>read(s -> true)).isTrue();
        }
        try (Worlds worlds = open()) {
            assertThat(worlds.damaged()).isEmpty();
            assertThat(files()).as("content of " + blob).isZero();
        }
    }

    @Test
    void aDamagedDefaultWorldCanBeReset() throws IOException {
        try (Worlds worlds = open()) {
            WorldsContract.put(worlds.defaultWorld(), "a", "1");
        }
        damage(directory.resolve("worlds/w-default"));

        try (Worlds worlds = open()) {
            assertThat(worlds.time()).isEqualTo(machine);
            assertRefused(worlds::defaultWorld, WorldRefusedException.Reason.DAMAGED);
            assertThat(WorldsContract.get(worlds.reset("default"), "a")).isNull();
            assertThat(worlds.damaged()).isEmpty();
        }
    }

    private static Blob keep(World world, byte[] content) throws IOException {
        Blob blob = world.blobs().write(Bytes.wrap(content));
        world.store().write(tx -> {
            world.blobs().keep(tx, blob);
            return 0;
        });
        return blob;
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("blobs"))) {
            return all.filter(file -> file.getFileName().toString().length() == 16)
                    .count();
        }
    }

    private static void damage(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("MANIFEST"))
                    .toList()) {
                byte[] content = Files.readAllBytes(file);
                for (int i = content.length / 4; i < content.length / 2; i += 3) {
                    content[i] ^= 0x55;
                }
                Files.write(file, content);
            }
        }
    }

    private static void assertRefused(Runnable action, WorldRefusedException.Reason reason) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(WorldRefusedException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}

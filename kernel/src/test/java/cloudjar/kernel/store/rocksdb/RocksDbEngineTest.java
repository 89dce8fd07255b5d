package cloudjar.kernel.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.CommitListener;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Store;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.StoreFailedException.Reason;
import cloudjar.kernel.store.overlay.OverlayTx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RocksDbEngineTest {
    private final Path directory;

    RocksDbEngineTest(@TempDir Path temporary) {
        this.directory = temporary.resolve("data");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCommittedIsThereWhenTheDirectoryIsOpenedAgain(Fsync fsync) {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, fsync)) {
            assertThat(engine.worlds()).isEmpty();
            Store store = open(engine, "default");
            put(store, "a", "1");
            put(store, "b", "2");
            store.write(tx -> tx.delete(Key.of("a")));
            put(open(engine, "Test.1"), "c", "3");
        }
        try (RocksDbEngine engine = RocksDbEngine.open(directory, fsync)) {
            assertThat(engine.worlds()).containsExactlyInAnyOrder("default", "Test.1");
            assertThat(values(open(engine, "default"))).containsExactly("2");
            assertThat(values(open(engine, "Test.1"))).containsExactly("3");
        }
    }

    @Test
    void worldsWhoseNamesDifferInCaseAloneAreApart() {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            put(open(engine, "a.B"), "key", "1");
            put(open(engine, "A.b"), "key", "2");

            assertThat(engine.worlds()).containsExactlyInAnyOrder("a.B", "A.b");
            try (Stream<Path> homes = Files.list(directory.resolve("worlds"))) {
                assertThat(homes.map(home -> home.getFileName().toString().toUpperCase(Locale.ROOT)))
                        .doesNotHaveDuplicates();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void forkAndSourceGoTheirOwnWaysAndOutliveTheProcess() {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store source = open(engine, "source");
            put(source, "a", "1");
            Store fork = engine.fork(source, "fork", CommitListener.NONE);
            put(source, "a", "2");
            put(fork, "b", "3");

            assertThat(values(source)).containsExactly("2");
            assertThat(values(fork)).containsExactly("1", "3");
        }
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            assertThat(values(open(engine, "source"))).containsExactly("2");
            assertThat(values(open(engine, "fork"))).containsExactly("1", "3");
        }
    }

    @Test
    void forkOutlivesItsSource() {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store source = open(engine, "source");
            put(source, "a", "1");
            Store fork = engine.fork(source, "fork", CommitListener.NONE);
            engine.drop("source");

            assertThat(engine.worlds()).containsExactly("fork");
            assertThat(values(fork)).containsExactly("1");
            assertRefused(Reason.CLOSED, () -> values(source));
            assertRefused(Reason.CLOSED, () -> put(source, "a", "2"));
            assertThat(values(open(engine, "source"))).isEmpty();
        }
    }

    @Test
    void worldThatWasToBeDroppedIsGoneAfterARestart() {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            put(open(engine, "default"), "a", "1");
            Store gone = open(engine, "gone");
            engine.retire("gone");
            put(gone, "a", "1");
        }
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            assertThat(engine.worlds()).containsExactly("default");
        }
    }

    @Test
    void directoryIsOpenedOnce() {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            assertThat(engine.worlds()).isEmpty();
            assertThat(assertRefused(Reason.IN_USE, this::reopen)).contains(directory.toString(), "in use");
        }
        reopen();
    }

    @Test
    void newerFormatIsRefusedAndUntouched() throws IOException {
        reopen();
        Path format = directory.resolve(Format.FILE);
        assertThat(format).hasContent("cloudjar data, format 1\n");
        Files.writeString(format, "cloudjar data, format 2\n");

        assertThat(assertRefused(Reason.NEWER_FORMAT, this::reopen)).contains("format 2", "up to 1");
        assertThat(format).hasContent("cloudjar data, format 2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "cloudjar data, format 0\n", "cloudjar data, format 1\nmore", "\0\0\0"})
    void fileThatNamesNoFormatIsRefused(String content) throws IOException {
        reopen();
        Files.writeString(directory.resolve(Format.FILE), content, StandardCharsets.ISO_8859_1);

        assertRefused(Reason.DAMAGED, this::reopen);
    }

    @Test
    void directoryOfSomebodyElseIsRefusedAndUntouched() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("thesis.tex"), "text");

        assertThat(assertRefused(Reason.DAMAGED, this::reopen)).contains("not cloudjar's");
        assertThat(directory.resolve("worlds")).doesNotExist();
    }

    @Test
    void olderFormatIsMigratedStepByStep() throws IOException {
        reopen();
        Format third = new Format(List.of(
                found -> Files.writeString(found.resolve("steps"), "1 to 2, "),
                found -> Files.writeString(
                        found.resolve("steps"), Files.readString(found.resolve("steps")) + "2 to 3")));
        DataDirectory.open(directory, third).close();
        DataDirectory.open(directory, third).close();

        assertThat(directory.resolve("steps")).hasContent("1 to 2, 2 to 3");
        assertRefused(Reason.NEWER_FORMAT, this::reopen);
    }

    @Test
    void migrationThatFailsIsRepeated() throws IOException {
        reopen();
        Format failing = new Format(List.of(found -> {
            throw new IOException("failed, for the test");
        }));
        assertRefused(Reason.BROKEN, () -> DataDirectory.open(directory, failing));

        reopen();
    }

    @Test
    void directoryThatIsAFileIsRefused() throws IOException {
        Files.writeString(directory, "text");

        assertThat(assertRefused(Reason.BROKEN, this::reopen)).contains(directory.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST", "CURRENT", ".log"})
    void damagedWorldIsRefusedAndTheOthersOpen(String file) throws IOException {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store store = open(engine, "bad");
            IntStream.range(0, 100).forEach(i -> put(store, "key" + i, "some longer value".repeat(100)));
            put(open(engine, "good"), "a", "1");
        }
        damage(directory.resolve("worlds/w-bad"), file);

        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            assertThat(assertRefused(Reason.DAMAGED, () -> open(engine, "bad"))).contains("w-bad", "damaged");
            assertThat(values(open(engine, "good"))).containsExactly("1");
        }
    }

    @Test
    void damagedRowsAreReportedAndNotShown() throws IOException {
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store store = open(engine, "bad");
            IntStream.range(0, 100).forEach(i -> put(store, "key" + i, "some longer value".repeat(100)));
            Store fork = engine.fork(store, "fork", CommitListener.NONE);
            assertThat(values(fork)).hasSize(100);
        }
        damage(directory.resolve("worlds/w-fork"), ".sst");

        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store fork = open(engine, "fork");
            assertRefused(Reason.DAMAGED, () -> values(fork));
        }
    }

    @Test
    void largeRangeIsErasedAndWrittenAgain() {
        int rows = 3 * OverlayTx.ERASE_MIN_ROWS;
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            Store store = open(engine, "default");
            store.write(tx -> {
                IntStream.range(0, rows).forEach(i -> tx.put(Key.of("row", i), "old", Codec.STRING));
                tx.put(Key.of("z"), "kept", Codec.STRING);
                return 0;
            });
            List<Object> seen = store.write(tx -> {
                tx.put(Key.of("row", 5), "mine", Codec.STRING);
                long erased = tx.deleteRange(Range.prefix("row"));
                tx.put(Key.of("row", 7), "new", Codec.STRING);
                long again = tx.deleteRange(Range.prefix("row").reversed().limit(2));
                tx.put(Key.of("row", rows / 2), "newer", Codec.STRING);
                return List.of(
                        erased,
                        again,
                        tx.contains(Key.of("row", 5)),
                        tx.range(Range.all(), Codec.STRING).values(),
                        tx.range(Range.all().reversed(), Codec.STRING).values(),
                        tx.count(Range.all()));
            });

            assertThat(seen)
                    .containsExactly((long) rows, 1L, false, List.of("newer", "kept"), List.of("kept", "newer"), 2L);
            assertThat(values(store)).containsExactly("newer", "kept");
        }
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS)) {
            assertThat(values(open(engine, "default"))).containsExactly("newer", "kept");
        }
    }

    @Test
    void queueIsSeenWholeWhileItIsTakenFromAndAddedTo() throws Exception {
        int length = 20;
        long rounds = 3000;
        try (RocksDbEngine engine = RocksDbEngine.open(directory, Fsync.OS);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Store store = open(engine, "default");
            store.write(tx -> {
                LongStream.range(0, length).forEach(i -> tx.put(Key.of("queue", i), i, Codec.LONG));
                tx.put(Key.of("queuf"), -1L, Codec.LONG);
                return 0;
            });
            Future<?> writer = threads.submit(() -> LongStream.range(0, rounds)
                    .forEach(round -> store.write(tx -> {
                        Row<Key, Long> first = tx.range(Range.prefix("queue"), Codec.LONG)
                                .first()
                                .orElseThrow();
                        assertThat(first.value()).isEqualTo(round);
                        tx.delete(first.key());
                        tx.put(Key.of("queue", round + length), round + length, Codec.LONG);
                        if (round % 100 == 0) {
                            tx.put(Key.of("queue", round - 1), -1L, Codec.LONG);
                            tx.delete(Key.of("queue", round - 1));
                        }
                        return 0;
                    })));
            do {
                List<Long> seen = store.read(snapshot ->
                        snapshot.range(Range.prefix("queue"), Codec.LONG).values());
                assertThat(seen)
                        .isEqualTo(LongStream.range(seen.getFirst(), seen.getFirst() + length)
                                .boxed()
                                .toList());
            } while (!writer.isDone());
            writer.get();
            put(store, "queue", "in front");
            assertThat(store.<Long>read(snapshot -> snapshot.count(Range.prefix("queue"))))
                    .isEqualTo(length + 1);
        }
    }

    private void reopen() {
        RocksDbEngine.open(directory, Fsync.OS).close();
    }

    private static Store open(RocksDbEngine engine, String world) {
        return engine.open(world, CommitListener.NONE);
    }

    private static void put(Store store, String key, String value) {
        store.write(tx -> {
            tx.put(Key.of(key), value, Codec.STRING);
            return 0;
        });
    }

    private static List<String> values(Store store) {
        return store.read(snapshot -> snapshot.range(Range.all(), Codec.STRING).values());
    }

    private static void damage(Path home, String name) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(home)) {
            file = files.filter(path -> path.getFileName().toString().contains(name))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(file);
        for (int i = content.length / 4; i < content.length / 2; i += 3) {
            content[i] ^= 0x55;
        }
        Files.write(file, content);
    }

    private static String assertRefused(Reason reason, Runnable action) {
        StringBuilder message = new StringBuilder();
        assertThatThrownBy(action::run).isInstanceOfSatisfying(StoreFailedException.class, e -> {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
            message.append(e.getMessage());
        });
        return message.toString();
    }
}

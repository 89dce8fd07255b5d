package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed when it has read an archive and puts the world that it made of it in the place of another: one of the two
 * is there then, whole, and nothing else is left. {@code -Dcrash.kills=50} is the long form.
 */
@Timeout(600)
class ImportCrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", 1);

    /** Longer than a swap takes. */
    private static final long PAUSE_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final Path directory;
    private final List<Path> archives = new ArrayList<>();
    private final List<List<String>> looks = new ArrayList<>();
    private final RandomGenerator random = new SplittableRandom(SEED);

    ImportCrashTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        try (Worlds worlds =
                new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), new TimerHandlers())) {
            ArchiveWorld.fill(worlds.create("0"), 300);
            ArchiveWorld.fill(worlds.create("1"), 40);
            ArchiveWorld.add(worlds.get("1"), 9, 50_000);
            for (String id : List.of("0", "1")) {
                Path archive = directory.resolve("archive-" + id);
                try (OutputStream out = Files.newOutputStream(archive)) {
                    new WorldArchives(worlds).export(id, out);
                }
                archives.add(archive);
                looks.add(ArchiveWorld.look(worlds.get(id)));
            }
        }
    }

    /** What the process has said last: how many imports it had ended, which was read last. */
    private record Words(String ended, String read) {
        static final Words NONE = new Words("", "");

        Words hear(String line) {
            String number = line.substring(line.indexOf(' ') + 1);
            return switch (line.substring(0, 4)) {
                case "done" -> new Words(number, "");
                case "read" -> new Words(ended, number);
                default -> this;
            };
        }
    }

    private Words runAndKill(String home) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ImportLoad.class.getName(),
                home));
        archives.forEach(archive -> command.add(archive.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Words words = Words.NONE;
        try (BufferedReader out = process.inputReader()) {
            int reads = random.nextInt(1, 4);
            while (reads > 0) {
                String line = out.readLine();
                assertThat(line).as("the process ended before it was killed").isNotNull();
                words = words.hear(line);
                reads -= line.startsWith("read") ? 1 : 0;
            }
            LockSupport.parkNanos(random.nextLong(PAUSE_MAX_NANOS));
            // By its handle, which leaves what it has said readable.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            for (String line : out.lines().toList()) {
                words = words.hear(line);
            }
            return words;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Which of the worlds is there; negative when none is. */
    private int check(Worlds worlds, Words words, int before) {
        assertThat(worlds.damaged()).isEmpty();
        assertThat(worlds.list()).isSubsetOf("default", ImportLoad.WORLD);
        int there = worlds.find(ImportLoad.WORLD)
                .map(world -> looks.indexOf(ArchiveWorld.look(world)))
                .orElse(-1);
        List<Integer> possible = new ArrayList<>();
        possible.add(words.ended().isEmpty() ? before : Integer.parseInt(words.ended()));
        if (!words.read().isEmpty()) {
            possible.add(Integer.parseInt(words.read()));
        }
        assertThat(possible).as("after %s", words).contains(there);
        return there;
    }

    @Test
    void oneOfTheTwoIsInTheDataDirectory() throws Exception {
        Path data = directory.resolve("data");
        int there = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            Words words = runAndKill(data.toString());
            try (Worlds worlds = ImportLoad.open(data.toString())) {
                there = check(worlds, words, there);
            }
            assertThat(data.resolve("worlds").toFile().list()).hasSize(there < 0 ? 1 : 2);
            assertThat(files(data.resolve("blobs")))
                    .filteredOn(name -> name.length() == 16)
                    .hasSize(there < 0 ? 0 : 2 + there);
        }
    }

    @Test
    void oneOfTheTwoIsInTheDatabase() throws Exception {
        try (PrivatePostgres postgres = PrivatePostgres.start()) {
            String database = postgres.newDatabase();
            int there = -1;
            // The next process waits until this one is dead to it, for seconds.
            for (int kill = 0; kill < KILLS / 2; kill++) {
                Words words = runAndKill(database);
                try (Worlds worlds = ImportLoad.open(database)) {
                    there = check(worlds, words, there);
                }
            }
        }
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}

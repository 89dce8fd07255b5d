package cloudjar.kernel.world;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.Fsync;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process under load is killed again and again over the same data: whatever it acknowledged is there, no step is torn, and
 * content and rows agree. {@code -Dcrash.kills=50} is the long form.
 */
@Timeout(600)
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int STEPS_MAX = 1500;

    @Test
    void whatWasAcknowledgedOutlivesTheProcess(@TempDir Path directory) throws Exception {
        RandomGenerator random = new SplittableRandom(SEED);
        long[] acknowledged = new long[CrashLoad.WRITERS];
        for (int kill = 0; kill < KILLS; kill++) {
            Fsync fsync = Fsync.values()[kill % Fsync.values().length];
            runAndKill(directory, fsync, random.nextInt(STEPS_MAX), acknowledged);
            check(directory, fsync, acknowledged);
        }
    }

    /** Lets a process write until it has acknowledged so many steps, kills it, and hears its last words. */
    private static void runAndKill(Path directory, Fsync fsync, int steps, long[] acknowledged) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashLoad.class.getName(),
                        directory.toString(),
                        fsync.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int step = 0; step < steps; step++) {
                String line = words.readLine();
                assertThat(line).as("the process ended before it was killed").isNotNull();
                hear(line, acknowledged);
            }
            // By its handle, which leaves what it has said readable.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            words.lines().forEach(line -> hear(line, acknowledged));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void hear(String line, long[] acknowledged) {
        String[] writerAndStep = line.split(" ", -1);
        acknowledged[Integer.parseInt(writerAndStep[0])] = Long.parseLong(writerAndStep[1]);
    }

    private static void check(Path directory, Fsync fsync, long[] acknowledged) throws IOException {
        try (Worlds worlds = CrashLoad.open(directory, fsync)) {
            World world = worlds.defaultWorld();
            for (int i = 0; i < acknowledged.length; i++) {
                int writer = i;
                long steps = world.store().read(snapshot -> CrashLoad.steps(snapshot, writer));
                // One step may have been committed whose acknowledgement was never written.
                assertThat(steps).isBetween(acknowledged[i], acknowledged[i] + 1);
                acknowledged[i] = steps;
            }
            assertThat(worlds.list().stream().flatMap(name -> CrashLoad.problems(worlds.get(name)).stream()))
                    .isEmpty();
            for (String fork : worlds.list()) {
                if (!fork.equals(Worlds.DEFAULT)) {
                    worlds.delete(fork);
                }
            }
            assertThat(files(directory.resolve("blobs")))
                    .as("content that no row holds")
                    .isEqualTo(CrashLoad.contents(world));
        }
    }

    private static Set<Long> files(Path blobs) throws IOException {
        try (Stream<Path> all = Files.walk(blobs)) {
            return new HashSet<>(all.map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == 16)
                    .map(name -> Long.parseLong(name, 16))
                    .toList());
        }
    }
}

package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server over a data directory, called as AWS's clients do, is killed again and again at any moment: whatever it
 * acknowledged is there afterwards, whole, and content and rows agree. {@code -Dcrash.kills=50} is the long form.
 */
@Timeout(3600)
class ServerCrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int CALLS_MAX = 600;
    private static final List<String> FSYNC = List.of("os", "everysec", "always");

    @Test
    void whatWasAcknowledgedToClientsOutlivesTheServer(@TempDir Path directory) throws Exception {
        RandomGenerator random = new SplittableRandom(SEED);
        Path data = directory.resolve("data");
        ServerLoad load = new ServerLoad();
        for (int kill = 0; kill < KILLS; kill++) {
            String fsync = FSYNC.get(kill % FSYNC.size());
            int calls = 1 + random.nextInt(CALLS_MAX);
            try (ServerChild server = ServerChild.start(data, fsync)) {
                check(load, server, data);
                load.begin(server.endpoint(), kill);
                load.awaitCalls(calls);
                server.kill();
                load.end();
            }
        }
        try (ServerChild server = ServerChild.start(data, "os")) {
            check(load, server, data);
            System.out.println(KILLS + " kills: " + load.summary());
        }
    }

    private static void check(ServerLoad load, ServerChild server, Path data) throws Exception {
        assertThat(load.problems(server.endpoint())).as("seed " + SEED).isEmpty();
        assertThat(files(data.resolve("blobs"))).as("files of content").isEqualTo(load.objects(server.endpoint()));
    }

    private static long files(Path blobs) throws IOException {
        try (Stream<Path> all = Files.walk(blobs)) {
            return all.filter(file -> file.getFileName().toString().length() == 16)
                    .count();
        }
    }
}

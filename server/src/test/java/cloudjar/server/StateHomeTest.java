package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StateHomeTest {
    private static CloudServer start(Path data, String... more) throws IOException {
        List<String> arguments = Stream.concat(Stream.of("--port=0", "--init-dir=", "--data=" + data), Stream.of(more))
                .toList();
        Settings settings = ServerOptions.read(arguments, Map.of());
        return CloudServer.start(ServerOptions.of(settings), settings);
    }

    private static String sqs(CloudServer server, String operation, String input)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void stateInADataDirectoryOutlivesTheServer(@TempDir Path data) throws IOException, InterruptedException {
        for (String fsync : List.of("os", "everysec", "always")) {
            try (CloudServer server = start(data, "--fsync=" + fsync)) {
                assertThat(sqs(server, "CreateQueue", "{\"QueueName\":\"" + fsync + "\"}"))
                        .contains(fsync);
            }
        }
        try (CloudServer server = start(data)) {
            assertThat(sqs(server, "ListQueues", "{}")).contains("/always", "/everysec", "/os");
        }
    }

    @Test
    void secretsAreSealedUnderTheKeyThatIsNamed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("master.key");
        try (CloudServer server = start(directory.resolve("data"), "--master-key=" + file)) {
            assertThat(server.endpoint()).isNotEmpty();
        }
        assertThat(file).hasSize(32);
        assertThat(directory.resolve("data.key")).doesNotExist();
    }

    @Test
    void aDataDirectoryIsNotOpenedTwice(@TempDir Path data) throws IOException {
        try (CloudServer first = start(data)) {
            assertThat(first.endpoint()).isNotEmpty();
            assertThatThrownBy(() -> start(data))
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessage("the data directory " + data + " is in use by another cloudjar");
        }
    }

    @Test
    void aDirectoryOfSomethingElseIsLeftAsItIs(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("letter.txt"), "not cloudjar's");
        assertThatThrownBy(() -> start(data))
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("is not empty and has no file FORMAT");
        assertThat(data.resolve("letter.txt")).hasContent("not cloudjar's");
        assertThat(data.resolve("blobs")).doesNotExist();
    }

    @Test
    void whatKeepsStateElsewhereIsNotLoadedWhereItIsKeptInMemory(@TempDir Path directory) throws Exception {
        Path classes = directory.resolve("classes.log");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0",
                        "--init-dir=")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader words = server.inputReader()) {
            assertThat(words.readLine()).contains("is ready");
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(classes))
                .contains("cloudjar.server.StateHome")
                .doesNotContain(
                        "org.rocksdb",
                        "cloudjar.kernel.store.rocksdb",
                        "org.postgresql",
                        "com.zaxxer",
                        "cloudjar.kernel.store.postgres.Database");
    }
}

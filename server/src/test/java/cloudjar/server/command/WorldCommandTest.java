package cloudjar.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.server.CloudServer;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a running server. */
@Timeout(60)
class WorldCommandTest {
    private final Path directory;
    private final CloudServer server;

    WorldCommandTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.server = start("--port=0", "--init-dir=");
    }

    private static CloudServer start(String... arguments) throws IOException {
        Settings settings = ServerOptions.read(List.of(arguments), Map.of());
        return CloudServer.start(ServerOptions.of(settings), settings);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private List<String> toServer(CloudServer target, String... words) {
        List<String> arguments = new ArrayList<>(Arrays.asList(words));
        arguments.add("--port=" + URI.create(target.endpoint()).getPort());
        return arguments;
    }

    private int world(String... words) {
        return WorldCommand.run(toServer(server, words));
    }

    private int clock(String... words) {
        return ClockCommand.run(toServer(server, words));
    }

    private static String ask(CloudServer target, String method, String path, String target1, String input)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.endpoint() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(input));
        if (!target1.isEmpty()) {
            request.header("X-Amz-Target", target1).header("Content-Type", "application/x-amz-json-1.0");
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private String worlds() throws IOException, InterruptedException {
        return ask(server, "GET", "/_cloudjar/worlds", "", "");
    }

    @Test
    void worldsAreMadeCopiedEmptiedAndDeleted() throws IOException, InterruptedException {
        assertThat(world("create", "a")).isZero();
        assertThat(world("fork", "a", "b")).isZero();
        assertThat(worlds()).contains("\"id\" : \"a\"", "\"id\" : \"b\"");
        assertThat(world("reset", "a")).isZero();
        assertThat(world("delete", "b")).isZero();
        assertThat(worlds()).contains("\"id\" : \"a\"").doesNotContain("\"id\" : \"b\"");
        assertThat(world("list")).isZero();
        assertThat(world("delete", "b")).as("one that is gone").isEqualTo(1);
        assertThat(world("create")).as("no name").isEqualTo(2);
        assertThat(world("melt", "a")).isEqualTo(2);
    }

    @Test
    void aWorldIsTakenToAFileAndIntoAnotherServer() throws IOException, InterruptedException {
        ask(server, "POST", "/", "AmazonSQS.CreateQueue", "{\"QueueName\":\"jobs\"}");
        Path file = directory.resolve("a file");
        assertThat(world("export", "default", file.toString())).isZero();
        try (CloudServer durable = start("--port=0", "--init-dir=", "--data=" + directory.resolve("data"))) {
            List<String> load = toServer(durable, "import", "mine", file.toString());
            assertThat(WorldCommand.run(load)).isZero();
            assertThat(ask(durable, "POST", "/_cloudjar/worlds/mine/", "AmazonSQS.ListQueues", "{}"))
                    .contains("jobs");
            assertThat(ask(durable, "POST", "/", "AmazonSQS.ListQueues", "{}")).doesNotContain("jobs");

            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200));
            assertThat(WorldCommand.run(load)).isEqualTo(1);
            assertThat(ask(durable, "POST", "/_cloudjar/import?world=mine", "", "PK"))
                    .contains("nothing was imported: this is no archive of a cloudjar world");
            assertThat(ask(durable, "POST", "/_cloudjar/worlds/mine/", "AmazonSQS.ListQueues", "{}"))
                    .contains("jobs");
        }
    }

    @Test
    void whatCannotBeExportedLeavesNoFile() throws IOException {
        Path file = directory.resolve("file");
        assertThat(world("export", "nobody", file.toString())).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
        assertThat(WorldCommand.run(List.of("list", "--port=1")))
                .as("no server there")
                .isEqualTo(1);
        assertThat(WorldCommand.run(List.of("list", "--port"))).as("no port").isEqualTo(2);
    }

    @Test
    void theClockIsMovedForOneWorldAlone() throws IOException, InterruptedException {
        assertThat(world("create", "a")).isZero();
        assertThat(clock("freeze", "--world", "a")).isZero();
        assertThat(clock("set", "2030-01-01T00:00:00Z", "--world=a")).isZero();
        assertThat(clock("advance", "14d", "--world=a")).isZero();
        assertThat(clock("show")).isZero();
        assertThat(clock()).isZero();
        assertThat(ask(server, "GET", "/_cloudjar/clock?world=a", "", ""))
                .contains("\"time\" : \"2030-01-15T00:00:00Z\"", "\"frozen\" : true");
        assertThat(ask(server, "GET", "/_cloudjar/clock", "", "")).contains("\"frozen\" : false");
        assertThat(clock("advance")).isEqualTo(2);
        assertThat(clock("advance", "soon")).isEqualTo(1);
    }
}

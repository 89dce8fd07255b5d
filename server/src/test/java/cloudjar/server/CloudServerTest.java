package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudServerTest {
    private static CloudServer start(String... arguments) throws IOException {
        Settings settings = ServerOptions.read(List.of(arguments), Map.of());
        return CloudServer.start(ServerOptions.of(settings), settings);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder getCallerIdentity(String endpoint) {
        return HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=111122223333/20260101/us-east-1/sts/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"));
    }

    @Test
    void aStartedServerAnswersAwsAndItsAdministrator() throws IOException, InterruptedException {
        try (CloudServer server = start("--port=0", "--init-dir=")) {
            assertThat(send(getCallerIdentity(server.endpoint() + "/")).body())
                    .contains("arn:aws:iam::111122223333:root");
            assertThat(send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/_cloudjar/health")))
                            .body())
                    .contains("\"sts\" : \"available\"");
            assertThat(send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/_cloudjar/requests")))
                            .body())
                    .contains("\"operation\" : \"GetCallerIdentity\"");
            assertThat(send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/metrics")))
                            .body())
                    .contains("operation=\"GetCallerIdentity\",status=\"200\"} 1");
        }
    }

    @Test
    void aWorldIsReachedByItsPath() throws IOException, InterruptedException {
        try (CloudServer server = start("--port=0", "--init-dir=")) {
            String worlds = server.endpoint() + "/_cloudjar/worlds";
            assertThat(send(HttpRequest.newBuilder(URI.create(worlds))
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"mine\"}")))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(send(getCallerIdentity(worlds + "/mine/")).body()).contains("111122223333");
            HttpRequest.Builder freeze = HttpRequest.newBuilder(URI.create(worlds + "/mine/_cloudjar/clock/freeze"))
                    .POST(HttpRequest.BodyPublishers.noBody());
            assertThat(send(freeze).body()).contains("\"world\" : \"mine\"", "\"frozen\" : true");
        }
    }

    @Test
    void onlyChosenServicesAreServed() throws IOException, InterruptedException {
        try (CloudServer server = start("--port=0", "--init-dir=", "--services=sqs,lambda")) {
            assertThat(send(HttpRequest.newBuilder(URI.create(server.endpoint() + "/_localstack/health")))
                            .body())
                    .contains("\"sqs\" : \"available\"")
                    .doesNotContain("sts");
            assertThat(send(getCallerIdentity(server.endpoint() + "/")).statusCode())
                    .isEqualTo(501);
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithTheWayOut() throws IOException {
        try (CloudServer first = start("--port=0", "--init-dir=")) {
            String port = String.valueOf(URI.create(first.endpoint()).getPort());
            assertThatThrownBy(() -> start("--port=" + port, "--init-dir="))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1 port " + port)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void scriptsOfTheEndRunWhenItCloses(@TempDir Path directory) throws IOException {
        Path out = directory.resolve("out");
        Files.createDirectories(directory.resolve("shutdown.d"));
        Files.writeString(directory.resolve("shutdown.d/a.sh"), "echo $AWS_ENDPOINT_URL >" + out);
        String endpoint;
        try (CloudServer server = start("--port=0", "--init-dir=" + directory)) {
            endpoint = server.endpoint();
        }
        assertThat(out).hasContent(endpoint);
    }

    @Test
    void whereOthersCanConnectATokenIsMade() throws IOException, InterruptedException {
        try (CloudServer server = start("--port=0", "--init-dir=", "--host=0.0.0.0")) {
            String token = server.tokenToShow().orElseThrow();
            URI config = URI.create(server.endpoint() + "/_cloudjar/config");
            assertThat(send(HttpRequest.newBuilder(config)).statusCode()).isEqualTo(401);
            assertThat(send(HttpRequest.newBuilder(config).header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}

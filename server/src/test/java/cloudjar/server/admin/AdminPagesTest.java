package cloudjar.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.SideDoor;
import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.audit.AuditRecord;
import cloudjar.gateway.audit.Latency;
import cloudjar.gateway.audit.OperationMetrics;
import cloudjar.gateway.authorize.Denials;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import cloudjar.server.init.InitScripts;
import cloudjar.server.option.ServerOptions;
import cloudjar.services.sso.SignIns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminPagesTest {
    private static final Instant TIME = Instant.parse("2030-01-01T00:00:00Z");
    private static final AuditRecord SEND = record(2, "sqs", "SendMessage", 200);
    private static final AuditRecord REFUSED = record(1, "s3", "GetObject", 404);

    private final Worlds worlds;
    private final SideDoor door;

    AdminPagesTest() throws IOException {
        worlds = new Worlds(new MemoryEngine(), FileBlobs.temporary(), Clock::new, Ids.seeded(1), new TimerHandlers());
        worlds.start();
        door = new AdminPages(
                        "1.2.3",
                        TIME,
                        List.of("s3", "sqs"),
                        worlds,
                        new FakeAudit(),
                        new Denials(),
                        ServerOptions.read(List.of("--admin-token=s3cret", "--port=1"), Map.of()),
                        new InitScripts(List.of()),
                        new SignIns(new NoCloud()),
                        FunctionEngine.NONE)
                .behind(new AdminGuard(List.of(), Optional.empty()));
    }

    @AfterEach
    void close() {
        worlds.close();
    }

    private record NoCloud() implements Cloud {
        @Override
        public <S> S client(ServiceApi<S> api) {
            throw new IllegalStateException("no service is called here");
        }

        @Override
        public EndedCalls endedCalls() {
            throw new IllegalStateException("no call ends here");
        }
    }

    private record FakeAudit() implements AuditLog {
        @Override
        public List<AuditRecord> recent(int limit) {
            return List.of(SEND, REFUSED);
        }

        @Override
        public List<OperationMetrics> metrics() {
            List<Long> buckets = Collections.nCopies(Latency.BOUNDS_SECONDS.size() + 1, 3L);
            return List.of(new OperationMetrics("sqs", "SendMessage", Map.of(200, 3L), new Latency(buckets, 0.5)));
        }

        @Override
        public int inFlight() {
            return 1;
        }
    }

    private static AuditRecord record(int sequence, String service, String operation, int status) {
        return new AuditRecord(
                sequence,
                TIME,
                "id-" + sequence,
                "default",
                "000000000000",
                "us-east-1",
                "root",
                service,
                operation,
                0,
                status,
                status == 200 ? null : "NoSuchKey",
                null,
                Duration.ofMillis(2),
                "POST",
                "/");
    }

    private HttpResponse ask(FakeRequest request) throws IOException {
        return ask(request, Worlds.DEFAULT);
    }

    private HttpResponse ask(FakeRequest request, String world) throws IOException {
        assertThat(door.claims(request.rawPath())).isTrue();
        return door.answer(request, new SideDoor.Visitor("http", "localhost:4566", "127.0.0.1", world, "id"));
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
    }

    private String get(String path) throws IOException {
        HttpResponse response = ask(FakeRequest.get(path));
        assertThat(response.status()).as(text(response)).isEqualTo(200);
        return text(response);
    }

    private String post(String path, String body) throws IOException {
        HttpResponse response = ask(FakeRequest.post(path, body));
        assertThat(response.status()).as(text(response)).isBetween(200, 201);
        return text(response);
    }

    @Test
    void healthTellsVersionAndServices() throws IOException {
        assertThat(get("/_cloudjar/health"))
                .contains("\"status\":\"ok\"", "\"version\":\"1.2.3\"", "\"sqs\":\"available\"");
    }

    @Test
    void runtimesOfFunctionsAreListed() throws IOException {
        assertThat(get("/_cloudjar/functions")).contains("\"runtimes\":[", "\"containment\":[", "\"containers\":\"");
    }

    @Test
    void healthIsToldInLocalStacksWordsToo() throws IOException {
        assertThat(get("/_localstack/health"))
                .isEqualTo(
                        "{\"services\":{\"s3\":\"available\",\"sqs\":\"available\"},\"edition\":\"community\",\"version\":\"1.2.3\"}");
        assertThat(get("/_localstack/info")).contains("\"is_license_activated\":false");
        assertThat(get("/_localstack/init")).contains("\"completed\":{\"BOOT\":false", "\"scripts\":[]");
        assertThat(get("/_localstack/init/ready")).isEqualTo("{\"completed\":false,\"scripts\":[]}");
    }

    @Test
    void worldsAreMadeForkedListedAndDeleted() throws IOException {
        assertThat(post("/_cloudjar/worlds", "{\"id\":\"a\"}")).contains("\"path\":\"/_cloudjar/worlds/a\"");
        post("/_cloudjar/worlds", "{\"id\":\"b\",\"from\":\"a\"}");
        assertThat(worlds.list()).containsExactly("a", "b", "default");
        assertThat(get("/_cloudjar/worlds")).contains("\"id\":\"a\"", "\"id\":\"b\"", "\"id\":\"default\"");
        assertThat(get("/_cloudjar/worlds/b")).contains("\"id\":\"b\"");
        assertThat(ask(new FakeRequest("DELETE", "/_cloudjar/worlds/a", null, Map.of(), ""))
                        .status())
                .isEqualTo(200);
        assertThat(worlds.list()).containsExactly("b", "default");
    }

    @Test
    void resetReplacesTheWorldOfTheRequest() throws IOException {
        worlds.create("a");
        var before = worlds.get("a");
        var untouched = worlds.defaultWorld();
        assertThat(text(ask(FakeRequest.post("/_cloudjar/reset", ""), "a"))).isEqualTo("{\"reset\":\"a\"}");
        assertThat(worlds.get("a")).isNotSameAs(before);
        assertThat(worlds.defaultWorld()).isSameAs(untouched);
        assertThat(post("/_localstack/state/reset", "")).isEqualTo("{\"reset\":\"default\"}");
        assertThat(worlds.defaultWorld()).isNotSameAs(untouched);
    }

    @Test
    void theClockFreezesMovesAndRuns() throws IOException {
        post("/_cloudjar/clock/freeze", "");
        assertThat(post("/_cloudjar/clock/set", "{\"time\":\"2030-01-31T12:00:00Z\"}"))
                .contains("\"time\":\"2030-01-31T12:00:00Z\"", "\"frozen\":true");
        assertThat(post("/_cloudjar/clock/advance", "{\"by\":\"14d\"}")).contains("2030-02-14T12:00:00Z");
        assertThat(text(ask(FakeRequest.post("/_cloudjar/clock/advance", "").query("by=PT5M"))))
                .contains("2030-02-14T12:05:00Z");
        assertThat(get("/_cloudjar/clock")).contains("\"world\":\"default\"", "2030-02-14T12:05:00Z");
        assertThat(post("/_cloudjar/clock/run", "")).contains("\"frozen\":false");
        assertThat(post("/_cloudjar/clock/reset", "")).doesNotContain("2030-02");
    }

    @Test
    void aWorldsClockIsItsOwn() throws IOException {
        worlds.create("a");
        assertThat(text(ask(FakeRequest.post("/_cloudjar/clock/freeze", "").query("world=a"))))
                .contains("\"world\":\"a\"");
        assertThat(worlds.get("a").clock().frozen()).isTrue();
        assertThat(worlds.defaultWorld().clock().frozen()).isFalse();
    }

    @Test
    void requestsAreShownAndFiltered() throws IOException {
        assertThat(get("/_cloudjar/requests"))
                .contains("\"inFlight\":1", "\"operation\":\"SendMessage\"", "\"errorCode\":\"NoSuchKey\"");
        assertThat(text(ask(FakeRequest.get("/_cloudjar/requests").query("service=s3&status=404"))))
                .contains("GetObject")
                .doesNotContain("SendMessage");
    }

    @Test
    void metricsAreWhatPrometheusReads() throws IOException {
        HttpResponse response = ask(FakeRequest.get("/metrics"));
        assertThat(response.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8))
                .contains(
                        "cloudjar_requests_total{service=\"sqs\",operation=\"SendMessage\",status=\"200\"} 3\n",
                        "cloudjar_request_duration_seconds_bucket{service=\"sqs\",operation=\"SendMessage\",le=\"+Inf\"} 3\n",
                        "cloudjar_request_duration_seconds_sum{service=\"sqs\",operation=\"SendMessage\"} 0.5\n",
                        "cloudjar_requests_in_flight 1\n");
    }

    @Test
    void configTellsValuesAndTheirSourceButNoSecret() throws IOException {
        assertThat(get("/_cloudjar/config"))
                .contains("\"port\":{\"value\":\"1\",\"source\":\"--port\",\"default\":\"4566\"")
                .contains("\"admin-token\":{\"value\":\"(hidden)\"")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/_cloudjar/nothing,,404",
        "GET,/_cloudjar/reset,,405",
        "POST,/_cloudjar/health,,405",
        "POST,/_cloudjar/worlds,,400",
        "POST,/_cloudjar/worlds,'{\"id\":\"no/name\"}',400",
        "POST,/_cloudjar/worlds,'{\"id\":\"default\"}',409",
        "POST,/_cloudjar/worlds,'{\"id\":\"x\",\"from\":\"nowhere\"}',404",
        "POST,/_cloudjar/worlds,'{\"id\":',400",
        "POST,/_cloudjar/worlds,'[]',400",
        "POST,/_cloudjar/worlds,'{\"id\":{}}',400",
        "DELETE,/_cloudjar/worlds/default,,400",
        "DELETE,/_cloudjar/worlds/nowhere,,404",
        "POST,/_cloudjar/clock/jump,,404",
        "POST,/_cloudjar/clock/advance,,400",
        "POST,/_cloudjar/clock/advance,'{\"by\":\"-PT1S\"}',400",
        "POST,/_cloudjar/clock/advance,'{\"by\":\"999999999999w\"}',400",
        "POST,/_cloudjar/clock/advance,'{\"by\":\"soon\"}',400",
        "POST,/_cloudjar/clock/set,'{\"time\":\"tomorrow\"}',400",
        "POST,/_cloudjar/clock/freeze,'{\"world\":\"nowhere\"}',404",
        "GET,/_localstack/init/later,,404"
    })
    void whatCannotBeDoneIsToldWithTheReason(String method, String path, @Nullable String body, int status)
            throws IOException {
        HttpResponse response = ask(new FakeRequest(method, path, null, Map.of(), body == null ? "" : body));
        assertThat(response.status()).isEqualTo(status);
        assertThat(text(response)).startsWith("{\"error\":\"");
    }

    @Test
    void aBodyWithoutAnEndIsRefused() throws IOException {
        HttpResponse response = ask(FakeRequest.post("/_cloudjar/worlds", "x".repeat(70_000)));
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void pathsOfAwsAreLeftToAws() {
        assertThat(door.claims("/")).isFalse();
        assertThat(door.claims("/bucket/metrics")).isFalse();
        assertThat(door.claims("/_other")).isFalse();
    }
}

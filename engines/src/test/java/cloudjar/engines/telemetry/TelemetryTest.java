package cloudjar.engines.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a listener of this test. */
class TelemetryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket listener;
    private Telemetry telemetry;

    @BeforeEach
    void open() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout((int) PATIENCE.toMillis());
        telemetry = new Telemetry("127.0.0.1", true, InstantSource.fixed(Instant.EPOCH), Ticker.system(), threads);
    }

    @AfterEach
    void close() throws IOException {
        telemetry.close();
        listener.close();
        threads.shutdownNow();
    }

    private void subscribe(TelemetryApi api, String version, String buffering, String... types) throws Exception {
        telemetry.subscribe(
                "watch",
                SubscriptionRequest.of(
                        api,
                        Json.object("{\"schemaVersion\":\"" + version + "\",\"types\":[\"" + String.join("\",\"", types)
                                        + "\"],\"buffering\":{" + buffering
                                        + "},\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://sandbox:"
                                        + listener.getLocalPort() + "/\"}}")
                                .orElseThrow()));
    }

    /** The body of the next request, which is answered. */
    private String next(String answer) throws IOException {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.read());
            }
            String said = head.toString();
            int at = said.indexOf("Content-Length: ") + "Content-Length: ".length();
            int length = Integer.parseInt(said.substring(at, said.indexOf('\r', at)));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return body;
        }
    }

    private String next() throws IOException {
        return next("HTTP/1.1 200 OK\r\n\r\n");
    }

    @Test
    void whoSubscribesIsToldOfWhatWasBefore() throws Exception {
        telemetry.tell("initStart", () -> Map.of("phase", "init"));
        subscribe(TelemetryApi.TELEMETRY, "2022-12-13", "\"timeoutMs\":25", "platform", "function");
        telemetry.line("function", "{\"level\":\"INFO\"}");
        telemetry.line("extension", "not asked for");
        threads.execute(() -> flush());
        String told = next();
        if (!told.contains("INFO")) {
            told += next();
        }
        assertThat(told)
                .contains(
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"type\":\"platform.initStart\",\"record\":{\"phase\":\"init\"}}")
                .contains(
                        "\"type\":\"platform.telemetrySubscription\",\"record\":{\"name\":\"watch\",\"state\":\"Subscribed\","
                                + "\"types\":[\"function\",\"platform\"]}")
                .contains("\"type\":\"function\",\"record\":{\"level\":\"INFO\"}")
                .doesNotContain("not asked for");
    }

    private void flush() {
        try {
            telemetry.flush(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsNotTakenIsSentAgain() throws Exception {
        subscribe(TelemetryApi.TELEMETRY, "2022-07-01", "\"timeoutMs\":25", "platform");
        String first = next("HTTP/1.1 500 No\r\n\r\n");
        assertThat(next()).isEqualTo(first).contains("platform.telemetrySubscription");
    }

    @Test
    void whatIsTooMuchIsDroppedAndSaidSo() throws Exception {
        subscribe(TelemetryApi.TELEMETRY, "2022-07-01", "\"maxItems\":1000,\"timeoutMs\":30000", "function");
        telemetry.hold(true);
        for (int i = 0; i < 2_010; i++) {
            telemetry.line("function", "line " + i);
        }
        telemetry.hold(false);
        assertThat(next())
                .contains("\"line 999\"", "\"droppedRecords\":10", "\"platform.logsDropped\"")
                .doesNotContain("\"line 1000\"");
        assertThat(next()).contains("\"line 1999\"").doesNotContain("\"line 2000\"");
    }

    @Test
    void theOlderApiTellsInItsOwnWords() throws Exception {
        telemetry.tell("initStart", () -> Map.of("phase", "init"));
        subscribe(TelemetryApi.LOGS, "2020-08-15", "\"timeoutMs\":30000", "platform");
        telemetry.tell("start", () -> Map.of("requestId", "r", "version", "1", "tracing", Map.of()));
        telemetry.tell("runtimeDone", () -> Map.of("requestId", "r", "status", "success"));
        telemetry.tell(
                "report", () -> Map.of("requestId", "r", "status", "success", "metrics", Map.of("durationMs", 1)));
        threads.execute(() -> flush());
        String told = next();
        assertThat(told)
                .contains("platform.logsSubscription", "platform.end")
                .contains("\"type\":\"platform.start\",\"record\":{\"requestId\":\"r\",\"version\":\"1\"}")
                .contains(
                        "\"type\":\"platform.report\",\"record\":{\"requestId\":\"r\",\"metrics\":{\"durationMs\":1}}")
                .doesNotContain("initStart", "runtimeDone");
    }

    @Test
    void anExtensionSubscribesByOneOfThem() throws Exception {
        subscribe(TelemetryApi.LOGS, "2020-08-15", "", "platform");
        assertThatThrownBy(() -> subscribe(TelemetryApi.TELEMETRY, "2022-07-01", "", "platform"))
                .isInstanceOf(SubscriptionRequest.RefusedException.class)
                .hasMessageContaining("Logs API already");
        assertThat(List.of(TelemetryApi.at("/2020-08-15/logs"), TelemetryApi.at("/2022-07-01/telemetry/")))
                .allSatisfy(api -> assertThat(api).isPresent());
        assertThat(TelemetryApi.at("/2020-01-01/extension/register")).isEmpty();
    }
}

package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.function.FunctionSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An extension that listens to the telemetry of its sandbox, and tells a socket of this test all of it. */
class TelemetryFunctionsTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static TestEngine engine;

    private static final String FUNCTION = "exports.handler = async event => { console.log('a line'); return event; };";

    private static final String EXTENSION = """
        #!/usr/bin/node
        const http = require('http');
        const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
        const told = require('net').connect(TOLD, '127.0.0.1');
        let id = '';
        const ask = (method, path, body) => new Promise((resolve, reject) => {
          const headers = {'Lambda-Extension-Name': 'watch', 'Lambda-Extension-Identifier': id};
          const request = http.request({host, port, method, path, headers}, answer => {
            let text = '';
            answer.on('data', part => text += part).on('end', () => resolve({answer, text}));
          }).on('error', reject);
          request.end(body && JSON.stringify(body));
        });
        const server = http.createServer((request, answer) => {
          let text = '';
          request.on('data', part => text += part).on('end', () => {
            JSON.parse(text).forEach(event => told.write(JSON.stringify(event) + '\\n'));
            answer.end();
          });
        }).listen(8123, 'sandbox.localdomain', async () => {
          id = (await ask('POST', '/2020-01-01/extension/register', {events: ['SHUTDOWN']}))
              .answer.headers['lambda-extension-identifier'];
          console.log('of the extension');
          const subscribed = await ask('PUT', 'PATH', {schemaVersion: 'VERSION', types: ['platform', 'function', 'extension'],
              buffering: {timeoutMs: 25},
              destination: {protocol: 'HTTP', URI: 'http://sandbox.localdomain:8123'}});
          told.write(`answer ${subscribed.answer.statusCode} ${subscribed.text}\\n`);
          const event = await ask('GET', '/2020-01-01/extension/event/next');
          told.end(event.text + '\\n', () => process.exit());
        });
        """;

    @BeforeAll
    static void open() {
        engine = new TestEngine();
        engine.needs("nodejs20.x");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/node")), "SKIPPED: no /usr/bin/node");
        assumeFalse(
                engine.containment().toString().contains("NOT kept from the machine's files"),
                "SKIPPED: sandboxes have no names of their own here");
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /** All lines of an extension, over one invocation and the end of the sandbox. */
    private static List<String> told(String path, String version) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_MILLIS);
            String extension = EXTENSION
                    .replace("TOLD", Integer.toString(server.getLocalPort()))
                    .replace("PATH", path)
                    .replace("VERSION", version);
            FunctionSpec function = TestEngine.layered(
                    256,
                    "nodejs20.x",
                    "index.handler",
                    20,
                    TestEngine.zip("index.js", FUNCTION),
                    Map.of(),
                    TestEngine.zip("extensions/watch", extension));
            assertThat(engine.run(function, "{\"a\":1}").answer().body().utf8()).isEqualTo("{\"a\":1}");
            engine.retire(function.id());
            List<String> lines = new ArrayList<>();
            try (Socket socket = server.accept();
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                reader.lines().forEach(lines::add);
            }
            return lines;
        }
    }

    private static List<String> types(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("{\"time\""))
                .map(line -> line.replaceAll(".*\"type\":\"([^\"]*)\",\"record\".*", "$1"))
                .toList();
    }

    @Test
    void anExtensionIsToldOfAllThatHappens() throws IOException {
        List<String> lines = told("/2022-07-01/telemetry", "2022-12-13");
        assertThat(lines).contains("answer 200 \"OK\"");
        assertThat(lines.getLast()).contains("\"eventType\":\"SHUTDOWN\"", "\"SPINDOWN\"");
        assertThat(types(lines))
                .containsSubsequence("platform.initStart", "platform.telemetrySubscription", "platform.extension")
                .containsSubsequence(
                        "platform.initRuntimeDone",
                        "platform.initReport",
                        "platform.start",
                        "function",
                        "platform.report")
                .containsSubsequence("platform.start", "platform.runtimeDone", "platform.report")
                .contains("extension");
        assertThat(lines)
                .anyMatch(line -> line.contains("\"record\":\"of the extension\""))
                .anyMatch(line -> line.contains("\"type\":\"function\"") && line.contains("a line"))
                .anyMatch(line -> line.contains("\"type\":\"platform.runtimeDone\"")
                        && line.contains("\"status\":\"success\"")
                        && line.contains("\"producedBytes\":7")
                        && line.contains("\"requestId\":\"00000000-0000-4000-8000-"))
                .anyMatch(line -> line.contains("\"type\":\"platform.report\"")
                        && line.contains("\"memorySizeMB\":256")
                        && line.contains("\"initDurationMs\":"));
    }

    @Test
    void soItIsByTheOlderApi() throws IOException {
        assertThat(types(told("/2020-08-15/logs", "2020-08-15")))
                .containsSubsequence("platform.start", "function", "platform.end", "platform.report")
                .contains("platform.logsSubscription")
                .doesNotContain("platform.initStart", "platform.runtimeDone");
    }
}

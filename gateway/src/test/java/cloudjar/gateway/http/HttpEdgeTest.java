package cloudjar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.chain.Entry;
import cloudjar.kernel.clock.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes over a socket, well formed or not. */
class HttpEdgeTest {
    private static final EchoEntry ECHO = new EchoEntry();
    private static HttpEdge edge;

    static GatewayOptions options() {
        GatewayOptions defaults = GatewayOptions.DEFAULTS;
        return new GatewayOptions(
                List.of("127.0.0.1"),
                0,
                null,
                defaults.region(),
                1 << 20,
                8 << 10,
                50,
                100,
                defaults.idleTimeout(),
                defaults.bodyRateMin(),
                defaults.stopTimeout(),
                defaults.auditSize());
    }

    static HttpEdge start(Entry entry, GatewayOptions options) throws IOException {
        HttpEdge started = new HttpEdge(options, entry, InstantSource.system(), Ticker.system());
        started.start();
        return started;
    }

    @BeforeAll
    static void listen() throws IOException {
        edge = start(ECHO, options());
    }

    @AfterAll
    static void stop() throws IOException {
        edge.close();
    }

    private static RawConnection connect() throws IOException {
        return new RawConnection(edge.port());
    }

    @Test
    void thePathComesThroughAsItWasSent() throws IOException {
        for (String path :
                List.of("/a//b", "/a/../b", "/a/./b", "/a%2Fb", "/a%2fb", "/a;x=1/b", "//", "/a/%2e%2e/x", "/a\\b")) {
            try (RawConnection connection = connect()) {
                RawConnection.Answer answer = connection
                        .send("GET " + path + "?q=%20&r HTTP/1.1\r\nHost: x\r\n\r\n")
                        .answer();
                assertThat(answer.text()).isEqualTo("GET " + path + " q=%20&r");
            }
        }
    }

    @Test
    void whoAskedAndByWhichAddressIsKnown() throws IOException {
        try (RawConnection connection = connect()) {
            String head = connection
                    .send("GET / HTTP/1.1\r\nHost: My.Bucket.s3.localhost:4566\r\n\r\n")
                    .answer()
                    .head();
            assertThat(RawConnection.field(head, "x-authority")).isEqualTo("My.Bucket.s3.localhost:4566");
            assertThat(RawConnection.field(head, "x-scheme")).isEqualTo("http");
            assertThat(RawConnection.field(head, "x-peer")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawConnection connection = connect()) {
            String post = "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n";
            connection.send(post + "one" + post + "two" + "GET /three HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("one");
            assertThat(connection.answer().text()).isEqualTo("two");
            assertThat(connection.answer().text()).isEqualTo("GET /three null");
        }
    }

    @Test
    void theConnectionServesOnAfterAnError() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(connection.answer().status()).isEqualTo(403);
            connection.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("GET /next null");
        }
    }

    @Test
    void whatIsNoHttpIsRefusedInAwsShape() throws IOException {
        for (String malformed : List.of(
                "GET\r\n\r\n",
                "GET /%2e%2e/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            try (RawConnection connection = connect()) {
                RawConnection.Answer answer = connection.send(malformed).answer();
                assertThat(answer.status()).as(malformed).isBetween(400, 505);
                assertThat(answer.head()).as(malformed).contains("x-amzn-ErrorType: ");
                assertThat(answer.text())
                        .as(malformed)
                        .contains("<Error><Code>")
                        .doesNotContain("Exception:");
                assertThat(connection.closed()).as(malformed).isTrue();
            }
        }
        thePathComesThroughAsItWasSent();
    }

    @Test
    void headersAreBounded() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: x\r\nx-large: " + "a".repeat(20_000) + "\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(431);
        }
        try (RawConnection connection = connect()) {
            connection.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(414);
        }
        try (RawConnection connection = connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: x\r\n" + "x: y\r\n".repeat(100) + "\r\n");
            assertThat(connection.answer().status()).isEqualTo(431);
        }
    }

    @Test
    void aBodyThatIsTooLongForMemoryIsRefused() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
            RawConnection.Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("RequestEntityTooLargeException");
        }
        try (RawConnection connection = connect()) {
            connection.send("POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            // One byte over the bound and no more: what the server does not read would break the connection.
            for (int i = 0; i < 16; i++) {
                connection.send("10000\r\n" + "a".repeat(0x10000) + "\r\n");
            }
            connection.send("1\r\na\r\n");
            assertThat(connection.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void aStreamedBodyHasNoBound() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send("PUT /length HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                connection.send(new byte[1_000_000]);
            }
            assertThat(connection.answer().text()).isEqualTo("20000000");
        }
    }

    @Test
    void aChunkedBodyComesFreedFromItsChunks() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(
                    "PUT /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("abcde");
        }
    }

    @Test
    void aBodyThatEndsEarlyIsAnsweredAndTheNextRequestWorks() throws IOException {
        for (String path : List.of("/body", "/length")) {
            try (RawConnection connection = connect()) {
                connection
                        .send("PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
                        .endOutput();
                assertThat(connection.answer().status()).isEqualTo(400);
            }
        }
        try (RawConnection connection = connect()) {
            connection.send("PUT /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n");
            assertThat(connection.answer().status()).isEqualTo(400);
        }
        theConnectionServesOnAfterAnError();
    }

    @Test
    void aBodyIsAskedForOnlyWhereItIsWanted() throws IOException {
        String expecting = " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
        try (RawConnection connection = connect()) {
            connection.send("PUT /body" + expecting);
            assertThat(connection.answer().status()).isEqualTo(100);
            connection.send("hello");
            assertThat(connection.answer().text()).isEqualTo("hello");
        }
        try (RawConnection connection = connect()) {
            connection.send("PUT /refuse" + expecting);
            assertThat(connection.answer().status()).isEqualTo(403);
        }
    }

    @Test
    void headHasALengthAndNoBody() throws IOException {
        try (RawConnection connection = connect()) {
            for (String path : List.of("/head", "/stream")) {
                connection.send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                RawConnection.Answer answer = connection.answer(false);
                assertThat(RawConnection.field(answer.head(), "content-length"))
                        .isEqualTo(path.equals("/head") ? "12345" : "300000");
            }
            connection.send("GET /after HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("GET /after null");
        }
    }

    @Test
    void contentIsStreamedFromStreamsFilesAndWriters(@TempDir Path directory) throws IOException {
        byte[] content = new byte[1 << 20];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        ECHO.file = Files.write(directory.resolve("content"), content);
        try (RawConnection connection = connect()) {
            String end = " HTTP/1.1\r\nHost: x\r\n\r\n";
            assertThat(connection.send("GET /stream" + end).answer().body().size())
                    .isEqualTo(300_000);
            assertThat(connection.send("GET /unsized" + end).answer().body().size())
                    .isEqualTo(300_000);
            assertThat(connection.send("GET /live" + end).answer().text()).isEqualTo("one two");
            assertThat(connection.send("GET /file" + end).answer().body().toArray())
                    .isEqualTo(Arrays.copyOfRange(content, 10, content.length));
        }
    }

    @Test
    void http2WorksWithoutTls() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + edge.port() + "/body");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString("over two"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("over two");
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void http2NeedsNoUpgradeFirst() throws IOException {
        byte[] emptySettings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        try (RawConnection connection = connect()) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(emptySettings);
            assertThat(connection.bytes(4)[3]).as("a SETTINGS frame").isEqualTo((byte) 4);
        }
    }

    @Test
    void requestsInFlightEndBeforeTheServerStops() throws Exception {
        EchoEntry entry = new EchoEntry();
        HttpEdge stopping = start(entry, options());
        try (RawConnection connection = new RawConnection(stopping.port())) {
            connection.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(entry.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
                try {
                    stopping.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            entry.proceed.countDown();
            assertThat(connection.answer().text()).isEqualTo("waited");
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void callsThatWaitKeepNoOthersFromRunning() throws Exception {
        EchoEntry entry = new EchoEntry(300);
        GatewayOptions o = options();
        GatewayOptions many = new GatewayOptions(
                o.hosts(),
                0,
                null,
                o.region(),
                o.bodyMax(),
                o.headerSizeMax(),
                o.headerCountMax(),
                1000,
                o.idleTimeout(),
                o.bodyRateMin(),
                o.stopTimeout(),
                o.auditSize());
        try (HttpEdge waited = start(entry, many)) {
            List<RawConnection> waiting = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                waiting.add(new RawConnection(waited.port()).send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            assertThat(entry.waiting.await(20, TimeUnit.SECONDS)).isTrue();
            try (RawConnection other = new RawConnection(waited.port())) {
                assertThat(other.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
                                .answer()
                                .text())
                        .isEqualTo("GET /x null");
            }
            entry.proceed.countDown();
            for (RawConnection connection : waiting) {
                assertThat(connection.answer().text()).isEqualTo("waited");
                connection.leave();
            }
        }
    }

    @Test
    void connectionsAreBounded() throws IOException {
        GatewayOptions o = options();
        GatewayOptions few = new GatewayOptions(
                o.hosts(),
                0,
                null,
                o.region(),
                o.bodyMax(),
                o.headerSizeMax(),
                o.headerCountMax(),
                2,
                o.idleTimeout(),
                o.bodyRateMin(),
                o.stopTimeout(),
                o.auditSize());
        String request = "GET /x HTTP/1.1\r\nHost: x\r\n\r\n";
        try (HttpEdge small = start(new EchoEntry(), few);
                RawConnection one = new RawConnection(small.port()).send(request);
                RawConnection two = new RawConnection(small.port()).send(request)) {
            assertThat(one.answer().status()).isEqualTo(200);
            assertThat(two.answer().status()).isEqualTo(200);
            try (RawConnection three = new RawConnection(small.port()).send(request)) {
                one.leave();
                assertThat(three.answer().status())
                        .as("served when another has left")
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aClientThatFallsSilentIsAnsweredAndLeft() throws IOException {
        GatewayOptions defaults = options();
        GatewayOptions impatient = new GatewayOptions(
                defaults.hosts(),
                0,
                null,
                "us-east-1",
                1 << 20,
                8 << 10,
                50,
                100,
                java.time.Duration.ofMillis(300),
                128,
                defaults.stopTimeout(),
                10);
        try (HttpEdge quick = start(new EchoEntry(), impatient);
                RawConnection silent = new RawConnection(quick.port());
                RawConnection halfway = new RawConnection(quick.port())) {
            halfway.send("PUT /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            assertThat(halfway.answer().status()).isEqualTo(400);
            assertThat(silent.closed()).isTrue();
        }
    }
}

package cloudjar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.tls.CertificateAuthority;
import cloudjar.kernel.clock.Wakeup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go away while they wait, and those that send on when they are refused. */
class UnfinishedCallTest {
    /** One server for all: each makes keys for its certificates when it starts, and is busy with them for a while. */
    private static HttpEdge edge;

    private static String authority;

    private static volatile EchoEntry entry = new EchoEntry();

    @BeforeAll
    static void listen(@TempDir Path directory) throws IOException {
        authority = CertificateAuthority.of(directory, InstantSource.system()).pem();
        edge = HttpEdgeTest.start(received -> entry.handle(received), TlsTest.options(directory));
    }

    @AfterAll
    static void stop() throws IOException {
        edge.close();
    }

    @BeforeEach
    void forget() {
        entry = new EchoEntry();
    }

    @Test
    void aClientThatSendsOnSeesTheRefusalOfItsBody() throws IOException {
        try (RawConnection connection = new RawConnection(edge.port())) {
            connection.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 30000000\r\n\r\n");
            for (int i = 0; i < 30; i++) {
                connection.send(new byte[1_000_000]);
            }
            assertThat(connection.answer().status()).isEqualTo(413);
            connection.send("POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 300; i++) {
                connection.send("10000\r\n" + "a".repeat(0x10000) + "\r\n");
            }
            connection.send("0\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(413);
            connection.send("PUT /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n");
            connection.send(new byte[3_000_000]);
            assertThat(connection.answer().text()).isEqualTo("refused");
            connection.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("GET /next null");
        }
    }

    @Test
    void aClientThatHangsUpEndsItsWait() throws Exception {
        try (RawConnection connection = new RawConnection(edge.port())) {
            connection.send("GET /poll HTTP/1.1\r\nHost: x\r\n\r\n");
            entry.waiting.await();
            connection.leave();
            assertThat(entry.polled.get(30, TimeUnit.SECONDS)).isEqualTo(Wakeup.CLOSED);
        }
    }

    @Test
    void theNextRequestOfAClientThatWaitsIsKept() throws Exception {
        try (RawConnection connection = new RawConnection(edge.port())) {
            connection.send("GET /poll HTTP/1.1\r\nHost: x\r\n\r\n");
            entry.waiting.await();
            // Halves of the next request come before and after the wait is watched, and after it has ended.
            connection.send("GET /next HTTP/1.1\r\nHo");
            assertThat(entry.polled).isNotDone();
            entry.signals.signal("news");
            assertThat(connection.answer().text()).isEqualTo("SIGNALLED");
            connection.send("st: x\r\n\r\n");
            assertThat(connection.answer().text()).isEqualTo("GET /next null");
        }
    }

    @Test
    void aClientThatHangsUpOverTlsEndsItsWait() throws Exception {
        try (Socket socket = TlsTest.trusting(authority)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.getOutputStream().write("GET /poll HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            entry.waiting.await();
        }
        assertThat(entry.polled.get(30, TimeUnit.SECONDS)).isEqualTo(Wakeup.CLOSED);
    }

    @Test
    void aStreamThatIsResetEndsItsWait() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            URI home = URI.create("http://127.0.0.1:" + edge.port() + "/");
            client.send(HttpRequest.newBuilder(home).build(), HttpResponse.BodyHandlers.ofString());
            HttpRequest poll = HttpRequest.newBuilder(home.resolve("/poll")).build();
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(poll, HttpResponse.BodyHandlers.ofString());
            entry.waiting.await();
            assertThat(answer.cancel(true)).isTrue();
            assertThat(entry.polled.get(30, TimeUnit.SECONDS)).isEqualTo(Wakeup.CLOSED);
        }
    }
}

package cloudjar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.TestCloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A whole front door on a port, for tests that send it what no client should. */
final class BadInput implements AutoCloseable {
    private static final String GOOD =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 43\r\n\r\nAction=GetCallerIdentity&Version=2011-06-15";

    private final TestCloud cloud;
    private final HttpEdge edge;

    BadInput() throws IOException {
        cloud = new TestCloud();
        edge = HttpEdgeTest.start(cloud.gateway(), HttpEdgeTest.options());
    }

    /** A request with a body and its length. */
    static byte[] request(String line, String headers, byte[] body) {
        byte[] head = (line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    static byte[] request(String line, String headers, String body) {
        return request(line, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** What a client of this service signs with. */
    static String signedFor(String service) {
        return "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0\r\n";
    }

    /** Asserts that the request is refused with this status and code, in words, and that the next request works. */
    void assertRefused(byte[] request, int status, String code) throws IOException {
        try (RawConnection connection = new RawConnection(edge.port())) {
            RawConnection.Answer answer = connection.send(request).answer();
            assertThat(answer.head() + answer.text()).contains(code);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).doesNotContain("\tat ", "java.", "Internal");
            boolean closes = "close".equals(RawConnection.field(answer.head(), "connection"));
            if (!closes) {
                assertThat(connection.send(GOOD).answer().status()).isEqualTo(200);
            }
        }
        assertServes();
    }

    /** Asserts that the request is taken. */
    void assertTaken(byte[] request) throws IOException {
        try (RawConnection connection = new RawConnection(edge.port())) {
            assertThat(connection.send(request).answer().status()).isEqualTo(200);
        }
    }

    /** Asserts that a client that ends its side in the middle of this request is answered with this status and code. */
    void assertCutOff(byte[] request, int status, String code) throws IOException {
        try (RawConnection connection = new RawConnection(edge.port())) {
            RawConnection.Answer answer = connection.send(request).endOutput().answer();
            assertThat(answer.head() + answer.text()).contains(code);
            assertThat(answer.status()).isEqualTo(status);
        }
        assertServes();
    }

    private void assertServes() throws IOException {
        try (RawConnection next = new RawConnection(edge.port())) {
            assertThat(next.send(GOOD).answer().text()).contains("<Account>");
        }
    }

    @Override
    public void close() throws IOException {
        edge.close();
        cloud.close();
    }
}

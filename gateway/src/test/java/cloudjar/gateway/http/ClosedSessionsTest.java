package cloudjar.gateway.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Sessions of HTTP/2 that end while they begin once stayed on Jetty's list, and whoever stopped the server waited for them. */
class ClosedSessionsTest {
    private static final int VISITS = 200;
    private static final String UPGRADE = """
            GET / HTTP/1.1\r
            Host: x\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r
            \r
            """;

    @Test
    void clientsThatUpgradeAndHangUpAtOnceDoNotDelayTheEnd() throws IOException {
        HttpEdge edge = HttpEdgeTest.start(new EchoEntry(), HttpEdgeTest.options());
        for (int i = 0; i < VISITS; i++) {
            try (RawConnection connection = new RawConnection(edge.port())) {
                connection.send(UPGRADE).resetWhenClosed();
                if (i % 2 == 0) {
                    connection.answer(false);
                }
            }
        }
        assertThatCode(edge::close).doesNotThrowAnyException();
    }
}

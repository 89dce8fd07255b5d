package cloudjar.server.aot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrainingScriptTest {
    @Test
    void requestsAreMadeWholeForTheWire() {
        var requests = TrainingScript.read("### one\nGET /a HTTP/1.1\n\n### two\nPOST / HTTP/1.1\nX-A: b\n\nbödy\n");
        assertThat(requests)
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .containsExactly(
                        "GET /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
                        "POST / HTTP/1.1\r\nX-A: b\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nbödy");
    }
}

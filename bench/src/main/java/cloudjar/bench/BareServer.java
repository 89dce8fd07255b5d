package cloudjar.bench;

import cloudjar.gateway.GatewayOptions;
import cloudjar.gateway.http.HttpEdge;
import cloudjar.kernel.clock.Ticker;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/**
 * The yardstick: the HTTP server as cloudjar sets it up, that reads a body and answers a constant one. What separates
 * cloudjar's figures from its is cloudjar's own work.
 */
final class BareServer {
    private BareServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) throws IOException {
        byte[] body = "x".repeat(Scenarios.BARE_BODY_BYTES).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        GatewayOptions options = GatewayOptions.DEFAULTS.withPort(Integer.parseInt(arguments[0]));
        HttpEdge edge = new HttpEdge(
                options,
                received -> {
                    try {
                        byte[] read = received.request().bytes();
                        return new HttpResponse(read.length < 0 ? 500 : 200)
                                .header("Content-Type", "text/plain")
                                .content(body);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                InstantSource.system(),
                Ticker.system());
        edge.start();
    }
}

package cloudjar.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the front door.
 *
 * @param hosts the addresses to bind; loopback only by default
 * @param port the port for plain HTTP, HTTP/2 and TLS alike; 0 takes a free one
 * @param tlsDirectory where the certificate authority and the server's certificate are kept; null: made anew in memory at
 *     each start
 * @param region the region of requests that name none
 * @param bodyMax the longest body, in bytes, that is held in memory: all but streamed contents
 * @param headerSizeMax the longest request line and headers together, in bytes
 * @param headerCountMax the most header lines
 * @param connectionsMax the most open connections; further ones wait to be accepted
 * @param idleTimeout after which a silent connection is closed
 * @param bodyRateMin the fewest bytes a second at which a client must send its body; 0: any
 * @param stopTimeout how long requests in flight may take to end when the server stops
 * @param auditSize how many of the last requests are remembered
 */
public record GatewayOptions(
        List<String> hosts,
        int port,
        @Nullable Path tlsDirectory,
        String region,
        int bodyMax,
        int headerSizeMax,
        int headerCountMax,
        int connectionsMax,
        Duration idleTimeout,
        long bodyRateMin,
        Duration stopTimeout,
        int auditSize) {
    /** The values that hold where nothing else is said. */
    public static final GatewayOptions DEFAULTS = new GatewayOptions(
            List.of("127.0.0.1", "::1"),
            4566,
            null,
            "us-east-1",
            // Lambda takes requests of 70,167,211 bytes, and says itself what is wrong with a somewhat longer one.
            96 << 20,
            64 << 10,
            200,
            4096,
            Duration.ofSeconds(60),
            128,
            Duration.ofSeconds(10),
            1000);

    public GatewayOptions {
        hosts = List.copyOf(hosts);
        require(!hosts.isEmpty(), "hosts: at least one address");
        require(port >= 0 && port <= 65535, "port: 0 to 65535");
        require(!region.isBlank(), "region: a region's name");
        require(bodyMax >= 1 << 20, "bodyMax: at least 1 MiB");
        require(headerSizeMax >= 1 << 13 && headerSizeMax <= 1 << 20, "headerSizeMax: 8 KiB to 1 MiB");
        require(headerCountMax >= 16, "headerCountMax: at least 16");
        require(connectionsMax >= 1, "connectionsMax: at least 1");
        require(idleTimeout.isPositive(), "idleTimeout: more than zero");
        require(bodyRateMin >= 0, "bodyRateMin: not negative");
        require(!stopTimeout.isNegative(), "stopTimeout: not negative");
        require(auditSize >= 1 && auditSize <= 1_000_000, "auditSize: 1 to 1,000,000");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** These options on another port. */
    public GatewayOptions withPort(int newPort) {
        return new GatewayOptions(
                hosts,
                newPort,
                tlsDirectory,
                region,
                bodyMax,
                headerSizeMax,
                headerCountMax,
                connectionsMax,
                idleTimeout,
                bodyRateMin,
                stopTimeout,
                auditSize);
    }
}

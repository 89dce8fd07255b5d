package cloudjar.server.option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the server listens, and who may use its admin API.
 *
 * @param port 0 takes a free one
 * @param adminToken what callers of the admin API must present
 * @param tlsDirectory where the certificate authority is kept
 */
public record HttpOptions(int port, List<String> hosts, Optional<String> adminToken, Path tlsDirectory) {
    static final Option<Integer> PORT = Option.of(
                    "port",
                    OptionType.integer("PORT", "a port number", 0, 65_535),
                    "4566",
                    "The port for plain HTTP, HTTP/2 and TLS alike; 0 takes a free one.")
            .alsoFrom("GATEWAY_LISTEN", HttpOptions::portOfListen);

    static final Option<List<String>> HOST = Option.of(
                    "host",
                    OptionType.texts("ADDRESS", "addresses or names of this machine"),
                    "127.0.0.1",
                    "The addresses to listen on; 0.0.0.0 is every one.")
            .alsoFrom("GATEWAY_LISTEN", HttpOptions::hostsOfListen);

    static final Option<Optional<String>> ADMIN_TOKEN = Option.of(
                    "admin-token",
                    OptionType.text("TOKEN", "a text that cannot be guessed"),
                    "",
                    "What callers of the admin API must send as 'Authorization: Bearer TOKEN'. Where other machines can connect and"
                            + " none is set, one is made and printed.")
            .kept();

    static final Option<Path> TLS_DIR = Option.of(
            "tls-dir",
            OptionType.directory("DIRECTORY"),
            ".cloudjar/tls",
            "Where the certificate authority is kept; it is made when the first TLS connection comes, and clients are told"
                    + " to trust its ca.pem.");

    static final List<Option<?>> OPTIONS = List.of(PORT, HOST, TLS_DIR, ADMIN_TOKEN);

    public HttpOptions {
        hosts = List.copyOf(hosts);
    }

    static HttpOptions of(Settings settings) {
        HttpOptions options = new HttpOptions(
                settings.get(PORT), settings.get(HOST), settings.get(ADMIN_TOKEN), settings.get(TLS_DIR));
        if (options.hosts.isEmpty()) {
            throw new InvalidOptionException(settings.setting(HOST).source() + " names no address");
        }
        return options;
    }

    /** Whether only this machine can connect. */
    public boolean loopbackOnly() {
        return hosts.stream().allMatch(HttpOptions::isLoopback);
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** {@code GATEWAY_LISTEN} is {@code [host][:port]}, several of them separated by commas. */
    private static String portOfListen(String listen) {
        List<String> ports = parts(listen)
                .map(part -> part.substring(portAt(part)))
                .filter(port -> !port.isEmpty())
                .distinct()
                .toList();
        if (ports.size() > 1) {
            throw new IllegalArgumentException(
                    "names the ports " + String.join(" and ", ports) + "; cloudjar serves everything, TLS too, on one");
        }
        return ports.isEmpty() ? PORT.fallback() : ports.getFirst();
    }

    private static String hostsOfListen(String listen) {
        return parts(listen)
                .map(part -> part.substring(0, Math.max(0, portAt(part) - (portAt(part) < part.length() ? 1 : 0))))
                .map(host -> host.isEmpty() ? "0.0.0.0" : host)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static Stream<String> parts(String listen) {
        return Stream.of(listen.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    /** Where the port begins in {@code host:port}; the length where there is none. */
    private static int portAt(String part) {
        int colon = part.lastIndexOf(':');
        return colon < 0 || colon < part.lastIndexOf(']') ? part.length() : colon + 1;
    }
}

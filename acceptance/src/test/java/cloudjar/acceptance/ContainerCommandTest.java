package cloudjar.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.junit.container.CloudjarContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What runs in a container, run without one: who comes from outside is answered, and does not get at the admin API. */
final class ContainerCommandTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theContainersCommandServesThoseWhoComeFromOutside() throws IOException, InterruptedException {
        int port = StartedServer.freePort();
        String jar = StartedServer.jar(REPOSITORY).toString();
        try (StartedServer server = StartedServer.start(CloudjarContainer.command(jar, port), port)) {
            assertThat(get(port, "/_cloudjar/health")).as(server.output()).startsWith("HTTP/1.1 200");
            assertThat(get(port, "/_cloudjar/worlds")).startsWith("HTTP/1.1 401");
            assertThat(get(port, "/?Action=GetCallerIdentity&Version=2011-06-15"))
                    .as("AWS's own answer to who does not sign")
                    .contains("<Code>MissingAuthenticationToken</Code>");
        }
    }

    /** Asks by a name that is neither this machine's nor ours, as a client before Docker does. */
    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: docker-host:32768\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

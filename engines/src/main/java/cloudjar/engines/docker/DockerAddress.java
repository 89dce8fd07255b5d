package cloudjar.engines.docker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is: a socket of this machine. One of another machine could not reach what runs here.
 *
 * @param text as users write it
 * @param socket what is connected to
 */
public record DockerAddress(String text, SocketAddress socket) {
    private static final String UNIX = "unix://";
    private static final int PORT = 2375;

    /** Whether the engine sees our files: what listens on a port may run in a machine within this one. */
    public boolean sharesFiles() {
        return socket instanceof UnixDomainSocketAddress;
    }

    /**
     * Reads what {@code DOCKER_HOST} says.
     *
     * @throws IllegalArgumentException with the reason, where it is none
     */
    public static DockerAddress parse(String text) {
        if (text.startsWith(UNIX)) {
            return of(Path.of(text.substring(UNIX.length())));
        }
        if (text.startsWith("/")) {
            return of(Path.of(text));
        }
        if (text.startsWith("tcp://")) {
            URI uri = URI.create(text);
            String host = uri.getHost();
            if ("127.0.0.1".equals(host) || "localhost".equals(host)) {
                return new DockerAddress(
                        text,
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), uri.getPort() < 0 ? PORT : uri.getPort()));
            }
        }
        throw new IllegalArgumentException(
                "takes unix:///PATH or tcp://127.0.0.1:PORT without TLS: an engine of this machine, not '" + text
                        + "'");
    }

    /** What {@code DOCKER_HOST} says; empty where it says nothing, or what cannot be used here. */
    public static Optional<DockerAddress> ofEnvironment(@Nullable String dockerHost) {
        if (dockerHost == null || dockerHost.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(dockerHost));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DockerAddress of(Path path) {
        return new DockerAddress(UNIX + path, UnixDomainSocketAddress.of(path));
    }

    /** The first socket where Docker or Podman listens by default: for all, else for a user. */
    public static Optional<DockerAddress> ofMachine(Path home, Optional<Path> runtimeDirectory) {
        Stream<Path> all = List.of("/var/run/docker.sock", "/run/podman/podman.sock").stream()
                .map(Path::of);
        Stream<Path> users = runtimeDirectory.stream()
                .flatMap(directory ->
                        Stream.of(directory.resolve("docker.sock"), directory.resolve("podman/podman.sock")));
        Stream<Path> homes = List.of(
                        ".docker/run/docker.sock",
                        ".colima/default/docker.sock",
                        ".rd/docker.sock",
                        ".local/share/containers/podman/machine/podman.sock")
                .stream()
                .map(home::resolve);
        return Stream.of(all, users, homes)
                .flatMap(each -> each)
                .filter(Files::isWritable)
                .findFirst()
                .map(DockerAddress::of);
    }
}

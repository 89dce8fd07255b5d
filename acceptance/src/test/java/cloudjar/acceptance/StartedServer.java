package cloudjar.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server in a process of its own, as a user starts it. */
final class StartedServer implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;

    private StartedServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts {@code server/target/cloudjar.jar} on a free port, as {@code ./cloudjar} does, and waits until it answers. */
    static StartedServer start(Path repository) throws IOException, InterruptedException {
        return startWith(repository, List.of());
    }

    /** As {@link #start(Path)}, with options of the server. */
    static StartedServer startWith(Path repository, List<String> options) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command =
                new ArrayList<>(List.of("java", "@" + repository.resolve("server/src/main/jvm.options")));
        Path cache = repository.resolve("server/target/cloudjar.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-Xmx256m", "-jar", jar(repository).toString(), "--port", Integer.toString(port)));
        command.addAll(options);
        return start(command, port);
    }

    /** The same jar with these options of the JVM and no others. */
    static StartedServer start(Path repository, String... jvmOptions) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("java", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", jar(repository).toString(), "--port", Integer.toString(port)));
        return start(command, port);
    }

    /**
     * Starts a server by its command and waits until it answers.
     *
     * @param command begins with {@code java}, for which this JVM's own is taken
     */
    static StartedServer start(List<String> command, int port) throws IOException, InterruptedException {
        Path log = Files.createTempFile("cloudjar-server", ".log");
        List<String> own = new ArrayList<>(command);
        own.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessBuilder builder =
                new ProcessBuilder(own).redirectErrorStream(true).redirectOutput(log.toFile());
        StartedServer server = new StartedServer(builder.start(), port, log);
        server.awaitReady();
        return server;
    }

    /** The packaged server. */
    static Path jar(Path repository) {
        Path jar = repository.resolve("server/target/cloudjar.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: build module server first");
        }
        return jar;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(URI.create(url() + "/_cloudjar/health"))
                    .build();
            for (long waited = 0; waited < START_MAX.toMillis(); waited += 50) {
                try {
                    if (client.send(health, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (java.net.ConnectException e) {
                    if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                        throw new IllegalStateException("the server ended at once:\n" + output(), e);
                    }
                }
            }
        }
        throw new IllegalStateException("the server did not answer within " + START_MAX + ":\n" + output());
    }

    /** The process, for what the operating system knows of it. */
    long pid() {
        return process.pid();
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** The environment that points AWS's own tools here. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", url(),
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", "",
                "AWS_MAX_ATTEMPTS", "2");
    }

    /** Empties the cloud, so that a scenario finds nothing that another left. */
    void reset() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest reset = HttpRequest.newBuilder(URI.create(url() + "/_cloudjar/reset"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            int status =
                    client.send(reset, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the reset answered " + status + ":\n" + output());
            }
        }
    }

    /** What the server printed so far. */
    String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }
}

package cloudjar.bench;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under test, in a process of its own, started as users start it. */
final class ServerProcess implements AutoCloseable {
    private static final long START_NANOS_MAX = Duration.ofSeconds(60).toNanos();

    private final Process process;
    private final int port;
    private final Duration startTime;

    private ServerProcess(Process process, int port, Duration startTime) {
        this.process = process;
        this.port = port;
        this.startTime = startTime;
    }

    /** Starts cloudjar as the launcher does and waits for the answer to a first call. */
    static ServerProcess cloudjar(Path repository, List<String> options, byte[] firstCall)
            throws IOException, InterruptedException {
        Path target = repository.resolve("server/target");
        Path cache = target.resolve("cloudjar.aot");
        List<String> arguments = new ArrayList<>(List.of("@" + repository.resolve("server/src/main/jvm.options")));
        if (Files.exists(cache)) {
            arguments.add("-XX:AOTCache=" + cache);
        }
        int port = freePort();
        arguments.addAll(List.of("-jar", target.resolve("cloudjar.jar").toString(), "--port", Integer.toString(port)));
        arguments.addAll(options);
        return start(arguments, port, firstCall);
    }

    /** Starts cloudjar from the class path of this program, which has the server on it. */
    static ServerProcess fromClassPath(List<String> options, byte[] firstCall)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "cloudjar.server.Main",
                "start",
                "--port",
                Integer.toString(port)));
        arguments.addAll(options);
        return start(arguments, port, firstCall);
    }

    /** Starts the bare server with the flags that cloudjar runs with. */
    static ServerProcess bare(Path repository, byte[] firstCall) throws IOException, InterruptedException {
        int port = freePort();
        return start(
                List.of(
                        "@" + repository.resolve("server/src/main/jvm.options"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        Integer.toString(port)),
                port,
                firstCall);
    }

    /** Starts another's server with our kind of collector and as much memory as it likes. */
    static ServerProcess of(Peer peer) throws IOException, InterruptedException {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        arguments.addAll(peer.properties(port));
        arguments.addAll(List.of("-cp", peer.classPath(), peer.main()));
        return start(arguments, port, peer.firstCall().get());
    }

    private static ServerProcess start(List<String> arguments, int port, byte[] firstCall)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(new File(System.getProperty("server.log", "/dev/null"))));
        builder.environment().keySet().removeIf(name -> name.startsWith("CLOUDJAR_"));
        long begin = System.nanoTime();
        Process process = builder.start();
        while (true) {
            try (Caller caller = new Caller(port)) {
                caller.call(firstCall);
                return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - begin));
            } catch (ConnectException e) {
                if (!process.isAlive() || System.nanoTime() - begin > START_NANOS_MAX) {
                    process.destroyForcibly();
                    throw new IOException("the server did not start: " + String.join(" ", command), e);
                }
                Thread.sleep(1);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** From the start of the process to the answer to its first call. */
    Duration startTime() {
        return startTime;
    }

    /** The processor time that the process has used; zero where the system does not tell. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The memory that the process holds, in MB; 0 where the system does not tell. */
    long residentMegabytes() throws IOException {
        Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        if (!Files.exists(file)) {
            return 0;
        }
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("Rss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. */
final class ServerChild implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("is ready at (http://\\S+)");

    private final Process process;
    private final String endpoint;

    private ServerChild(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static ServerChild start(Path data, String fsync) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0",
                        "--init-dir=",
                        "--log=error",
                        "--data=" + data,
                        "--fsync=" + fsync)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader words = process.inputReader();
        String line = words.readLine();
        assertThat(line).as("the server's first line").isNotNull();
        Matcher ready = READY.matcher(line);
        assertThat(ready.find()).as(line).isTrue();
        return new ServerChild(process, ready.group(1));
    }

    String endpoint() {
        return endpoint;
    }

    /** Ends the process as nothing it could notice. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

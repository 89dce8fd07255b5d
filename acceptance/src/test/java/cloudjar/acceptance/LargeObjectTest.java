package cloudjar.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Content many times larger than the server's heap goes in and out, is copied and put together of parts, and leaves the disk
 * when it is deleted.
 *
 * <p>{@code -Dlarge.bytes=5368709120 -Dlarge.heap=256m} plays it with the largest object that S3 takes in one request.
 */
class LargeObjectTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final long LENGTH = Long.getLong("large.bytes", 300L << 20);
    private static final String HEAP = System.getProperty("large.heap", "64m");
    private static final int PARTS = 8;
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final GeneratedContent content = new GeneratedContent(7);
    private final HttpClient http = HttpClient.newHttpClient();

    private Path disk;

    private StartedServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        disk = directory;
        server = StartedServer.start(REPOSITORY, "-XX:+UseSerialGC", "-Xmx" + HEAP, "-Djava.io.tmpdir=" + disk);
        send(request("/large").PUT(BodyPublishers.noBody()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void contentIsWrittenReadAndCopiedInOnePiece() throws Exception {
        HttpResponse<String> put = send(request("/large/object").PUT(body(0, LENGTH)));
        assertThat(put.headers().firstValue("ETag")).contains('"' + content.md5(0, LENGTH) + '"');
        report("put");
        assertReads("/large/object", LENGTH);
        report("get");
        send(request("/large/copy").header("x-amz-copy-source", "large/object").PUT(BodyPublishers.noBody()));
        assertReads("/large/copy", LENGTH);
        report("copy");
        assertThat(diskUse()).isBetween(LENGTH, LENGTH + (1L << 20));
        send(request("/large/object").DELETE());
        assertReads("/large/copy", LENGTH);
        send(request("/large/copy").DELETE());
        assertThat(diskUse()).isLessThan(1L << 20);
    }

    @Test
    void contentIsWrittenInParts() throws Exception {
        String id = element(
                "UploadId",
                send(request("/large/parts?uploads").POST(BodyPublishers.noBody()))
                        .body());
        long part = Math.ceilDiv(LENGTH, PARTS);
        List<String> parts = new ArrayList<>();
        for (int number = 1; number <= PARTS; number++) {
            long from = (number - 1) * part;
            HttpResponse<String> sent = send(request("/large/parts?partNumber=" + number + "&uploadId=" + id)
                    .PUT(body(from, Math.min(part, LENGTH - from))));
            parts.add("<Part><PartNumber>" + number + "</PartNumber><ETag>"
                    + sent.headers().firstValue("ETag").orElseThrow() + "</ETag></Part>");
        }
        send(request("/large/parts?uploadId=" + id)
                .POST(BodyPublishers.ofString(
                        "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>")));
        report("multipart upload");
        assertReads("/large/parts", LENGTH);
        report("get of parts");
        send(request("/large/parts").DELETE());
        assertThat(diskUse()).isLessThan(1L << 20);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private BodyPublisher body(long from, long length) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> content.stream(from, length)), length);
    }

    private void assertReads(String path, long length) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request(path).build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(length);
        assertThat(GeneratedContent.md5(answer.body())).isEqualTo(content.md5(0, length));
    }

    private static String element(String name, String xml) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }

    /** The bytes of all files that the server has made. */
    private long diskUse() throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Prints how much memory the server has taken at the most, where the operating system tells. */
    private void report(String what) throws IOException {
        Path status = Path.of("/proc/" + server.pid() + "/status");
        if (!Files.exists(status)) {
            return;
        }
        try (Stream<String> lines = Files.lines(status)) {
            lines.filter(line -> line.startsWith("VmHWM"))
                    .forEach(line -> System.err.println(
                            what + " of " + (LENGTH >> 20) + " MiB with a heap of " + HEAP + ": " + line));
        }
    }
}

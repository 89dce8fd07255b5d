package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of uploads to S3 during which the server dies. */
@Timeout(120)
class UploadCrashTest {
    private static final int LENGTH = 1 << 20;
    private static final int HALVES = 4;
    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** [S3-21] No part of an object is seen, what was acknowledged is whole, and nothing is left on the disk that nobody holds. */
    @Test
    void whatWasHalfUploadedIsGone(@TempDir Path data) throws IOException, InterruptedException {
        List<Socket> halves = new ArrayList<>();
        String uploadId;
        AtomicInteger acknowledged = new AtomicInteger();
        try (ServerChild server = ServerChild.start(data, "os");
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            put(server, "/bucket", 0, 0);
            put(server, "/bucket/whole", LENGTH, 1);
            Matcher id = UPLOAD_ID.matcher(send(server, "POST", "/bucket/parts?uploads", 0, 0));
            assertThat(id.find()).isTrue();
            uploadId = id.group(1);
            put(server, "/bucket/parts?partNumber=1&uploadId=" + uploadId, LENGTH, 9);
            for (int i = 0; i < HALVES; i++) {
                halves.add(half(server, "/bucket/half" + i));
            }
            halves.add(half(server, "/bucket/parts?partNumber=2&uploadId=" + uploadId));
            writer.execute(() -> overwrite(server, acknowledged));
            while (unfinished(data) < HALVES + 1 || acknowledged.get() < 3) {
                Thread.onSpinWait();
            }
            server.kill();
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
        try (ServerChild server = ServerChild.start(data, "os")) {
            assertThat(send(server, "GET", "/bucket?list-type=2", 0, 0))
                    .contains("<Key>whole</Key>", "<KeyCount>1</KeyCount>");
            byte[] whole = get(server, "/bucket/whole");
            assertThat(whole).hasSize(LENGTH);
            assertThat((int) whole[0]).isGreaterThanOrEqualTo(acknowledged.get());
            byte[] one = new byte[LENGTH];
            Arrays.fill(one, whole[0]);
            assertThat(whole).isEqualTo(one);
            assertThat(send(server, "GET", "/bucket/parts?uploadId=" + uploadId, 0, 0))
                    .contains("<PartNumber>1</PartNumber>")
                    .doesNotContain("<PartNumber>2</PartNumber>");
            // The object and the part that was acknowledged.
            assertThat(blobs(data.resolve("blobs"))).isEqualTo(2);
        }
    }

    /** Writes an object again and again, each time of another byte, until the server is gone. */
    private void overwrite(ServerChild server, AtomicInteger acknowledged) {
        try {
            for (int value = 2; value < Byte.MAX_VALUE; value++) {
                put(server, "/bucket/whole", LENGTH, value);
                acknowledged.set(value);
            }
        } catch (IOException gone) {
            // As was to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest.Builder request(ServerChild server, String path) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + path))
                .header("Authorization", authorization())
                .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    }

    private static String authorization() {
        return "AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
    }

    private String send(ServerChild server, String method, String path, int length, int value)
            throws IOException, InterruptedException {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) value);
        HttpResponse<String> answer = client.send(
                request(server, path)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void put(ServerChild server, String path, int length, int value) throws IOException, InterruptedException {
        send(server, "PUT", path, length, value);
    }

    private byte[] get(ServerChild server, String path) throws IOException, InterruptedException {
        return client.send(request(server, path).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /** Begins to put content, and sends half of it. */
    private static Socket half(ServerChild server, String path) throws IOException {
        URI endpoint = URI.create(server.endpoint());
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization()
                        + "\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\nContent-Length: " + LENGTH + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[LENGTH / 2]);
        out.flush();
        return socket;
    }

    /** How many contents are being written. */
    private static int unfinished(Path data) {
        String[] names = data.resolve("blobs/new").toFile().list();
        return names == null ? 0 : names.length;
    }

    /** How many contents there are below a directory. */
    private static long blobs(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file ->
                            BLOB.matcher(String.valueOf(file.getFileName())).matches())
                    .count();
        }
    }
}

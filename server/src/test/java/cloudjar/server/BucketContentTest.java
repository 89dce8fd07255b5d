package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.store.StoreFailedException;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps its content in a bucket: one of another server of ours. */
@Timeout(120)
class BucketContentTest {
    private static final int LARGE_BYTES = 20 << 20;

    private final Path data;
    private final CloudServer store;
    private final HttpClient client = HttpClient.newHttpClient();

    BucketContentTest(@TempDir Path directory) throws IOException, InterruptedException {
        this.data = directory.resolve("data");
        this.store = start();
        call(store, "PUT", "/content", new byte[0]);
    }

    private static CloudServer start(String... more) throws IOException {
        List<String> arguments = Stream.concat(Stream.of("--port=0", "--init-dir="), Stream.of(more))
                .toList();
        Settings settings = ServerOptions.read(arguments, Map.of());
        return CloudServer.start(ServerOptions.of(settings), settings);
    }

    private CloudServer overBucket(String bucket) throws IOException {
        String endpoint = URLEncoder.encode(store.endpoint(), StandardCharsets.UTF_8);
        return start("--data=" + data, "--blobs=s3://test:s%2Fcret@" + bucket + "/of/mine?endpoint=" + endpoint);
    }

    @AfterEach
    void end() {
        client.close();
        store.close();
    }

    private byte[] call(CloudServer server, String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.endpoint() + path))
                .method(method, BodyPublishers.ofByteArray(body));
        if (!path.startsWith("/_cloudjar")) {
            request.header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request,"
                            + " SignedHeaders=host, Signature=0");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isLessThan(300);
        return response.body();
    }

    private long objectsInBucket() throws IOException, InterruptedException {
        String list = new String(
                call(store, "GET", "/content?list-type=2&prefix=of/mine/", new byte[0]), StandardCharsets.UTF_8);
        return Pattern.compile("<Key>").matcher(list).results().count();
    }

    private static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }

    @Test
    void contentIsInTheBucketAndOutlivesTheServer() throws IOException, InterruptedException {
        byte[] small = noise(1, 40_000);
        byte[] large = noise(2, LARGE_BYTES);
        try (CloudServer server = overBucket("content")) {
            call(server, "PUT", "/mine", new byte[0]);
            call(server, "PUT", "/mine/inline", noise(3, 100));
            call(server, "PUT", "/mine/small", noise(4, 30_000));
            call(server, "PUT", "/mine/small", small);
            call(server, "PUT", "/mine/large", large);
            assertThat(objectsInBucket()).isEqualTo(2);
        }
        try (CloudServer server = overBucket("content")) {
            assertThat(call(server, "GET", "/mine/small", new byte[0])).isEqualTo(small);
            assertThat(call(server, "GET", "/mine/large", new byte[0])).isEqualTo(large);
            assertThat(call(server, "GET", "/mine/large", new byte[0], "Range", "bytes=8388600-8388700"))
                    .isEqualTo(Arrays.copyOfRange(large, 8_388_600, 8_388_701));
            call(server, "DELETE", "/mine/small", new byte[0]);
            assertThat(objectsInBucket()).isEqualTo(1);
            call(server, "DELETE", "/mine/large", new byte[0]);
            assertThat(objectsInBucket()).isZero();
        }
    }

    @Test
    void aWorldGoesFromFilesIntoTheBucket(@TempDir Path files) throws IOException, InterruptedException {
        byte[] small = noise(1, 40_000);
        byte[] archive;
        try (CloudServer server = start("--data=" + files)) {
            call(server, "PUT", "/mine", new byte[0]);
            call(server, "PUT", "/mine/small", small);
            archive = call(server, "GET", "/_cloudjar/export", new byte[0]);
        }
        try (CloudServer server = overBucket("content")) {
            call(server, "POST", "/_cloudjar/import", archive);
            assertThat(objectsInBucket()).isEqualTo(1);
            assertThat(call(server, "GET", "/mine/small", new byte[0])).isEqualTo(small);
            archive = call(server, "GET", "/_cloudjar/export", new byte[0]);
            call(server, "POST", "/_cloudjar/import?world=copy", archive);
            assertThat(objectsInBucket()).isEqualTo(2);
            call(server, "DELETE", "/_cloudjar/worlds/copy", new byte[0]);
            assertThat(objectsInBucket()).isEqualTo(1);
        }
    }

    @Test
    void aBucketThatIsNotThereIsRefusedAtTheStart() {
        assertThatThrownBy(() -> overBucket("nobody"))
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("cannot keep content in s3://nobody/of/mine/ at " + store.endpoint())
                .hasMessageContaining("NoSuchBucket")
                .hasMessageNotContaining("cret");
    }

    @Test
    void contentInFilesIsNotLeftBehind() throws IOException {
        start("--data=" + data).close();
        assertThatThrownBy(() -> overBucket("content"))
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("is in files: export its worlds");
    }
}

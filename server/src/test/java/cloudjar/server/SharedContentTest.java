package cloudjar.server;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.blob.postgres.PostgresHolders;
import cloudjar.kernel.blob.s3.S3Address;
import cloudjar.kernel.blob.s3.S3Blobs;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.store.postgres.PostgresEngine;
import cloudjar.kernel.store.postgres.PrivatePostgres;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.WorldArchives;
import cloudjar.kernel.world.Worlds;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers over one database that keep their content in one bucket: that of another server of ours. */
@Timeout(120)
class SharedContentTest {
    private static final int LARGE_BYTES = 20 << 20;
    private static final int SMALL_BYTES = 40_000;
    private static final Pattern KEY = Pattern.compile("<Key>of/ours/([0-9a-f]{16})</Key>");

    private static @Nullable PrivatePostgres postgres;

    private final String database = Objects.requireNonNull(postgres).newDatabase();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CloudServer store = start();
    private final String bucket =
            "s3://test:secret@content/of/ours?endpoint=" + URLEncoder.encode(store.endpoint(), StandardCharsets.UTF_8);

    SharedContentTest() throws IOException, InterruptedException {
        call(store, "PUT", "/content", new byte[0]);
    }

    @BeforeAll
    static void startPostgres() {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @AfterEach
    void end() {
        client.close();
        store.close();
    }

    private static CloudServer start(String... more) throws IOException {
        List<String> arguments = Stream.concat(Stream.of("--port=0", "--init-dir="), Stream.of(more))
                .toList();
        Settings settings = ServerOptions.read(arguments, Map.of());
        return CloudServer.start(ServerOptions.of(settings), settings);
    }

    private CloudServer server() throws IOException {
        return start("--store=" + database, "--blobs=" + bucket);
    }

    private HttpResponse<byte[]> send(CloudServer server, String method, String path, byte[] body, String... headers)
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
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private byte[] call(CloudServer server, String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(server, method, path, body, headers);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isLessThan(300);
        return response.body();
    }

    /** The numbers of the contents in the bucket. */
    private Set<Long> inBucket() throws IOException, InterruptedException {
        String list = new String(
                call(store, "GET", "/content?list-type=2&prefix=of/ours/", new byte[0]), StandardCharsets.UTF_8);
        return KEY.matcher(list)
                .results()
                .map(key -> Long.parseLong(key.group(1), 16))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }

    @Test
    void contentOfOneServerIsReadAtAnother() throws IOException, InterruptedException {
        byte[] small = noise(1, SMALL_BYTES);
        byte[] large = noise(2, LARGE_BYTES);
        try (CloudServer here = server();
                CloudServer there = server()) {
            call(here, "PUT", "/ours", new byte[0]);
            call(here, "PUT", "/ours/small", small);
            call(there, "PUT", "/ours/large", large);
            call(there, "PUT", "/ours/inline", noise(3, 100));
            assertThat(inBucket()).hasSize(2);

            assertThat(call(there, "GET", "/ours/small", new byte[0])).isEqualTo(small);
            assertThat(call(here, "GET", "/ours/large", new byte[0])).isEqualTo(large);
            assertThat(call(here, "GET", "/ours/large", new byte[0], "Range", "bytes=8388600-8388700"))
                    .isEqualTo(Arrays.copyOfRange(large, 8_388_600, 8_388_701));

            call(here, "POST", "/_cloudjar/import?world=copy", call(there, "GET", "/_cloudjar/export", new byte[0]));
            call(there, "DELETE", "/ours/small", new byte[0]);
            assertThat(send(here, "GET", "/ours/small", new byte[0]).statusCode())
                    .isEqualTo(404);
            assertThat(call(there, "GET", "/_cloudjar/worlds/copy/ours/small", new byte[0]))
                    .isEqualTo(small);
        }
        try (CloudServer later = server()) {
            assertThat(call(later, "GET", "/ours/large", new byte[0])).isEqualTo(large);
            assertThat(inBucket())
                    .as("nothing is old enough to be swept: another server may be about to hold it")
                    .hasSize(4);
        }
    }

    /** Worlds at a node whose machine shows a time that is ahead by so much. */
    private Worlds node(Duration ahead, int number) {
        PostgresEngine engine =
                PostgresEngine.open(PostgresAddress.parse(database), new SplittableRandom(number)::nextLong);
        InstantSource time = InstantSource.offset(InstantSource.system(), ahead);
        S3Blobs blobs =
                S3Blobs.openShared(S3Address.parse(bucket), time, number, new PostgresHolders(engine.database())::hold);
        Worlds worlds = new Worlds(engine, blobs, Clock::new, Ids.seeded(number), new TimerHandlers());
        worlds.start();
        return worlds;
    }

    private static Blob.Stored unheld(World world, int seed) throws IOException {
        return (Blob.Stored) world.blobs().write(new ByteArrayInputStream(noise(seed, SMALL_BYTES)));
    }

    private static Blob.Stored kept(World world, int seed) throws IOException {
        Blob.Stored blob = unheld(world, seed);
        world.store().write(tx -> {
            world.blobs().keep(tx, blob);
            return 0;
        });
        return blob;
    }

    private static void drop(World world, Blob blob) {
        world.store().write(tx -> {
            world.blobs().drop(tx, blob);
            return 0;
        });
    }

    private static void assertReadable(World world, Blob blob, int seed) throws IOException {
        try (BlobContent content = world.blobs().open(blob)) {
            assertThat(content.stream().readAllBytes()).isEqualTo(noise(seed, SMALL_BYTES));
        }
    }

    @Test
    void aServerThatStartsSweepsWhatNoWorldOfAnyServerHolds() throws Exception {
        Duration later = Duration.ofDays(2);
        try (Worlds here = node(Duration.ZERO, 1)) {
            World world = here.defaultWorld();
            Blob.Stored live = kept(world, 1);
            Blob.Stored forked = kept(world, 2);
            World fork = here.fork(Worlds.DEFAULT, "fork");
            Blob.Stored exported = kept(world, 3);
            Blob.Stored dead = kept(world, 4);
            Blob.Stored neverHeld = unheld(world, 5);
            drop(world, dead);
            drop(world, forked);
            Set<Long> held = new TreeSet<>(List.of(live.number(), forked.number(), exported.number()));

            // While a world is on its way to a file, the draft is the only holder of what is dropped meanwhile.
            new WorldArchives(here).export(Worlds.DEFAULT, new OutputStream() {
                private boolean begun;

                @Override
                public void write(int one) throws IOException {
                    if (!begun) {
                        begun = true;
                        drop(world, exported);
                        try (Worlds there = node(later, 2)) {
                            assertThat(inBucket()).isEqualTo(held);
                            assertReadable(there.get("fork"), forked, 2);
                            Blob.Stored young = unheld(there.defaultWorld(), 6);
                            try (Worlds third = node(later, 3)) {
                                assertThat(third.list()).containsExactly("default", "fork");
                                assertThat(inBucket()).as("content of today").contains(young.number());
                            }
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                }
            });

            assertReadable(world, live, 1);
            assertReadable(fork, forked, 2);
            try (Worlds there = node(later, 4)) {
                assertThat(there.list()).containsExactly("default", "fork");
                assertThat(inBucket()).contains(live.number(), forked.number()).doesNotContain(exported.number());
            }
            assertThat(inBucket()).doesNotContain(dead.number(), neverHeld.number());
        }
    }
}

package cloudjar.services.s3;

import cloudjar.api.s3.CreateBucketRequest;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.blob.FileBlobs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.testkit.TestCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** S3 alone in a world of its own, whose clock stands until a test moves it. */
final class TestCloud implements AutoCloseable {
    static final String BUCKET = "bucket";

    private final TimerHandlers timers = new TimerHandlers();
    final S3 s3 = S3Service.of(new Wiring(
            new Alone(),
            timers,
            new Credentials(),
            new Identities(),
            new Access(),
            LimitProfile.CURRENT,
            Pace.INSTANT));
    final World world;
    private final Worlds worlds;

    /** There are no other services. */
    private static final class Alone implements Cloud {
        @Override
        public <S> S client(ServiceApi<S> api) {
            throw new IllegalStateException("S3 is alone");
        }

        @Override
        public EndedCalls endedCalls() {
            return new EndedCalls();
        }
    }

    TestCloud() {
        try {
            worlds = new Worlds(
                    new CheckingEngine(new MemoryEngine()), FileBlobs.temporary(), Clock::new, Ids.seeded(7), timers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        world = worlds.defaultWorld();
        world.clock().freeze();
        world.clock().set(Instant.parse("2026-03-01T12:00:00Z"));
        worlds.start();
    }

    /** With a bucket. */
    static TestCloud withBucket() {
        TestCloud cloud = new TestCloud();
        cloud.s3.createBucket(CreateBucketRequest.builder().bucket(BUCKET).build(), cloud.call());
        return cloud;
    }

    Call call() {
        return call(Account.DEFAULT, "us-east-1");
    }

    Call call(String account, String region) {
        return TestCalls.ofRoot(world, account).in(account, region);
    }

    String put(String key, String content) {
        return put(key, Bytes.ofUtf8(content));
    }

    String put(String key, Bytes content) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(BUCKET)
                .key(key)
                .body(Body.of(content))
                .build();
        return Objects.requireNonNull(s3.putObject(request, call()).eTag());
    }

    GetObjectOutput get(String key) {
        return s3.getObject(GetObjectRequest.builder().bucket(BUCKET).key(key).build(), call());
    }

    String text(String key) {
        return new String(bytes(get(key)), StandardCharsets.UTF_8);
    }

    static byte[] bytes(GetObjectOutput answer) {
        Body body = Objects.requireNonNull(answer.body());
        Body.FilePart file = body.file();
        if (file != null) {
            try (FileChannel channel = file.channel()) {
                ByteBuffer buffer = ByteBuffer.allocate((int) file.length());
                while (buffer.hasRemaining() && channel.read(buffer, file.offset() + buffer.position()) >= 0) {
                    // Reads on until the part is whole.
                }
                return buffer.array();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        worlds.close();
    }
}

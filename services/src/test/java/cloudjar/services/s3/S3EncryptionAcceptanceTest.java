package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.Md5Utils;

/** AWS's SDK for Java on content that is encrypted by a key of its caller's. */
class S3EncryptionAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final int PART = 5 << 20;
    private static final Secret ONE = Secret.of(1);
    private static final Secret OTHER = Secret.of(2);

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    /** A key as headers carry it. */
    private record Secret(String key, String md5) {
        static Secret of(long seed) {
            byte[] bytes = random(32, seed);
            return new Secret(Base64.getEncoder().encodeToString(bytes), Md5Utils.md5AsBase64(bytes));
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static S3Client withBucket(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        return s3;
    }

    private static byte[] read(S3Client s3, String key, Secret secret, String range) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET)
                        .key(key)
                        .range(range.isEmpty() ? null : range)
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(secret.key())
                        .sseCustomerKeyMD5(secret.md5()))
                .asByteArray();
    }

    private static void assertRefused(Runnable call, int status) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(S3Exception.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(status));
    }

    /** [S3-10] [S3-10] Content that a caller's key encrypts is read with it alone. */
    @Test
    void contentIsReadByItsKeyAlone(TestWorld world) {
        S3Client s3 = withBucket(world);
        byte[] content = random(200_000, 3);
        PutObjectResponse put = s3.putObject(
                request -> request.bucket(BUCKET)
                        .key("key")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(ONE.key())
                        .sseCustomerKeyMD5(ONE.md5()),
                RequestBody.fromBytes(content));
        assertThat(put.sseCustomerKeyMD5()).isEqualTo(ONE.md5());
        assertThat(put.serverSideEncryption()).isNull();
        assertThat(read(s3, "key", ONE, "")).isEqualTo(content);
        for (int from : new int[] {0, 1, 15, 16, 17, 65_535, 131_073}) {
            assertThat(read(s3, "key", ONE, "bytes=" + from + "-" + (from + 40)))
                    .isEqualTo(Arrays.copyOfRange(content, from, from + 41));
        }
        assertRefused(() -> read(s3, "key", OTHER, ""), 403);
        assertRefused(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")), 400);
    }

    @Test
    void aCopyIsEncryptedByAnotherKeyOrNone(TestWorld world) {
        S3Client s3 = withBucket(world);
        s3.putObject(
                request -> request.bucket(BUCKET)
                        .key("key")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(ONE.key())
                        .sseCustomerKeyMD5(ONE.md5()),
                RequestBody.fromString("content"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("key")
                .copySourceSSECustomerAlgorithm("AES256")
                .copySourceSSECustomerKey(ONE.key())
                .copySourceSSECustomerKeyMD5(ONE.md5())
                .destinationBucket(BUCKET)
                .destinationKey("other")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(OTHER.key())
                .sseCustomerKeyMD5(OTHER.md5()));
        assertThat(read(s3, "other", OTHER, "")).asString().isEqualTo("content");
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("key")
                .copySourceSSECustomerAlgorithm("AES256")
                .copySourceSSECustomerKey(ONE.key())
                .copySourceSSECustomerKeyMD5(ONE.md5())
                .destinationBucket(BUCKET)
                .destinationKey("plain"));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("plain")).asUtf8String())
                .isEqualTo("content");
        assertRefused(
                () -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("key")
                        .destinationBucket(BUCKET)
                        .destinationKey("plain")),
                400);
    }

    @Test
    void partsAreEncryptedByTheKeyOfTheirUpload(TestWorld world) {
        S3Client s3 = withBucket(world);
        byte[] content = random(PART + 100_000, 4);
        String id = s3.createMultipartUpload(create -> create.bucket(BUCKET)
                        .key("key")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(ONE.key())
                        .sseCustomerKeyMD5(ONE.md5()))
                .uploadId();
        assertRefused(() -> part(s3, id, 1, OTHER, content), 400);
        List<CompletedPart> parts = IntStream.of(1, 2)
                .mapToObj(number -> part(
                        s3,
                        id,
                        number,
                        ONE,
                        number == 1 ? Arrays.copyOf(content, PART) : Arrays.copyOfRange(content, PART, content.length)))
                .toList();
        s3.completeMultipartUpload(complete ->
                complete.bucket(BUCKET).key("key").uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        assertThat(read(s3, "key", ONE, "")).isEqualTo(content);
        assertThat(read(s3, "key", ONE, "bytes=" + (PART - 10) + "-" + (PART + 9)))
                .isEqualTo(Arrays.copyOfRange(content, PART - 10, PART + 10));
    }

    private static CompletedPart part(S3Client s3, String id, int number, Secret secret, byte[] content) {
        String eTag = s3.uploadPart(
                        part -> part.bucket(BUCKET)
                                .key("key")
                                .uploadId(id)
                                .partNumber(number)
                                .sseCustomerAlgorithm("AES256")
                                .sseCustomerKey(secret.key())
                                .sseCustomerKeyMD5(secret.md5()),
                        RequestBody.fromBytes(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }
}

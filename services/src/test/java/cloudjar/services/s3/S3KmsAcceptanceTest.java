package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.services.Services;
import cloudjar.services.s3.S3Tables.BucketKey;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** AWS's SDK for Java on content that is encrypted by keys of KMS. Errors and answers are those recorded from AWS. */
class S3KmsAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final int PART = 5 << 20;

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private S3Client s3;
    private KmsClient kms;
    private KeyMetadata key;

    @BeforeEach
    void open(TestWorld own) {
        world = own;
        s3 = world.client(S3Client.builder().forcePathStyle(true));
        kms = world.client(KmsClient.builder());
        key = kms.createKey().keyMetadata();
        s3.createBucket(create -> create.bucket(BUCKET));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private PutObjectResponse put(String name, byte[] content, ServerSideEncryption algorithm) {
        return s3.putObject(
                put -> put.bucket(BUCKET)
                        .key(name)
                        .serverSideEncryption(algorithm)
                        .ssekmsKeyId(key.keyId()),
                RequestBody.fromBytes(content));
    }

    private byte[] read(String name, String range) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(name).range(range.isEmpty() ? null : range))
                .asByteArray();
    }

    private HeadObjectResponse head(String name) {
        return s3.headObject(head -> head.bucket(BUCKET).key(name));
    }

    private static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refused.statusCode()).isEqualTo(400);
        });
    }

    /** The bytes that are kept of an object. */
    private byte[] kept(String name) {
        StoredObject object = world.world().store().read(snapshot -> {
            S3Bucket bucket = S3Tables.buckets()
                    .get(snapshot, new BucketKey("aws", BUCKET))
                    .orElseThrow();
            return S3Tables.objects(bucket)
                    .get(snapshot, new ObjectKey(BUCKET, name))
                    .orElseThrow();
        });
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (Blob blob : object.content()) {
            try (BlobContent content = world.world().blobs().open(blob);
                    InputStream in = content.stream(0, blob.length())) {
                in.transferTo(kept);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return kept.toByteArray();
    }

    private void bucketEncryption(ServerSideEncryption algorithm, String keyId, boolean bucketKey) {
        s3.putBucketEncryption(put -> put.bucket(BUCKET)
                .serverSideEncryptionConfiguration(
                        configuration -> configuration.rules(ServerSideEncryptionRule.builder()
                                .applyServerSideEncryptionByDefault(usual ->
                                        usual.sseAlgorithm(algorithm).kmsMasterKeyID(keyId.isEmpty() ? null : keyId))
                                .bucketKeyEnabled(bucketKey)
                                .build())));
    }

    /** [S3-9] What a key of KMS encrypts is not kept as it came, and is read while KMS opens it. */
    @Test
    void contentIsEncryptedByADataKey() {
        byte[] content = random(200_000);
        for (ServerSideEncryption algorithm :
                new ServerSideEncryption[] {ServerSideEncryption.AWS_KMS, ServerSideEncryption.AWS_KMS_DSSE}) {
            PutObjectResponse put = put("key", content, algorithm);
            assertThat(put.serverSideEncryption()).isEqualTo(algorithm);
            assertThat(put.ssekmsKeyId()).isEqualTo(key.arn());
            assertThat(put.bucketKeyEnabled()).isNull();
            assertThat(kept("key")).hasSize(content.length).isNotEqualTo(content);
            GetObjectResponse got =
                    s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")).response();
            assertThat(got.ssekmsKeyId()).isEqualTo(key.arn());
            assertThat(got.eTag()).isEqualTo(put.eTag());
            assertThat(read("key", "")).isEqualTo(content);
            assertThat(read("key", "bytes=131071-131111")).isEqualTo(Arrays.copyOfRange(content, 131_071, 131_112));
            assertThat(head("key").serverSideEncryption()).isEqualTo(algorithm);
        }
        assertThat(put("one", content, ServerSideEncryption.AWS_KMS).eTag())
                .isNotEqualTo(put("two", content, ServerSideEncryption.AWS_KMS).eTag());
    }

    /** [S3-9] */
    @Test
    void aKeyThatCannotServeIsToldOf() {
        put("key", random(10), ServerSideEncryption.AWS_KMS);
        kms.disableKey(disable -> disable.keyId(key.keyId()));
        assertRefused(() -> read("key", ""), "KMS.DisabledException", key.arn() + " is disabled.");
        assertRefused(
                () -> put("other", random(10), ServerSideEncryption.AWS_KMS),
                "KMS.DisabledException",
                key.arn() + " is disabled.");
        assertThat(head("key").contentLength()).isEqualTo(10);
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key.keyId()).pendingWindowInDays(7));
        assertRefused(() -> read("key", ""), "KMS.KMSInvalidStateException", key.arn() + " is pending deletion.");
        assertRefused(
                () -> s3.createMultipartUpload(create -> create.bucket(BUCKET)
                        .key("key")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("fake-key-id")),
                "KMS.NotFoundException",
                "Invalid keyId 'fake-key-id'");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("key").ssekmsKeyId(key.keyId()), RequestBody.fromString("x")),
                "InvalidArgument",
                "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption :"
                        + " aws:kms");
        S3Client nobody = S3Client.builder()
                .forcePathStyle(true)
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        assertRefused(
                () -> nobody.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")),
                "InvalidArgument",
                "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version"
                        + " 4.");
    }

    /** The key that AWS manages appears when a bucket first needs it. */
    @Test
    void aBucketSaysHowItsObjectsAreEncrypted() {
        bucketEncryption(ServerSideEncryption.AWS_KMS, "", true);
        PutObjectResponse managed =
                s3.putObject(put -> put.bucket(BUCKET).key("managed"), RequestBody.fromString("text"));
        assertThat(managed.bucketKeyEnabled()).isTrue();
        KeyMetadata own =
                kms.describeKey(describe -> describe.keyId("alias/aws/s3")).keyMetadata();
        assertThat(managed.ssekmsKeyId()).isEqualTo(own.arn());
        assertThat(own.description()).isEqualTo("Default key that protects my S3 objects when no other key is defined");
        bucketEncryption(ServerSideEncryption.AWS_KMS, key.keyId(), false);
        PutObjectResponse chosen =
                s3.putObject(put -> put.bucket(BUCKET).key("chosen"), RequestBody.fromString("text"));
        assertThat(chosen.ssekmsKeyId()).isEqualTo(key.arn());
        assertThat(chosen.bucketKeyEnabled()).isNull();
        assertThat(read("managed", "")).asString().isEqualTo("text");
        assertThat(s3.putObject(
                                put -> put.bucket(BUCKET)
                                        .key("plain")
                                        .serverSideEncryption(ServerSideEncryption.AES256),
                                RequestBody.fromString("text"))
                        .serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        s3.deleteBucketEncryption(delete -> delete.bucket(BUCKET));
        assertThat(s3.putObject(put -> put.bucket(BUCKET).key("plain"), RequestBody.fromString("text"))
                        .serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void copiesAreEncryptedAsTheyAreAskedTo() {
        byte[] content = random(100_000);
        put("key", content, ServerSideEncryption.AWS_KMS);
        CopyObjectResponse inPlace = s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("key")
                .destinationBucket(BUCKET)
                .destinationKey("key"));
        assertThat(inPlace.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(kept("key")).isEqualTo(content);
        CopyObjectResponse copied = s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("key")
                .destinationBucket(BUCKET)
                .destinationKey("copy")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key.arn())
                .bucketKeyEnabled(true)
                .ssekmsEncryptionContext(
                        Base64.getEncoder().encodeToString("{\"team\":\"red\"}".getBytes(StandardCharsets.UTF_8))));
        assertThat(copied.ssekmsKeyId()).isEqualTo(key.arn());
        assertThat(copied.bucketKeyEnabled()).isTrue();
        assertThat(kept("copy")).isNotEqualTo(content);
        assertThat(read("copy", "")).isEqualTo(content);
    }

    @Test
    void partsAreEncryptedByTheDataKeyOfTheirUpload() {
        byte[] content = random(PART + 1000);
        String id = s3.createMultipartUpload(create -> create.bucket(BUCKET)
                        .key("parts")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key.keyId()))
                .uploadId();
        CompletedPart[] parts = new CompletedPart[2];
        for (int number = 1; number <= parts.length; number++) {
            byte[] part = Arrays.copyOfRange(content, (number - 1) * PART, Math.min(content.length, number * PART));
            int numbered = number;
            var uploaded = s3.uploadPart(
                    upload -> upload.bucket(BUCKET).key("parts").uploadId(id).partNumber(numbered),
                    RequestBody.fromBytes(part));
            assertThat(uploaded.ssekmsKeyId()).isEqualTo(key.arn());
            parts[number - 1] = CompletedPart.builder()
                    .partNumber(number)
                    .eTag(uploaded.eTag())
                    .build();
        }
        assertThat(s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                                .key("parts")
                                .uploadId(id)
                                .multipartUpload(upload -> upload.parts(parts)))
                        .serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(kept("parts")).hasSize(content.length).isNotEqualTo(content);
        assertThat(read("parts", "")).isEqualTo(content);
        assertThat(read("parts", "bytes=" + (PART - 5) + "-" + (PART + 4)))
                .isEqualTo(Arrays.copyOfRange(content, PART - 5, PART + 5));
    }

    /** With a bucket key, KMS is asked once for many objects: so a key that is disabled goes on for a while, for who had it before. */
    @Test
    void aBucketKeySavesCallsOfKmsForAShortTime() {
        bucketEncryption(ServerSideEncryption.AWS_KMS, key.keyId(), true);
        byte[] content = random(1000);
        s3.putObject(put -> put.bucket(BUCKET).key("a"), RequestBody.fromBytes(content));
        assertThat(read("a", "")).isEqualTo(content);
        kms.disableKey(disable -> disable.keyId(key.keyId()));
        byte[] other = random(1001);
        s3.putObject(put -> put.bucket(BUCKET).key("b"), RequestBody.fromBytes(other));
        assertThat(read("b", "bytes=500-")).isEqualTo(Arrays.copyOfRange(other, 500, 1001));
        assertThat(read("a", "")).isEqualTo(content);
        world.clock().advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> read("a", "")).hasMessageContaining("is disabled");
        assertThatThrownBy(() -> s3.putObject(put -> put.bucket(BUCKET).key("c"), RequestBody.fromBytes(content)))
                .hasMessageContaining("is disabled");
        kms.enableKey(enable -> enable.keyId(key.keyId()));
        assertThat(read("b", "")).isEqualTo(other);
    }

    /** The SDK does not know the operation yet. */
    private HttpResponse<String> update(String name, String document) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(world.endpoint() + "/" + BUCKET + "/" + name + "?encryption"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + TestWorld.ACCOUNT
                                + "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0")
                .PUT(HttpRequest.BodyPublishers.ofString("<ObjectEncryption>" + document + "</ObjectEncryption>"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String keyed(String arn) {
        return "<SSE-KMS><KMSKeyArn>" + arn + "</KMSKeyArn></SSE-KMS>";
    }

    /** By AWS's documentation of UpdateObjectEncryption. */
    @Test
    void theEncryptionOfAnObjectChangesWhereItLies() throws IOException, InterruptedException {
        byte[] content = random(200_000);
        String tag = s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromBytes(content))
                .eTag();
        assertThat(kept("key")).isEqualTo(content);
        assertThat(update("key", keyed(key.arn())).statusCode()).isEqualTo(200);
        assertThat(kept("key")).isNotEqualTo(content);
        assertThat(read("key", "bytes=100000-100015")).isEqualTo(Arrays.copyOfRange(content, 100_000, 100_016));
        assertThat(head("key").ssekmsKeyId()).isEqualTo(key.arn());
        assertThat(head("key").eTag()).isEqualTo(tag);
        byte[] sealed = kept("key");
        KeyMetadata other = kms.createKey().keyMetadata();
        assertThat(update("key", keyed(other.arn())).statusCode()).isEqualTo(200);
        assertThat(kept("key")).isEqualTo(sealed);
        kms.disableKey(disable -> disable.keyId(key.keyId()));
        assertThat(read("key", "")).isEqualTo(content);
        assertThat(head("key").ssekmsKeyId()).isEqualTo(other.arn());
        assertThat(update("key", keyed(key.arn())).body()).contains("KMS.DisabledException");
        assertThat(read("key", "")).isEqualTo(content);
    }

    @Test
    void anEncryptionThatCannotBeIsNotTaken() throws IOException, InterruptedException {
        s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
        assertThat(update("key", "").body()).contains("MalformedXML");
        assertThat(update("key", keyed("alias/aws/s3")).body())
                .contains("InvalidRequest", "require a valid Amazon Web Services KMS key");
        HttpResponse<String> foreign = update("key", keyed("arn:aws:kms:us-east-1:111122223333:key/k"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("must be owned by the same account as the bucket");
        put("twice", new byte[] {1}, ServerSideEncryption.AWS_KMS_DSSE);
        assertThat(update("twice", keyed(key.arn())).body()).contains("DSSE-KMS or SSE-C");
        assertThat(update("none", keyed(key.arn())).statusCode()).isEqualTo(404);
        assertThat(head("key").serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    }
}

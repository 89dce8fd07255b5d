package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** AWS's SDK for Java on uploads in parts, presigned URLs, and the ways to name a bucket. */
class S3TransferAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final int PART = 5 << 20;

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client withBucket(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        return s3;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** [S3-4] [S3-4] Parts make an object. */
    @Test
    void partsMakeAnObject(TestWorld world) {
        S3Client s3 = withBucket(world);
        byte[] content = random(PART + 1000);
        String id = s3.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("key").checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        List<CompletedPart> parts = List.of(
                upload(s3, id, 1, Arrays.copyOf(content, PART)),
                upload(s3, id, 2, Arrays.copyOfRange(content, PART, content.length)));
        assertThat(s3.listPartsPaginator(list ->
                                list.bucket(BUCKET).key("key").uploadId(id).maxParts(1))
                        .parts())
                .extracting(software.amazon.awssdk.services.s3.model.Part::size)
                .containsExactly((long) PART, 1000L);
        assertThat(s3.listMultipartUploadsPaginator(list -> list.bucket(BUCKET)).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(id);
        CompleteMultipartUploadResponse done = s3.completeMultipartUpload(complete ->
                complete.bucket(BUCKET).key("key").uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        assertThat(done.eTag()).endsWith("-2\"");
        assertThat(done.checksumSHA256()).endsWith("-2");
        assertThat(done.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")).asByteArray())
                .isEqualTo(content);
        HeadObjectResponse second =
                s3.headObject(head -> head.bucket(BUCKET).key("key").partNumber(2));
        assertThat(second.partsCount()).isEqualTo(2);
        assertThat(second.contentLength()).isEqualTo(1000);
    }

    private static CompletedPart upload(S3Client s3, String id, int number, byte[] content) {
        UploadPartResponse response = s3.uploadPart(
                part -> part.bucket(BUCKET)
                        .key("key")
                        .uploadId(id)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(content));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumSHA256(response.checksumSHA256())
                .build();
    }

    @Test
    void partsAreCopiedFromRangesOfAnObject(TestWorld world) {
        S3Client s3 = withBucket(world);
        s3.putObject(put -> put.bucket(BUCKET).key("source"), RequestBody.fromString("0123456789"));
        String id = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("key"))
                .uploadId();
        String eTag = s3.uploadPartCopy(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .copySourceRange("bytes=3-6")
                        .destinationBucket(BUCKET)
                        .destinationKey("key")
                        .uploadId(id)
                        .partNumber(1))
                .copyPartResult()
                .eTag();
        s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key("key")
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(
                        CompletedPart.builder().partNumber(1).eTag(eTag).build())));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")).asUtf8String())
                .isEqualTo("3456");
    }

    @Test
    void anAbortedUploadIsGone(TestWorld world) {
        S3Client s3 = withBucket(world);
        String id = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("key"))
                .uploadId();
        s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("key").uploadId(id));
        assertThatThrownBy(() ->
                        s3.listParts(list -> list.bucket(BUCKET).key("key").uploadId(id)))
                .isInstanceOf(NoSuchUploadException.class);
        assertThatThrownBy(() -> upload(s3, id, 1, random(10))).isInstanceOf(NoSuchUploadException.class);
    }

    private static S3AsyncClient asynchronous(TestWorld world) {
        return S3AsyncClient.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .forcePathStyle(true)
                .multipartEnabled(true)
                .multipartConfiguration(
                        parts -> parts.thresholdInBytes((long) PART).minimumPartSizeInBytes((long) PART))
                .credentialsProvider(credentials())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(TestWorld.ACCOUNT, "secret"));
    }

    @Test
    void theAsynchronousClientSendsAndFetchesPartsAtTheSameTime(TestWorld world) {
        S3Client s3 = withBucket(world);
        byte[] content = random(3 * PART + 12_345);
        try (S3AsyncClient client = asynchronous(world)) {
            client.putObject(put -> put.bucket(BUCKET).key("key"), AsyncRequestBody.fromBytes(content))
                    .join();
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(BUCKET).key("key"));
            assertThat(head.eTag()).endsWith("-4\"");
            client.copyObject(copy -> copy.sourceBucket(BUCKET)
                            .sourceKey("key")
                            .destinationBucket(BUCKET)
                            .destinationKey("copy"))
                    .join();
            assertThat(client.getObject(get -> get.bucket(BUCKET).key("copy"), AsyncResponseTransformer.toBytes())
                            .join()
                            .asByteArray())
                    .isEqualTo(content);
        }
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
    }

    private static S3Presigner presigner(TestWorld world) {
        return S3Presigner.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    /** [S3-18] [S3-18] A URL lets whoever has it write or read, for a time. */
    @Test
    void aPresignedUrlWritesAndReads(TestWorld world) throws Exception {
        S3Client s3 = withBucket(world);
        Duration life = Duration.ofMinutes(5);
        try (S3Presigner presigner = presigner(world);
                HttpClient http = HttpClient.newHttpClient()) {
            PresignedPutObjectRequest put = presigner.presignPutObject(sign -> sign.signatureDuration(life)
                    .putObjectRequest(
                            request -> request.bucket(BUCKET).key("a key").contentType("text/plain")));
            HttpRequest upload = HttpRequest.newBuilder(put.url().toURI())
                    .header("Content-Type", "text/plain")
                    .PUT(BodyPublishers.ofString("signed"))
                    .build();
            assertThat(http.send(upload, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(s3.headObject(head -> head.bucket(BUCKET).key("a key")).contentType())
                    .isEqualTo("text/plain");
            URI get = presigner
                    .presignGetObject(sign -> sign.signatureDuration(life)
                            .getObjectRequest(request ->
                                    request.bucket(BUCKET).key("a key").responseContentType("text/html")))
                    .url()
                    .toURI();
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("signed");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        }
    }

    /** Names of buckets before that of the machine are all found on this machine. */
    private static SdkHttpClient everyNameHere() {
        return ApacheHttpClient.builder()
                .dnsResolver(name -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "s3.localhost", "s3.us-east-1.amazonaws.com"})
    void aBucketIsNamedByTheHost(String host, TestWorld world) throws IOException {
        URI own = world.endpoint();
        URI endpoint = URI.create("http://" + host + ":" + own.getPort() + own.getPath());
        try (SdkHttpClient http = everyNameHere();
                S3Client s3 = S3Client.builder()
                        .endpointOverride(endpoint)
                        .region(TestWorld.REGION)
                        .credentialsProvider(credentials())
                        .httpClient(http)
                        .build()) {
            s3.createBucket(create -> create.bucket("my.bucket-1"));
            s3.createBucket(create -> create.bucket(BUCKET));
            s3.putObject(put -> put.bucket(BUCKET).key("a/b c"), RequestBody.fromString("content"));
            assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/b c"))
                            .asUtf8String())
                    .isEqualTo("content");
            assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).keyCount()).isEqualTo(1);
            assertThatThrownBy(() -> s3.headObject(head -> head.bucket("none").key("key")))
                    .isInstanceOf(S3Exception.class);
        }
    }
}

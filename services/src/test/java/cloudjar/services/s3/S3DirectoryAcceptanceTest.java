package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DataRedundancy;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LocationType;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.SessionCredentials;

/** AWS's SDK for Java on directory buckets: it begins a session by itself and signs with that. */
class S3DirectoryAcceptanceTest {
    private static final AtomicInteger TESTS = new AtomicInteger();

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    /** Endpoints with a path, as those of other worlds, the SDK writes behind a directory bucket's name. */
    private TestWorld world;

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void open() {
        int test = TESTS.incrementAndGet();
        world = CLOUD.cloud().mainWorld();
        s3 = client(world, AwsBasicCredentials.create(String.format("4000%08d", test), "test"))
                .build();
        bucket = "logs" + test + "--use1-az4--x-s3";
        s3.createBucket(create(bucket, "use1-az4"));
    }

    /** The SDK puts a directory bucket into the host name, which does not resolve everywhere. */
    private static S3ClientBuilder client(TestWorld world, AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(world.endpoint().resolve("/"))
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}));
    }

    private static CreateBucketRequest create(String name, String zone) {
        return CreateBucketRequest.builder()
                .bucket(name)
                .createBucketConfiguration(configuration -> configuration
                        .location(where ->
                                where.type(LocationType.AVAILABILITY_ZONE).name(zone))
                        .bucket(bucket -> bucket.type(BucketType.DIRECTORY)
                                .dataRedundancy(DataRedundancy.SINGLE_AVAILABILITY_ZONE)))
                .build();
    }

    private static void assertRefused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }

    private String plain() {
        return "plain" + bucket.substring(0, bucket.indexOf('-'));
    }

    private PutObjectResponse put(String key, String content) {
        return s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private PutObjectResponse append(String key, long offset, String content) {
        return s3.putObject(
                put -> put.bucket(bucket).key(key).writeOffsetBytes(offset), RequestBody.fromString(content));
    }

    private String read(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    @Test
    void aDirectoryBucketLiesInTheZoneOfItsName() {
        HeadBucketResponse head = s3.headBucket(get -> get.bucket(bucket));
        assertThat(head.bucketLocationType()).isEqualTo(LocationType.AVAILABILITY_ZONE);
        assertThat(head.bucketLocationName()).isEqualTo("use1-az4");
        assertThat(s3.listBuckets().buckets()).isEmpty();
        s3.createBucket(create -> create.bucket(plain()));
        assertThat(s3.listDirectoryBuckets(list -> {}).buckets())
                .extracting(Bucket::name)
                .containsExactly(bucket);
        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly(plain());
        assertRefused(() -> s3.createBucket(create(bucket, "use1-az4")), 409, "BucketAlreadyOwnedByYou");
        assertRefused(() -> s3.createBucket(create("a--use1-az5--x-s3", "use1-az4")), 400, "InvalidRequest");
        assertRefused(() -> s3.createBucket(create("plain-too", "use1-az4")), 400, "InvalidBucketName");
        assertRefused(() -> s3.createBucket(create -> create.bucket("b--use1-az4--x-s3")), 400, "InvalidBucketName");
        s3.deleteBucket(delete -> delete.bucket(bucket));
        assertThat(s3.listDirectoryBuckets(list -> {}).buckets()).isEmpty();
    }

    @Test
    void objectsAreTaggedByChanceAndListedByDirectories() {
        String eTag = put("a/b", "content").eTag();
        assertThat(eTag)
                .isNotEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"")
                .isNotEqualTo(put("a/c", "content").eTag());
        assertThat(read("a/b")).isEqualTo("content");
        HeadObjectResponse head = s3.headObject(get -> get.bucket(bucket).key("a/b"));
        assertThat(head.eTag()).isEqualTo(eTag);
        assertThat(head.storageClassAsString()).isEqualTo("EXPRESS_ONEZONE");
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket).prefix("a/").delimiter("/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactlyInAnyOrder("a/b", "a/c");
        assertRefused(() -> s3.listObjectsV2(list -> list.bucket(bucket).prefix("a")), 400, "InvalidArgument");
        assertRefused(() -> s3.listObjectsV2(list -> list.bucket(bucket).delimiter("b")), 400, "InvalidArgument");
        s3.createBucket(create -> create.bucket(plain()));
        s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey("a/b")
                .destinationBucket(plain())
                .destinationKey("copy"));
        assertThat(s3.headObject(get -> get.bucket(plain()).key("copy")).eTag())
                .isEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
        s3.deleteObjects(delete -> delete.bucket(bucket)
                .delete(batch -> batch.objects(
                        ObjectIdentifier.builder().key("a/b").build(),
                        ObjectIdentifier.builder().key("a/c").build())));
    }

    @Test
    void whatOtherBucketsHaveIsRefused() {
        assertRefused(() -> s3.getBucketVersioning(get -> get.bucket(bucket)), 405, "MethodNotAllowed");
        assertRefused(() -> s3.getBucketAcl(get -> get.bucket(bucket)), 405, "MethodNotAllowed");
        assertRefused(() -> s3.getObjectTagging(get -> get.bucket(bucket).key("k")), 405, "MethodNotAllowed");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(bucket).key("k").tagging("a=b"), RequestBody.fromString("content")),
                501,
                "NotImplemented");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(bucket).key("k").acl("public-read"), RequestBody.fromString("content")),
                501,
                "NotImplemented");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(bucket).key("k").storageClass("STANDARD_IA"),
                        RequestBody.fromString("content")),
                400,
                "InvalidStorageClass");
        s3.createBucket(create -> create.bucket(plain()));
        s3.putObject(put -> put.bucket(plain()).key("k"), RequestBody.fromString("content"));
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(plain()).key("k").writeOffsetBytes(7L), RequestBody.fromString("content")),
                501,
                "NotImplemented");
        assertRefused(
                () -> s3.renameObject(rename -> rename.bucket(plain()).key("l").renameSource("k")),
                405,
                "MethodNotAllowed");
    }

    @Test
    void contentIsAppendedAtTheEndAlone() {
        assertThat(append("log", 0, "one ").size()).isEqualTo(4);
        String eTag = s3.headObject(get -> get.bucket(bucket).key("log")).eTag();
        PutObjectResponse longer = append("log", 4, "two ");
        assertThat(longer.size()).isEqualTo(8);
        assertThat(longer.eTag()).isNotEqualTo(eTag);
        assertRefused(() -> append("log", 4, "three"), 400, "InvalidWriteOffset");
        assertRefused(() -> append("none", 1, "three"), 400, "InvalidWriteOffset");
        append("log", 8, "three");
        assertThat(read("log")).isEqualTo("one two three");
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("log").range("bytes=2-9"))
                        .asUtf8String())
                .isEqualTo("e two th");
        // Joined of its pieces, the checksum is that of the whole: the SDK compares it.
        String whole = put("whole", "one two three").checksumCRC32();
        assertThat(s3.headObject(get -> get.bucket(bucket).key("log").checksumMode("ENABLED"))
                        .checksumCRC32())
                .isEqualTo(whole);
    }

    @Test
    void encryptedContentIsAppendedUnderItsKey() {
        s3.putBucketEncryption(put -> put.bucket(bucket)
                .serverSideEncryptionConfiguration(rules -> rules.rules(ServerSideEncryptionRule.builder()
                        .bucketKeyEnabled(true)
                        .applyServerSideEncryptionByDefault(usual -> usual.sseAlgorithm(ServerSideEncryption.AWS_KMS))
                        .build())));
        put("log", "one ");
        append("log", 4, "two ");
        append("log", 8, "three");
        assertThat(read("log")).isEqualTo("one two three");
    }

    @Test
    void anUploadsPartsCountAmongThoseOfAppending() {
        String id = s3.createMultipartUpload(create -> create.bucket(bucket).key("log"))
                .uploadId();
        String part = s3.uploadPart(
                        upload -> upload.bucket(bucket).key("log").uploadId(id).partNumber(1),
                        RequestBody.fromString("one "))
                .eTag();
        s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                .key("log")
                .uploadId(id)
                .multipartUpload(parts -> parts.parts(
                        CompletedPart.builder().partNumber(1).eTag(part).build())));
        append("log", 4, "two");
        assertThat(s3.headObject(get -> get.bucket(bucket).key("log").partNumber(2))
                        .partsCount())
                .isEqualTo(2);
        assertThat(read("log")).isEqualTo("one two");
    }

    @Test
    void anObjectIsRenamedAsItIs() {
        String eTag = put("a/old", "content").eTag();
        put("other", "older");
        assertRefused(
                () -> s3.renameObject(rename ->
                        rename.bucket(bucket).key("other").renameSource("a/old").destinationIfNoneMatch("*")),
                412,
                "PreconditionFailed");
        assertRefused(
                () -> s3.renameObject(rename ->
                        rename.bucket(bucket).key("other").renameSource("a/old").sourceIfMatch("\"0\"")),
                412,
                "PreconditionFailed");
        s3.renameObject(rename ->
                rename.bucket(bucket).key("other").renameSource("a/old").clientToken("once"));
        s3.renameObject(rename ->
                rename.bucket(bucket).key("other").renameSource("a/old").clientToken("once"));
        assertRefused(
                () -> s3.renameObject(rename -> rename.bucket(bucket)
                        .key("another")
                        .renameSource("a/old")
                        .clientToken("once")),
                400,
                "IdempotencyParameterMismatch");
        assertThat(read("other")).isEqualTo("content");
        assertThat(s3.headObject(get -> get.bucket(bucket).key("other")).eTag()).isEqualTo(eTag);
        assertRefused(() -> read("a/old"), 404, "NoSuchKey");
        assertRefused(
                () -> s3.renameObject(rename -> rename.bucket(bucket).key("b").renameSource("a/old")),
                404,
                "NoSuchKey");
        assertRefused(
                () -> s3.renameObject(rename -> rename.bucket(bucket).key("b/").renameSource("other")),
                400,
                "InvalidRequest");
    }

    @Test
    void aSessionIsGoodForItsBucketItsModeAndFiveMinutes() {
        put("k", "content");
        s3.createBucket(create("more--use1-az4--x-s3", "use1-az4"));
        SessionCredentials made = s3.createSession(
                        create -> create.bucket(bucket).sessionMode("ReadOnly"))
                .credentials();
        S3Client reader = client(
                        world,
                        AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken()))
                .disableS3ExpressSessionAuth(true)
                .build();
        assertThat(reader.getObjectAsBytes(get -> get.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("content");
        assertRefused(
                () -> reader.putObject(put -> put.bucket(bucket).key("l"), RequestBody.fromString("content")),
                403,
                "AccessDenied");
        assertRefused(() -> reader.listObjectsV2(list -> list.bucket("more--use1-az4--x-s3")), 403, "AccessDenied");
        assertRefused(reader::listBuckets, 403, "AccessDenied");
        world.clock().advance(Duration.ofMinutes(6));
        assertRefused(() -> reader.getObjectAsBytes(get -> get.bucket(bucket).key("k")), 400, "ExpiredToken");
    }
}

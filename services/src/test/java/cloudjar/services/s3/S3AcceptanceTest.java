package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * AWS's SDK for Java on buckets and objects. It sends each object in signed chunks with a CRC32 behind them and compares the
 * checksum of what it gets, since that is what it does when nobody says otherwise.
 */
class S3AcceptanceTest {
    private static final String BUCKET = "bucket";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client client(TestWorld world) {
        return world.client(S3Client.builder().forcePathStyle(true));
    }

    private static S3Client withBucket(TestWorld world) {
        S3Client s3 = client(world);
        s3.createBucket(create -> create.bucket(BUCKET));
        return s3;
    }

    private static PutObjectResponse put(S3Client s3, String key, String content) {
        return s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static String text(S3Client s3, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void assertRefused(Runnable call, int status, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.requestId()).isNotEmpty();
        });
    }

    @Test
    void aBucketComesAndGoes(TestWorld world) {
        S3Client s3 = client(world);
        assertThat(s3.createBucket(create -> create.bucket(BUCKET)).location()).isEqualTo("/" + BUCKET);
        s3.createBucket(
                create -> create.bucket("elsewhere").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        assertThat(s3.listBuckets().buckets())
                .extracting(software.amazon.awssdk.services.s3.model.Bucket::name)
                .containsExactly(BUCKET, "elsewhere");
        assertThat(s3.headBucket(head -> head.bucket(BUCKET)).bucketRegion()).isEqualTo("us-east-1");
        assertThat(s3.getBucketLocation(get -> get.bucket("elsewhere")).locationConstraintAsString())
                .isEqualTo("eu-west-1");
        s3.deleteBucket(delete -> delete.bucket(BUCKET));
        assertThatThrownBy(() -> s3.headBucket(head -> head.bucket(BUCKET))).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void bucketsAreListedPageByPage(TestWorld world) {
        S3Client s3 = client(world);
        IntStream.range(0, 5).forEach(i -> s3.createBucket(create -> create.bucket("some-" + i)));
        s3.createBucket(create -> create.bucket("other"));
        assertThat(s3.listBucketsPaginator(list -> list.prefix("some-").maxBuckets(2))
                        .buckets())
                .hasSize(5);
    }

    @Test
    void errorsArriveAsTheClassesOfTheSdk(TestWorld world) {
        S3Client s3 = client(world);
        assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket("none")))
                .isInstanceOfSatisfying(NoSuchBucketException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(404);
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("The specified bucket does not exist");
                    assertThat(refusal.requestId()).isNotEmpty();
                });
        s3.createBucket(create -> create.bucket(BUCKET));
        assertThatThrownBy(() -> text(s3, "none")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket(BUCKET).key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        S3Client other = world.client(S3Client.builder().forcePathStyle(true), "111111111111", TestWorld.REGION);
        assertThatThrownBy(() -> other.createBucket(create -> create.bucket(BUCKET)))
                .isInstanceOf(BucketAlreadyExistsException.class);
        s3.createBucket(
                create -> create.bucket("west").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        assertThatThrownBy(() -> s3.createBucket(create ->
                        create.bucket("west").createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))))
                .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        put(s3, "key", "content");
        assertRefused(() -> s3.deleteBucket(delete -> delete.bucket(BUCKET)), 409, "BucketNotEmpty");
        assertRefused(() -> s3.createBucket(create -> create.bucket("xn--name")), 400, "InvalidBucketName");
    }

    /** [S3-5] [S3-30] [S3-5] [S3-30] Metadata, headers, tags and storage class. */
    @Test
    void anObjectGoesThroughWithAllThatIsSaidOfIt(TestWorld world) {
        S3Client s3 = withBucket(world);
        Instant expires = Instant.parse("2030-01-01T00:00:00Z");
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key("a b/ü+%2F//..")
                        .contentType("text/plain; charset=utf-8")
                        .cacheControl("no-cache")
                        .contentDisposition("attachment; filename=\"x\"")
                        .contentEncoding("identity")
                        .contentLanguage("de")
                        .expires(expires)
                        .storageClass(StorageClass.STANDARD_IA)
                        .metadata(Map.of("Author", "me", "empty", "")),
                RequestBody.fromString("héllo"));
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a b/ü+%2F//.."));
        assertThat(got.asUtf8String()).isEqualTo("héllo");
        GetObjectResponse response = got.response();
        assertThat(response.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(response.cacheControl()).isEqualTo("no-cache");
        assertThat(response.contentDisposition()).isEqualTo("attachment; filename=\"x\"");
        assertThat(response.contentEncoding()).isEqualTo("identity");
        assertThat(response.contentLanguage()).isEqualTo("de");
        assertThat(response.expiresString()).isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
        assertThat(response.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(response.metadata()).containsOnly(Map.entry("author", "me"), Map.entry("empty", ""));
        assertThat(response.contentLength()).isEqualTo(6);
        assertThat(response.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
                .extracting(S3Object::key)
                .containsExactly("a b/ü+%2F//..");
    }

    @Test
    void answersCarryTheHeadersThatAPresignerAsksFor(TestWorld world) {
        S3Client s3 = withBucket(world);
        put(s3, "key", "content");
        GetObjectResponse response = s3.getObjectAsBytes(get -> get.bucket(BUCKET)
                        .key("key")
                        .responseContentType("text/csv")
                        .responseContentDisposition("inline"))
                .response();
        assertThat(response.contentType()).isEqualTo("text/csv");
        assertThat(response.contentDisposition()).isEqualTo("inline");
    }

    @Test
    void rangesOfAnObjectAreRead(TestWorld world) {
        S3Client s3 = withBucket(world);
        put(s3, "key", "0123456789");
        ResponseBytes<GetObjectResponse> middle =
                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").range("bytes=2-4"));
        assertThat(middle.asUtf8String()).isEqualTo("234");
        assertThat(middle.response().contentRange()).isEqualTo("bytes 2-4/10");
        assertThat(middle.response().sdkHttpResponse().statusCode()).isEqualTo(206);
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").range("bytes=-3"))
                        .asUtf8String())
                .isEqualTo("789");
        assertRefused(
                () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").range("bytes=10-")),
                416,
                "InvalidRange");
    }

    /** [S3-21] [S3-21] What was written is what is read; a key is replaced as a whole, by one of those who try. */
    @Test
    void conditionsDecideWhetherAnObjectIsReadOrWritten(TestWorld world) {
        S3Client s3 = withBucket(world);
        String eTag = put(s3, "key", "one").eTag();
        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").ifNoneMatch(eTag)))
                .isInstanceOfSatisfying(S3Exception.class, answer -> assertThat(answer.statusCode())
                        .isEqualTo(304));
        assertRefused(
                () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").ifMatch("\"other\"")),
                412,
                "PreconditionFailed");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("key").ifNoneMatch("*"), RequestBody.fromString("two")),
                412,
                "PreconditionFailed");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("key").ifMatch("\"other\""), RequestBody.fromString("two")),
                412,
                "PreconditionFailed");
        s3.putObject(put -> put.bucket(BUCKET).key("key").ifMatch(eTag), RequestBody.fromString("two"));
        assertThat(text(s3, "key")).isEqualTo("two");
    }

    @Test
    void aCopyIsItsSourceWithWhatTheCallerReplaces(TestWorld world) {
        S3Client s3 = withBucket(world);
        s3.createBucket(create -> create.bucket("target"));
        s3.putObject(
                put -> put.bucket(BUCKET).key("ä b").metadata(Map.of("a", "1")).tagging("t=1"),
                RequestBody.fromString("content"));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("ä b")
                .destinationBucket("target")
                .destinationKey("as it was"));
        HeadObjectResponse same = s3.headObject(head -> head.bucket("target").key("as it was"));
        assertThat(same.metadata()).containsExactly(Map.entry("a", "1"));
        assertThat(s3.getObjectTagging(get -> get.bucket("target").key("as it was"))
                        .tagSet())
                .containsExactly(Tag.builder().key("t").value("1").build());
        s3.copyObject(copy -> copy.sourceBucket("target")
                .sourceKey("as it was")
                .destinationBucket("target")
                .destinationKey("as it was")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));
        assertThat(s3.headObject(head -> head.bucket("target").key("as it was")).metadata())
                .containsExactly(Map.entry("b", "2"));
        assertRefused(
                () -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("ä b")
                        .destinationBucket(BUCKET)
                        .destinationKey("ä b")),
                400,
                "InvalidRequest");
        assertRefused(
                () -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("none")
                        .destinationBucket("target")
                        .destinationKey("x")),
                404,
                "NoSuchKey");
    }

    @Test
    void objectsAreListedPageByPage(TestWorld world) {
        S3Client s3 = withBucket(world);
        List<String> keys = List.of("a&b<c>", "a/1", "a/2", "a/b/3", "b", "c/4", "z ü");
        keys.forEach(key -> put(s3, key, key));
        assertThat(s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).maxKeys(2))
                        .contents())
                .extracting(S3Object::key)
                .containsExactlyElementsOf(keys);
        assertThat(s3.listObjectsV2Paginator(
                                list -> list.bucket(BUCKET).delimiter("/").maxKeys(1))
                        .commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("a/", "c/");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)
                                .prefix("a/")
                                .startAfter("a/1")
                                .delimiter("/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("a/2");
        ListObjectsResponse first =
                s3.listObjects(list -> list.bucket(BUCKET).delimiter("/").maxKeys(2));
        assertThat(first.isTruncated()).isTrue();
        ListObjectsResponse rest =
                s3.listObjects(list -> list.bucket(BUCKET).delimiter("/").marker(first.nextMarker()));
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("b", "z ü");
        assertThat(rest.isTruncated()).isFalse();
    }

    @Test
    void manyObjectsAreDeletedAtOnce(TestWorld world) {
        S3Client s3 = withBucket(world);
        IntStream.range(0, 3).forEach(i -> put(s3, "key " + i, "content"));
        DeleteObjectsResponse done =
                s3.deleteObjects(delete -> delete.bucket(BUCKET).delete(d -> d.objects(identifiers(0, 3))));
        assertThat(done.deleted()).hasSize(3);
        assertThat(done.errors()).isEmpty();
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
        assertRefused(
                () -> s3.deleteObjects(delete -> delete.bucket(BUCKET).delete(d -> d.objects(identifiers(0, 1001)))),
                400,
                "MalformedXML");
    }

    private static List<ObjectIdentifier> identifiers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ObjectIdentifier.builder().key("key " + i).build())
                .toList();
    }

    /** [GEN-9] */
    @Test
    void tagsAreKeptOfBucketsAndObjects(TestWorld world) {
        S3Client s3 = withBucket(world);
        List<Tag> tags = List.of(
                Tag.builder().key("k").value("v").build(),
                Tag.builder().key("größe").value("").build());
        s3.putBucketTagging(put -> put.bucket(BUCKET).tagging(t -> t.tagSet(tags)));
        assertThat(s3.getBucketTagging(get -> get.bucket(BUCKET)).tagSet()).isEqualTo(tags);
        s3.deleteBucketTagging(delete -> delete.bucket(BUCKET));
        assertRefused(() -> s3.getBucketTagging(get -> get.bucket(BUCKET)), 404, "NoSuchTagSet");
        put(s3, "key", "content");
        s3.putObjectTagging(put -> put.bucket(BUCKET).key("key").tagging(t -> t.tagSet(tags)));
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("key")).tagCount())
                .isEqualTo(2);
        s3.deleteObjectTagging(delete -> delete.bucket(BUCKET).key("key"));
        assertThat(s3.getObjectTagging(get -> get.bucket(BUCKET).key("key")).tagSet())
                .isEmpty();
    }

    @Test
    void withoutAWordOfTheCallerContentIsSentAndComparedByItsCrc32(TestWorld world) {
        S3Client s3 = withBucket(world);
        PutObjectResponse sent = put(s3, "key", "content");
        assertThat(sent.checksumCRC32()).isNotEmpty();
        assertThat(sent.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(BUCKET).key("key").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumCRC32()).isEqualTo(sent.checksumCRC32());
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void eachChecksumGoesThroughAndIsCompared(ChecksumAlgorithm algorithm, TestWorld world) {
        S3Client s3 = withBucket(world);
        s3.putObject(
                put -> put.bucket(BUCKET).key("key").checksumAlgorithm(algorithm), RequestBody.fromString("content"));
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET))
                        .contents()
                        .getFirst()
                        .checksumAlgorithm())
                .containsExactly(algorithm);
        assertThat(s3.getObjectAttributes(get -> get.bucket(BUCKET)
                                .key("key")
                                .objectAttributes(ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_SIZE))
                        .checksum()
                        .checksumType())
                .isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key").checksumMode(ChecksumMode.ENABLED))
                        .asUtf8String())
                .isEqualTo("content");
    }

    @Test
    void contentThatIsNotWhatTheRequestClaimsIsRefusedAndNotKept(TestWorld world) {
        S3Client s3 = withBucket(world);
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("key").checksumCRC32("AAAAAA=="),
                        RequestBody.fromString("content")),
                400,
                "BadDigest");
        assertRefused(
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key("key").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        RequestBody.fromString("content")),
                400,
                "BadDigest");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
    }

    @Test
    void aWaiterSeesABucketAppear(TestWorld world) {
        S3Client s3 = withBucket(world);
        put(s3, "key", "content");
        assertThat(s3.waiter()
                        .waitUntilObjectExists(
                                head -> head.bucket(BUCKET).key("key"), wait -> wait.waitTimeout(Duration.ofSeconds(5)))
                        .matched()
                        .response())
                .isPresent();
    }
}

package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tier;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** AWS's SDK for Java on rules about what becomes of objects, and what becomes of them while the clock is moved. */
class S3LifecycleAcceptanceTest {
    private static final String BUCKET = "bucket";
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client withRule(TestWorld world, LifecycleRule.Builder rule) {
        world.clock().freeze();
        world.clock().set(START);
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putBucketLifecycleConfiguration(put -> put.bucket(BUCKET)
                .lifecycleConfiguration(rules ->
                        rules.rules(rule.status(ExpirationStatus.ENABLED).build())));
        return s3;
    }

    private static LifecycleRuleFilter prefix(String prefix) {
        return LifecycleRuleFilter.builder().prefix(prefix).build();
    }

    private static void put(S3Client s3, String key, String content) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static List<String> keys(S3Client s3) {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** [S3-26] [S3-26] Rules expire objects. */
    @Test
    void anObjectExpiresAtTheMidnightAfterItsDays(TestWorld world) {
        S3Client s3 = withRule(
                world,
                LifecycleRule.builder().id("week").filter(prefix("logs/")).expiration(days -> days.days(7)));
        put(s3, "logs/1", "content");
        put(s3, "kept", "content");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("logs/1")).expiration())
                .isEqualTo("expiry-date=\"Mon, 09 Mar 2026 00:00:00 GMT\", rule-id=\"week\"");
        world.clock().advance(Duration.ofDays(7));
        assertThat(keys(s3)).containsExactly("kept", "logs/1");
        world.clock().advance(Duration.ofHours(12));
        assertThat(keys(s3)).containsExactly("kept");
    }

    @Test
    void oldVersionsAndTheMarkersThatTheyLeaveGo(TestWorld world) {
        S3Client s3 = withRule(
                world,
                LifecycleRule.builder()
                        .filter(prefix(""))
                        .expiration(marker -> marker.expiredObjectDeleteMarker(true))
                        .noncurrentVersionExpiration(old -> old.noncurrentDays(3)));
        s3.putBucketVersioning(
                put -> put.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        put(s3, "key", "one");
        put(s3, "key", "two");
        world.clock().advance(Duration.ofDays(2));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("key"));
        world.clock().advance(Duration.ofDays(2));
        ListObjectVersionsResponse versions = s3.listObjectVersions(list -> list.bucket(BUCKET));
        assertThat(versions.versions()).hasSize(1);
        assertThat(versions.deleteMarkers()).hasSize(1);
        world.clock().advance(Duration.ofDays(3));
        ListObjectVersionsResponse rest = s3.listObjectVersions(list -> list.bucket(BUCKET));
        assertThat(rest.versions()).isEmpty();
        assertThat(rest.deleteMarkers()).isEmpty();
    }

    /** [S3-26] [S3-30] [S3-26] [S3-30] Rules move objects to other storage classes. */
    @Test
    void largeObjectsMoveToColderStorage(TestWorld world) {
        S3Client s3 = withRule(
                world,
                LifecycleRule.builder()
                        .filter(prefix(""))
                        .transitions(
                                transition(TransitionStorageClass.STANDARD_IA, 30),
                                transition(TransitionStorageClass.GLACIER, 60)));
        put(s3, "large", "x".repeat(200_000));
        put(s3, "small", "x");
        world.clock().advance(Duration.ofDays(31));
        assertThat(storageClass(s3, "large")).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(storageClass(s3, "small")).isNull();
        world.clock().advance(Duration.ofDays(30));
        assertThat(storageClass(s3, "large")).isEqualTo(StorageClass.GLACIER);
    }

    private static Transition transition(TransitionStorageClass storageClass, int days) {
        return Transition.builder().storageClass(storageClass).days(days).build();
    }

    private static StorageClass storageClass(S3Client s3, String key) {
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(BUCKET).key(key));
        return head.storageClass();
    }

    /** [GLACIER-1] [GLACIER-1] What is archived is read after it was restored, for some days. */
    @Test
    void anArchivedObjectIsRestoredForSomeDays(TestWorld world) {
        S3Client s3 =
                withRule(world, LifecycleRule.builder().filter(prefix("x")).expiration(days -> days.days(1)));
        s3.putObject(
                put -> put.bucket(BUCKET).key("key").storageClass(StorageClass.GLACIER),
                RequestBody.fromString("content"));
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")))
                .isInstanceOf(InvalidObjectStateException.class);
        s3.restoreObject(restore -> restore.bucket(BUCKET).key("key").restoreRequest(asked -> asked.days(2)
                .glacierJobParameters(job -> job.tier(Tier.STANDARD))));
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("key")).restore())
                .isEqualTo("ongoing-request=\"true\"");
        world.clock().advance(Duration.ofHours(5));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")).asUtf8String())
                .isEqualTo("content");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("key")).restore())
                .isEqualTo("ongoing-request=\"false\", expiry-date=\"Wed, 04 Mar 2026 00:00:00 GMT\"");
        world.clock().advance(Duration.ofDays(3));
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("key")))
                .isInstanceOf(InvalidObjectStateException.class);
    }

    @Test
    void anUploadThatNobodyCompletesIsAborted(TestWorld world) {
        S3Client s3 = withRule(
                world,
                LifecycleRule.builder()
                        .filter(prefix(""))
                        .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1)));
        s3.createMultipartUpload(create -> create.bucket(BUCKET).key("key"));
        world.clock().advance(Duration.ofDays(1));
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .hasSize(1);
        world.clock().advance(Duration.ofDays(1));
        assertThat(s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .isEmpty();
    }
}

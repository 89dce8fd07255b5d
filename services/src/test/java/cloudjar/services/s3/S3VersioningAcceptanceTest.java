package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** AWS's SDK for Java on versions, locks, and who may do what. */
class S3VersioningAcceptanceTest {
    private static final String BUCKET = "bucket";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static S3Client versioned(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putBucketVersioning(
                put -> put.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        return s3;
    }

    private static String put(S3Client s3, String key, String content) {
        return s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .versionId();
    }

    private static String text(S3Client s3, String key, @Nullable String versionId) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).versionId(versionId))
                .asUtf8String();
    }

    private static void assertRefused(Runnable call, int status, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    /** [S3-6] [S3-6] Versions are kept, marked deleted, and come back. */
    @Test
    void whatAWriteReplacesIsKeptAndRead(TestWorld world) {
        S3Client s3 = versioned(world);
        String first = put(s3, "key", "one");
        String second = put(s3, "key", "two");
        assertThat(text(s3, "key", first)).isEqualTo("one");
        assertThat(text(s3, "key", second)).isEqualTo("two");
        DeleteObjectResponse deleted =
                s3.deleteObject(delete -> delete.bucket(BUCKET).key("key"));
        assertThat(deleted.deleteMarker()).isTrue();
        assertThatThrownBy(() -> text(s3, "key", null)).isInstanceOf(NoSuchKeyException.class);
        assertRefused(() -> text(s3, "key", deleted.versionId()), 405, "MethodNotAllowed");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").versionId(deleted.versionId()));
        assertThat(text(s3, "key", null)).isEqualTo("two");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").versionId(second));
        assertThat(text(s3, "key", null)).isEqualTo("one");
        assertRefused(() -> text(s3, "key", second), 404, "NoSuchVersion");
        assertRefused(() -> s3.deleteBucket(delete -> delete.bucket(BUCKET)), 409, "BucketNotEmpty");
        assertThat(s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                                .sourceKey("key")
                                .sourceVersionId(first)
                                .destinationBucket(BUCKET)
                                .destinationKey("copy"))
                        .copySourceVersionId())
                .isEqualTo(first);
    }

    @Test
    void versionsAreListedPageByPageAndDeletedAtOnce(TestWorld world) {
        S3Client s3 = versioned(world);
        IntStream.range(0, 5).forEach(i -> put(s3, "key", "content " + i));
        put(s3, "other", "content");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("other"));
        List<ObjectVersion> versions =
                s3.listObjectVersionsPaginator(list -> list.bucket(BUCKET).maxKeys(2)).versions().stream()
                        .toList();
        assertThat(versions).hasSize(6).filteredOn(ObjectVersion::isLatest).hasSize(1);
        List<ObjectIdentifier> all = s3.listObjectVersionsPaginator(list -> list.bucket(BUCKET)).stream()
                .flatMap(page -> java.util.stream.Stream.concat(
                        page.versions().stream().map(v -> identifier(v.key(), v.versionId())),
                        page.deleteMarkers().stream().map(m -> identifier(m.key(), m.versionId()))))
                .toList();
        assertThat(s3.deleteObjects(delete -> delete.bucket(BUCKET).delete(d -> d.objects(all)))
                        .deleted())
                .hasSize(7);
        s3.deleteBucket(delete -> delete.bucket(BUCKET));
    }

    private static ObjectIdentifier identifier(String key, String versionId) {
        return ObjectIdentifier.builder().key(key).versionId(versionId).build();
    }

    @Test
    void aRetainedVersionStaysUntilItsTimeHasCome(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET).objectLockEnabledForBucket(true));
        s3.putObjectLockConfiguration(put -> put.bucket(BUCKET)
                .objectLockConfiguration(lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                        .rule(rule -> rule.defaultRetention(DefaultRetention.builder()
                                .mode(ObjectLockRetentionMode.COMPLIANCE)
                                .days(30)
                                .build()))));
        PutObjectResponse kept = s3.putObject(put -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
        assertThat(s3.getObjectRetention(get -> get.bucket(BUCKET).key("key"))
                        .retention()
                        .mode())
                .isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
        assertRefused(
                () -> s3.deleteObject(delete -> delete.bucket(BUCKET)
                        .key("key")
                        .versionId(kept.versionId())
                        .bypassGovernanceRetention(true)),
                403,
                "AccessDenied");
        world.clock().advance(Duration.ofDays(31));
        s3.putObjectLegalHold(
                put -> put.bucket(BUCKET).key("key").legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON)));
        assertRefused(
                () -> s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").versionId(kept.versionId())),
                403,
                "AccessDenied");
        s3.putObjectLegalHold(
                put -> put.bucket(BUCKET).key("key").legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").versionId(kept.versionId()));
    }

    @Test
    void governanceIsBypassedByThoseWhoAskForIt(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET).objectLockEnabledForBucket(true));
        String version = s3.putObject(
                        put -> put.bucket(BUCKET)
                                .key("key")
                                .objectLockMode("GOVERNANCE")
                                .objectLockRetainUntilDate(world.clock().now().plus(Duration.ofDays(9))),
                        RequestBody.fromString("content"))
                .versionId();
        assertRefused(
                () -> s3.deleteObject(delete -> delete.bucket(BUCKET).key("key").versionId(version)),
                403,
                "AccessDenied");
        s3.deleteObject(
                delete -> delete.bucket(BUCKET).key("key").versionId(version).bypassGovernanceRetention(true));
        assertRefused(
                () -> s3.putBucketVersioning(put ->
                        put.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED))),
                409,
                "InvalidBucketState");
    }

    /** [S3-15] [S3-15] Lists of access of buckets and objects. */
    @Test
    void listsOfAccessNeedABucketThatTakesThem(TestWorld world) {
        S3Client s3 = versioned(world);
        put(s3, "key", "content");
        assertRefused(
                () -> s3.putObjectAcl(acl -> acl.bucket(BUCKET).key("key").acl(ObjectCannedACL.PUBLIC_READ)),
                400,
                "AccessControlListNotSupported");
        s3.putBucketOwnershipControls(put -> put.bucket(BUCKET)
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.OBJECT_WRITER)
                        .build())));
        assertRefused(
                () -> s3.putObjectAcl(acl -> acl.bucket(BUCKET).key("key").acl(ObjectCannedACL.PUBLIC_READ)),
                403,
                "AccessDenied");
        s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET));
        s3.putObjectAcl(acl -> acl.bucket(BUCKET).key("key").acl(ObjectCannedACL.PUBLIC_READ));
        assertThat(s3.getObjectAcl(get -> get.bucket(BUCKET).key("key")).grants())
                .extracting(Grant::permission)
                .containsExactly(Permission.FULL_CONTROL, Permission.READ);
    }

    /** [S3-13] [S3-13] Policies of buckets, and whether they are public. */
    @Test
    void aPolicyIsCheckedAndSaysWhetherItIsPublic(TestWorld world) {
        S3Client s3 = versioned(world);
        String open = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}""";
        assertRefused(() -> s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(open)), 403, "AccessDenied");
        s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET));
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(open));
        assertThat(s3.getBucketPolicy(get -> get.bucket(BUCKET)).policy()).isEqualTo(open);
        assertThat(s3.getBucketPolicyStatus(get -> get.bucket(BUCKET))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        assertRefused(
                () -> s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(open.replace("bucket/*", "another/*"))),
                400,
                "MalformedPolicy");
        s3.deleteBucketPolicy(delete -> delete.bucket(BUCKET));
        assertRefused(() -> s3.getBucketPolicy(get -> get.bucket(BUCKET)), 404, "NoSuchBucketPolicy");
    }
}

package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/** AWS's SDK for Java on buckets whose objects are copied to others. */
class S3ReplicationAcceptanceTest {
    private static final String OTHER = "111122223333";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static void versioned(S3Client s3, String bucket, String region) {
        s3.createBucket(create -> {
            create.bucket(bucket);
            if (!region.equals("us-east-1")) {
                create.createBucketConfiguration(where -> where.locationConstraint(region));
            }
        });
        s3.putBucketVersioning(put -> put.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private static void replicate(S3Client s3, ReplicationRule.Builder rule) {
        s3.putBucketReplication(put -> put.bucket("source").replicationConfiguration(replication -> replication
                .role("arn:aws:iam::000000000000:role/replication")
                .rules(rule.status(ReplicationRuleStatus.ENABLED)
                        .priority(1)
                        .destination(to -> to.bucket("arn:aws:s3:::target"))
                        .build())));
    }

    /** The role of the configuration. */
    private static void role(TestWorld world) {
        world.client(IamClient.builder(), "000000000000", Region.AWS_GLOBAL)
                .createRole(create -> create.roleName("replication").assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                         "Principal": {"Service": "s3.amazonaws.com"}}]}"""));
    }

    /** What is due at once is done before the clock has moved on. */
    private static void settle(TestWorld world) {
        world.clock().advance(Duration.ofSeconds(1));
    }

    /** [S3-25] To another account and region, with version id, tags and status; what was there before stays alone. */
    @Test
    void objectsAreCopied(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        role(world);
        S3Client there = world.client(S3Client.builder().forcePathStyle(true), OTHER, Region.EU_WEST_1);
        versioned(s3, "source", "us-east-1");
        s3.putObject(put -> put.bucket("source").key("in/before"), RequestBody.fromString("old"));
        assertThatThrownBy(() -> replicate(
                        s3,
                        ReplicationRule.builder()
                                .filter(filter -> filter.prefix("in/"))
                                .deleteMarkerReplication(markers -> markers.status("Disabled"))))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Destination bucket must have versioning enabled.");
        versioned(there, "target", "eu-west-1");
        replicate(
                s3,
                ReplicationRule.builder()
                        .filter(filter -> filter.prefix("in/"))
                        .deleteMarkerReplication(markers -> markers.status("Disabled")));
        String version = s3.putObject(
                        put -> put.bucket("source").key("in/new").tagging("a=b"), RequestBody.fromString("content"))
                .versionId();
        s3.putObject(put -> put.bucket("source").key("out"), RequestBody.fromString("content"));
        settle(world);
        HeadObjectResponse copy = there.headObject(head -> head.bucket("target").key("in/new"));
        assertThat(copy.versionId()).isEqualTo(version);
        assertThat(copy.replicationStatus()).isEqualTo(ReplicationStatus.REPLICA);
        assertThat(s3.headObject(head -> head.bucket("source").key("in/new")).replicationStatus())
                .isEqualTo(ReplicationStatus.COMPLETED);
        assertThat(there.getObjectTagging(get -> get.bucket("target").key("in/new"))
                        .tagSet())
                .containsExactly(Tag.builder().key("a").value("b").build());
        assertThat(there.listObjectsV2(list -> list.bucket("target")).contents())
                .hasSize(1);
        s3.deleteObject(delete -> delete.bucket("source").key("in/new"));
        settle(world);
        assertThat(there.getObjectAsBytes(get -> get.bucket("target").key("in/new"))
                        .asUtf8String())
                .isEqualTo("content");
    }

    @Test
    void deleteMarkersAreCopiedWhereTheRuleSaysSo(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        role(world);
        versioned(s3, "source", "us-east-1");
        versioned(s3, "target", "us-east-1");
        replicate(
                s3,
                ReplicationRule.builder()
                        .filter(filter -> filter.prefix(""))
                        .deleteMarkerReplication(markers -> markers.status(DeleteMarkerReplicationStatus.ENABLED)));
        s3.putObject(put -> put.bucket("source").key("key"), RequestBody.fromString("1"));
        s3.putObject(put -> put.bucket("source").key("key"), RequestBody.fromString("2"));
        s3.deleteObject(delete -> delete.bucket("source").key("key"));
        settle(world);
        var versions = s3.listObjectVersions(list -> list.bucket("target"));
        assertThat(versions.versions()).hasSize(2);
        assertThat(versions.deleteMarkers()).singleElement().matches(marker -> marker.isLatest());
        s3.putBucketVersioning(put -> put.bucket("target")
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
        s3.putObject(put -> put.bucket("source").key("late"), RequestBody.fromString("3"));
        settle(world);
        assertThat(s3.headObject(head -> head.bucket("source").key("late")).replicationStatus())
                .isEqualTo(ReplicationStatus.FAILED);
    }

    /** [S3-25] A role that is not there, or does not trust S3, copies nothing. */
    @Test
    void withoutItsRoleReplicationFails(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        versioned(s3, "source", "us-east-1");
        versioned(s3, "target", "us-east-1");
        ReplicationRule.Builder rule = ReplicationRule.builder()
                .filter(filter -> filter.prefix(""))
                .deleteMarkerReplication(markers -> markers.status("Disabled"));
        replicate(s3, rule);
        s3.putObject(put -> put.bucket("source").key("key"), RequestBody.fromString("1"));
        settle(world);
        assertThat(s3.headObject(head -> head.bucket("source").key("key")).replicationStatus())
                .isEqualTo(ReplicationStatus.FAILED);
        assertThat(s3.listObjectsV2(list -> list.bucket("target")).contents()).isEmpty();
    }

    /** What a key of KMS encrypts is copied where the rule says so, and encrypted by the destination's key then. */
    @Test
    void encryptedContentIsCopiedUnderAnotherKey(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        role(world);
        KmsClient there = world.client(KmsClient.builder(), "000000000000", Region.EU_WEST_1);
        String key = there.createKey().keyMetadata().arn();
        versioned(s3, "source", "us-east-1");
        versioned(
                world.client(S3Client.builder().forcePathStyle(true), "000000000000", Region.EU_WEST_1),
                "target",
                "eu-west-1");
        ReplicationRule rule = ReplicationRule.builder()
                .id("encrypted")
                .status(ReplicationRuleStatus.ENABLED)
                .priority(1)
                .filter(filter -> filter.prefix("in/"))
                .deleteMarkerReplication(markers -> markers.status("Disabled"))
                .sourceSelectionCriteria(select -> select.sseKmsEncryptedObjects(kms -> kms.status("Enabled")))
                .destination(to -> to.bucket("arn:aws:s3:::target")
                        .encryptionConfiguration(encryption -> encryption.replicaKmsKeyID(key)))
                .build();
        s3.putBucketReplication(put -> put.bucket("source").replicationConfiguration(replication -> replication
                .role("arn:aws:iam::000000000000:role/replication")
                .rules(rule)));
        s3.putObject(
                put -> put.bucket("source").key("in/key").serverSideEncryption(ServerSideEncryption.AWS_KMS),
                RequestBody.fromString("content"));
        settle(world);
        var copy = s3.getObjectAsBytes(get -> get.bucket("target").key("in/key"));
        assertThat(copy.asUtf8String()).isEqualTo("content");
        assertThat(copy.response().ssekmsKeyId()).isEqualTo(key);
        there.disableKey(disable -> disable.keyId(key));
        s3.putObject(
                put -> put.bucket("source").key("in/late").serverSideEncryption(ServerSideEncryption.AWS_KMS),
                RequestBody.fromString("content"));
        settle(world);
        assertThat(s3.headObject(head -> head.bucket("source").key("in/late")).replicationStatus())
                .isEqualTo(ReplicationStatus.FAILED);
    }
}

package cloudjar.services;

import static cloudjar.services.Photos.assertDenied;
import static cloudjar.services.Photos.grant;
import static cloudjar.services.Photos.read;
import static cloudjar.services.Photos.s3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.CreateAccessPointResponse;
import software.amazon.awssdk.services.s3control.model.JobDescriptor;
import software.amazon.awssdk.services.s3control.model.JobManifestFieldName;
import software.amazon.awssdk.services.s3control.model.JobManifestFormat;
import software.amazon.awssdk.services.s3control.model.JobStatus;
import software.amazon.awssdk.services.s3control.model.S3Tag;

/**
 * Permissions beyond the bucket's own, as AWS's SDK for Java meets them: of keys that encrypt, of roles that copy, of access points.
 * The codes in brackets are those of the checks that a test proves.
 */
class BucketDelegationAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private TestWorld world;
    private Photos photos;
    private People people;
    private S3Client owner;
    private String bucket;

    @BeforeEach
    void open() {
        world = CLOUD.cloud().mainWorld();
        photos = Photos.in(world);
        people = photos.people();
        owner = photos.owner();
        bucket = photos.bucket();
    }

    /** [S3-9] Whoever reads what a key of KMS encrypts needs that key's permission too, and only through S3 if its policy says so. */
    @Test
    void encryptedContentIsReadByThoseWhoMayUseItsKey() {
        KmsClient kms = people.root(KmsClient.builder());
        String key = kms.createKey(
                        create -> create.policy(People.document("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \""
                                + people.arn("root") + "\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}")))
                .keyMetadata()
                .arn();
        S3Client ann = people.user("ann", s3());
        people.allow("ann", "s3:*", "*");
        assertThatThrownBy(() -> encrypted(ann, key))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("is not authorized to perform: kms:GenerateDataKey on resource: " + key);
        people.put(
                "ann",
                People.statement(
                        "Allow",
                        "kms:*",
                        key,
                        ", \"Condition\": {\"StringEquals\": {"
                                + "\"kms:ViaService\": \"s3." + TestWorld.REGION + ".amazonaws.com\","
                                + "\"kms:EncryptionContext:aws:s3:arn\": \"" + photos.arn("/secret") + "\"}}"));
        encrypted(ann, key);
        read(ann, bucket, "secret");
        KmsClient annsKms = people.with(people.key("ann"), KmsClient.builder());
        assertThatThrownBy(() -> annsKms.generateDataKey(make -> make.keyId(key)
                        .numberOfBytes(32)
                        .encryptionContext(Map.of("aws:s3:arn", photos.arn("/secret")))))
                .isInstanceOf(KmsException.class);
        S3Client bob = people.user("bob", s3());
        people.allow("bob", "s3:*", "*");
        assertThatThrownBy(() -> read(bob, bucket, "secret"))
                .isInstanceOfSatisfying(S3Exception.class, denied -> {
                    assertThat(denied.statusCode()).isEqualTo(403);
                    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                })
                .hasMessageContaining("kms:Decrypt");
        // The key that AWS manages is for all in the account who may use S3, from the first use on.
        bob.putObject(
                put -> put.bucket(bucket).key("managed").serverSideEncryption(ServerSideEncryption.AWS_KMS),
                RequestBody.fromString("content"));
        read(bob, bucket, "managed");
    }

    private void encrypted(S3Client client, String key) {
        client.putObject(
                put -> put.bucket(bucket)
                        .key("secret")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key),
                RequestBody.fromString("content"));
    }

    /** [S3-25] A replica is made by the role of the configuration: what that may not do fails. */
    @Test
    void replicationNeedsThePermissionsOfItsRole() {
        people.iam().createRole(create -> create.roleName("copier").assumeRolePolicyDocument("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "s3.amazonaws.com"}}]}\
            """));
        String target = bucket + "-copies";
        owner.createBucket(create -> create.bucket(target));
        for (String name : List.of(bucket, target)) {
            owner.putBucketVersioning(put -> put.bucket(name).versioningConfiguration(on -> on.status("Enabled")));
        }
        owner.putBucketReplication(put -> put.bucket(bucket).replicationConfiguration(replication -> replication
                .role(people.arn("role/copier"))
                .rules(ReplicationRule.builder()
                        .status("Enabled")
                        .priority(1)
                        .filter(filter -> filter.prefix(""))
                        .deleteMarkerReplication(markers -> markers.status("Disabled"))
                        .destination(to -> to.bucket("arn:aws:s3:::" + target))
                        .build())));
        allowCopier(photos.arn("") + "\", \"" + photos.arn("/*"));
        assertThat(statusAfterWriting("b")).isEqualTo(ReplicationStatus.FAILED);
        allowCopier(photos.arn("") + "\", \"" + photos.arn("/*") + "\", \"arn:aws:s3:::" + target + "/*");
        assertThat(statusAfterWriting("c")).isEqualTo(ReplicationStatus.COMPLETED);
        assertThat(owner.listObjectsV2(list -> list.bucket(target)).contents())
                .singleElement()
                .matches(object -> object.key().equals("c"));
    }

    private void allowCopier(String resources) {
        people.iam().putRolePolicy(put -> put.roleName("copier")
                .policyName("copy")
                .policyDocument(
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\","
                                + " \"Resource\": [\"" + resources + "\"]}]}"));
    }

    private ReplicationStatus statusAfterWriting(String key) {
        owner.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("content"));
        world.clock().advance(Duration.ofSeconds(1));
        return owner.headObject(head -> head.bucket(bucket).key(key)).replicationStatus();
    }

    /** What a batch job does it does as its role: what that may not do fails, an object at a time. */
    @Test
    void aBatchJobHasThePermissionsOfItsRole() {
        people.iam().createRole(create -> create.roleName("copier").assumeRolePolicyDocument("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "batchoperations.s3.amazonaws.com"}}]}\
            """));
        owner.putObject(
                put -> put.bucket(bucket).key("manifest"),
                RequestBody.fromString(bucket + ",a/cat\n" + bucket + ",b\n"));
        owner.putObject(put -> put.bucket(bucket).key("b"), RequestBody.fromString("content"));
        JobDescriptor refused = job("first");
        assertThat(refused.status()).isEqualTo(JobStatus.FAILED);
        assertThat(refused.failureReasons()).singleElement().satisfies(why -> assertThat(why.failureReason())
                .contains(
                        "is not authorized to perform: s3:GetObject on resource: \"" + photos.arn("/manifest") + "\""));
        allowCopier(photos.arn("/manifest") + "\", \"" + photos.arn("/a/*"));
        assertThat(job("second").progressSummary()).satisfies(progress -> {
            assertThat(progress.numberOfTasksSucceeded()).isEqualTo(1);
            assertThat(progress.numberOfTasksFailed()).isEqualTo(1);
        });
        assertThat(owner.getObjectTagging(get -> get.bucket(bucket).key("a/cat"))
                        .tagSet())
                .hasSize(1);
        assertThat(owner.getObjectTagging(get -> get.bucket(bucket).key("b")).tagSet())
                .isEmpty();
    }

    private JobDescriptor job(String token) {
        S3ControlClient control = control();
        String id = control.createJob(create -> create.accountId(people.account())
                        .operation(operation -> operation.s3PutObjectTagging(tagging -> tagging.tagSet(
                                S3Tag.builder().key("by").value("job").build())))
                        .confirmationRequired(false)
                        .priority(1)
                        .roleArn(people.arn("role/copier"))
                        .clientRequestToken(token)
                        .report(report -> report.enabled(false))
                        .manifest(manifest -> manifest.spec(
                                        spec -> spec.format(JobManifestFormat.S3_BATCH_OPERATIONS_CSV_20180820)
                                                .fields(JobManifestFieldName.BUCKET, JobManifestFieldName.KEY))
                                .location(where ->
                                        where.objectArn(photos.arn("/manifest")).eTag("any"))))
                .jobId();
        world.clock().advance(Duration.ofSeconds(1));
        return control.describeJob(get -> get.accountId(people.account()).jobId(id))
                .job();
    }

    private S3ControlClient control() {
        // The SDK puts the account into the host name, which does not resolve everywhere.
        return S3ControlClient.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(people.account(), "test")))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build();
    }

    /** Who comes through an access point must be let in by it and by the bucket, which may leave it to access points. */
    @Test
    void anAccessPointAndItsBucketBothDecide() {
        S3ControlClient control = control();
        CreateAccessPointResponse door = control.createAccessPoint(
                create -> create.accountId(people.account()).name("door").bucket(bucket));
        String through = door.alias();
        S3Client ann = people.user("ann", s3());
        assertDenied(() -> read(ann, through, "a/cat"), "Access Denied");
        people.allow("ann", "s3:*", door.accessPointArn() + "/object/*");
        assertDenied(() -> read(ann, through, "a/cat"), "Access Denied");
        photos.policy(grant(
                "{\"AWS\": \"" + people.arn("user/ann") + "\"}",
                "s3:*",
                photos.arn("/*"),
                ", \"Condition\": {\"StringEquals\": {\"s3:DataAccessPointAccount\": \"" + people.account() + "\"}}"));
        read(ann, through, "a/cat");
        assertThatThrownBy(() -> read(ann, bucket, "a/cat")).isInstanceOf(S3Exception.class);
        ann.copyObject(copy -> copy.sourceBucket(door.accessPointArn())
                .sourceKey("a/cat")
                .destinationBucket(through)
                .destinationKey("a/copy"));
        ann.deleteObjects(delete -> delete.bucket(through)
                .delete(Delete.builder()
                        .objects(ObjectIdentifier.builder().key("a/copy").build())
                        .build()));
        control.putAccessPointPolicy(put -> put.accountId(people.account())
                .name("door")
                .policy(People.document("{\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"" + people.arn("user/ann")
                        + "\"}, \"Action\": \"s3:GetObject\", \"Resource\": \"" + door.accessPointArn()
                        + "/object/a/*\"}")));
        assertDenied(() -> read(ann, through, "a/cat"), "Access Denied");
        read(owner, bucket, "a/cat");
        CreateAccessPointResponse inner = control.createAccessPoint(create -> create.accountId(people.account())
                .name("inner")
                .bucket(bucket)
                .vpcConfiguration(vpc -> vpc.vpcId("vpc-0123")));
        assertDenied(() -> read(owner, inner.alias(), "a/cat"), "Access Denied");
    }
}

package cloudjar.services.s3control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.AccessPoint;
import software.amazon.awssdk.services.s3control.model.CreateAccessPointResponse;
import software.amazon.awssdk.services.s3control.model.JobDescriptor;
import software.amazon.awssdk.services.s3control.model.JobManifestFieldName;
import software.amazon.awssdk.services.s3control.model.JobManifestFormat;
import software.amazon.awssdk.services.s3control.model.JobOperation;
import software.amazon.awssdk.services.s3control.model.JobStatus;
import software.amazon.awssdk.services.s3control.model.MultiRegionAccessPointRoute;
import software.amazon.awssdk.services.s3control.model.RequestedJobStatus;
import software.amazon.awssdk.services.s3control.model.S3ControlException;
import software.amazon.awssdk.services.s3control.model.S3Tag;
import software.amazon.awssdk.services.s3control.model.Tag;

/** AWS's SDK for Java on S3 Control. */
class S3ControlAcceptanceTest {
    private static final String ACCOUNT = TestWorld.ACCOUNT;

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    /** The SDK puts the account into the host name, which does not resolve everywhere. */
    private static S3ControlClient control(TestWorld world) {
        return S3ControlClient.builder()
                .endpointOverride(world.endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "test")))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build();
    }

    private static S3Client bucket(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket("bucket"));
        return s3;
    }

    @Test
    void anAccountBlocksPublicAccess(TestWorld world) {
        S3ControlClient control = control(world);
        assertThatThrownBy(() -> control.getPublicAccessBlock(get -> get.accountId(ACCOUNT)))
                .isInstanceOf(S3ControlException.class)
                .hasMessageContaining("The public access block configuration was not found");
        control.putPublicAccessBlock(
                put -> put.accountId(ACCOUNT).publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)));
        assertThat(control.getPublicAccessBlock(get -> get.accountId(ACCOUNT))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isTrue();
        control.deletePublicAccessBlock(delete -> delete.accountId(ACCOUNT));
        assertThatThrownBy(() -> control.putPublicAccessBlock(
                        put -> put.accountId(ACCOUNT).publicAccessBlockConfiguration(block -> {})))
                .hasMessageContaining("Must specify at least one configuration.");
    }

    @Test
    void aBucketIsCalledByItsAccessPoint(TestWorld world) {
        S3Client s3 = bucket(world);
        S3ControlClient control = control(world);
        assertThatThrownBy(() -> control.createAccessPoint(
                        create -> create.accountId(ACCOUNT).name("door").bucket("none")))
                .hasMessageContaining("only be created for existing bucket");
        CreateAccessPointResponse door = control.createAccessPoint(
                create -> create.accountId(ACCOUNT).name("door").bucket("bucket"));
        assertThat(door.accessPointArn()).isEqualTo("arn:aws:s3:us-east-1:" + ACCOUNT + ":accesspoint/door");
        s3.putObject(put -> put.bucket(door.alias()).key("key"), RequestBody.fromString("content"));
        assertThat(s3.getObjectAsBytes(get -> get.bucket("bucket").key("key")).asUtf8String())
                .isEqualTo("content");
        assertThat(control.listAccessPoints(list -> list.accountId(ACCOUNT).bucket("bucket"))
                        .accessPointList())
                .extracting(AccessPoint::name)
                .containsExactly("door");
        control.deleteAccessPoint(delete -> delete.accountId(ACCOUNT).name("door"));
        assertThatThrownBy(() ->
                        control.getAccessPoint(get -> get.accountId(ACCOUNT).name("door")))
                .hasMessageContaining("The specified accesspoint does not exist");
    }

    @Test
    void aBucketHasTagsByItsArn(TestWorld world) {
        S3Client s3 = bucket(world);
        control(world).tagResource(tag -> tag.accountId(ACCOUNT)
                .resourceArn("arn:aws:s3:::bucket")
                .tags(Tag.builder().key("a").value("b").build()));
        assertThat(s3.getBucketTagging(get -> get.bucket("bucket")).tagSet()).hasSize(1);
        s3.putBucketAbac(put -> put.bucket("bucket").abacStatus(status -> status.status("Enabled")));
        control(world).tagResource(tag -> tag.accountId(ACCOUNT)
                .resourceArn("arn:aws:s3:::bucket")
                .tags(Tag.builder().key("c").value("d").build()));
        assertThat(s3.getBucketTagging(get -> get.bucket("bucket")).tagSet()).hasSize(2);
        assertThatThrownBy(() -> control(world).tagResource(tag -> tag.accountId(ACCOUNT)
                        .resourceArn("arn:aws:s3:::bucket")
                        .tags(Tag.builder().key("a,b").value("c").build())))
                .isInstanceOfSatisfying(S3ControlException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidTag"));
    }

    /** By AWS's documentation: what was asked for is told by a token, and requests go to an active region, their own if it is one. */
    @Test
    void aBucketIsCalledByAnAccessPointOfSeveralRegions(TestWorld world) {
        S3Client east = bucket(world);
        S3Client west = world.client(S3Client.builder().forcePathStyle(true), ACCOUNT, Region.EU_WEST_1);
        west.createBucket(create ->
                create.bucket("west").createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
        S3ControlClient control = control(world);
        String token = multiRegion(control, "one", "bucket", "west");
        assertThat(control.describeMultiRegionAccessPointOperation(
                                get -> get.accountId(ACCOUNT).requestTokenARN(token))
                        .asyncOperation()
                        .requestStatus())
                .isEqualTo("SUCCEEDED");
        assertThat(multiRegion(control, "one", "bucket", "west")).isEqualTo(token);
        String wrong = multiRegion(control, "two", "none");
        assertThat(control.describeMultiRegionAccessPointOperation(
                                get -> get.accountId(ACCOUNT).requestTokenARN(wrong))
                        .asyncOperation()
                        .responseDetails()
                        .errorDetails()
                        .code())
                .isEqualTo("NoSuchBucket");
        String alias = control.getMultiRegionAccessPoint(
                        get -> get.accountId(ACCOUNT).name("everywhere"))
                .accessPoint()
                .alias();
        String arn = "arn:aws:s3::" + ACCOUNT + ":accesspoint/" + alias;
        east.putObject(put -> put.bucket(alias).key("near"), RequestBody.fromString("east"));
        assertThat(east.getObjectAsBytes(get -> get.bucket("bucket").key("near"))
                        .asUtf8String())
                .isEqualTo("east");
        control.submitMultiRegionAccessPointRoutes(submit -> submit.accountId(ACCOUNT)
                .mrap(arn)
                .routeUpdates(MultiRegionAccessPointRoute.builder()
                        .region("us-east-1")
                        .trafficDialPercentage(0)
                        .build()));
        east.putObject(put -> put.bucket(alias).key("far"), RequestBody.fromString("west"));
        assertThat(west.getObjectAsBytes(get -> get.bucket("west").key("far")).asUtf8String())
                .isEqualTo("west");
        control.deleteMultiRegionAccessPoint(delete ->
                delete.accountId(ACCOUNT).clientToken("three").details(details -> details.name("everywhere")));
        assertThat(control.listMultiRegionAccessPoints(list -> list.accountId(ACCOUNT))
                        .accessPoints())
                .isEmpty();
    }

    private static String multiRegion(S3ControlClient control, String token, String... buckets) {
        return control.createMultiRegionAccessPoint(
                        create -> create.accountId(ACCOUNT).clientToken(token).details(details -> details.name(
                                        "everywhere")
                                .regions(Stream.of(buckets)
                                        .map(name -> software.amazon.awssdk.services.s3control.model.Region.builder()
                                                .bucket(name)
                                                .build())
                                        .toList())))
                .requestTokenARN();
    }

    @Test
    void viewsOfWhatIsStoredAreKept(TestWorld world) {
        S3ControlClient control = control(world);
        control.putStorageLensConfiguration(
                put -> put.accountId(ACCOUNT).configId("view").storageLensConfiguration(view -> view.id("view")
                        .isEnabled(true)
                        .accountLevel(level -> level.bucketLevel(buckets -> {}))));
        assertThat(control.getStorageLensConfiguration(
                                get -> get.accountId(ACCOUNT).configId("view"))
                        .storageLensConfiguration()
                        .storageLensArn())
                .isEqualTo("arn:aws:s3:us-east-1:" + ACCOUNT + ":storage-lens/view");
        assertThat(control.listStorageLensConfigurations(list -> list.accountId(ACCOUNT))
                        .storageLensConfigurationList())
                .hasSize(1);
        control.createStorageLensGroup(create -> create.accountId(ACCOUNT)
                .storageLensGroup(group -> group.name("logs").filter(filter -> filter.matchAnySuffix(".log"))));
        assertThat(control.getStorageLensGroup(get -> get.accountId(ACCOUNT).name("logs"))
                        .storageLensGroup()
                        .filter()
                        .matchAnySuffix())
                .containsExactly(".log");
        assertThatThrownBy(() -> control.getStorageLensConfiguration(
                        get -> get.accountId(ACCOUNT).configId("none")))
                .isInstanceOfSatisfying(S3ControlException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("NoSuchConfiguration"));
        assertThatThrownBy(() -> control.listRegionalBuckets(
                        list -> list.accountId(ACCOUNT).outpostId("op-01ac5d28a6a232904")))
                .isInstanceOfSatisfying(S3ControlException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("NoSuchOutpost"));
    }

    private static String job(S3ControlClient control, JobOperation operation, boolean confirm, String eTag) {
        return control.createJob(create -> create.accountId(ACCOUNT)
                        .operation(operation)
                        .confirmationRequired(confirm)
                        .priority(1)
                        .roleArn("arn:aws:iam::" + ACCOUNT + ":role/batch")
                        .clientRequestToken("token-" + confirm)
                        .report(report -> report.enabled(true)
                                .bucket("arn:aws:s3:::bucket")
                                .prefix("reports")
                                .format("Report_CSV_20180820")
                                .reportScope("AllTasks"))
                        .manifest(manifest -> manifest.spec(
                                        spec -> spec.format(JobManifestFormat.S3_BATCH_OPERATIONS_CSV_20180820)
                                                .fields(JobManifestFieldName.BUCKET, JobManifestFieldName.KEY))
                                .location(where -> where.objectArn("arn:aws:s3:::bucket/manifest.csv")
                                        .eTag(eTag))))
                .jobId();
    }

    private static void role(TestWorld world, String service) {
        IamClient iam = world.client(IamClient.builder(), ACCOUNT, Region.AWS_GLOBAL);
        iam.createRole(create -> create.roleName("batch")
                .assumeRolePolicyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                        + " \"Principal\": {\"Service\": \"" + service + "\"}, \"Action\": \"sts:AssumeRole\"}]}"));
    }

    @Test
    void aJobFailsWithoutARoleThatTrustsIt(TestWorld world) {
        S3Client s3 = bucket(world);
        S3ControlClient control = control(world);
        String eTag = s3.putObject(
                        put -> put.bucket("bucket").key("manifest.csv"), RequestBody.fromString("bucket,none\n"))
                .eTag();
        JobOperation untag =
                JobOperation.builder().s3DeleteObjectTagging(tagging -> {}).build();
        String without = job(control, untag, false, eTag);
        world.clock().advance(Duration.ofSeconds(1));
        S3Tag tag = S3Tag.builder().key("team").value("data").build();
        control.putJobTagging(put -> put.accountId(ACCOUNT).jobId(without).tags(tag));
        assertThat(control.getJobTagging(get -> get.accountId(ACCOUNT).jobId(without))
                        .tags())
                .containsExactly(tag);
        control.deleteJobTagging(delete -> delete.accountId(ACCOUNT).jobId(without));
        assertThat(control.getJobTagging(get -> get.accountId(ACCOUNT).jobId(without))
                        .tags())
                .isEmpty();
        JobDescriptor failed = control.describeJob(get -> get.accountId(ACCOUNT).jobId(without))
                .job();
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.failureReasons().getFirst().failureReason()).contains("sts:AssumeRole");
    }

    @Test
    void aJobDoesTheSameToManyObjects(TestWorld world) {
        S3Client s3 = bucket(world);
        role(world, "batchoperations.s3.amazonaws.com");
        S3ControlClient control = control(world);
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            String key = "key " + i;
            s3.putObject(put -> put.bucket("bucket").key(key), RequestBody.fromString("content"));
            manifest.append("bucket,key+").append(i).append('\n');
        }
        manifest.append("bucket,none\n");
        String eTag = s3.putObject(
                        put -> put.bucket("bucket").key("manifest.csv"), RequestBody.fromString(manifest.toString()))
                .eTag();
        String tagged = job(
                control,
                JobOperation.builder()
                        .s3PutObjectTagging(tagging -> tagging.tagSet(
                                S3Tag.builder().key("by").value("job").build()))
                        .build(),
                true,
                eTag);
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(control.describeJob(get -> get.accountId(ACCOUNT).jobId(tagged))
                        .job()
                        .status())
                .isEqualTo(JobStatus.SUSPENDED);
        control.updateJobStatus(
                update -> update.accountId(ACCOUNT).jobId(tagged).requestedJobStatus(RequestedJobStatus.READY));
        world.clock().advance(Duration.ofSeconds(1));
        JobDescriptor done =
                control.describeJob(get -> get.accountId(ACCOUNT).jobId(tagged)).job();
        assertThat(done.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(done.progressSummary().numberOfTasksSucceeded()).isEqualTo(150);
        assertThat(done.progressSummary().numberOfTasksFailed()).isEqualTo(1);
        assertThat(s3.getObjectTagging(get -> get.bucket("bucket").key("key 149"))
                        .tagSet())
                .hasSize(1);
        List<String> reports =
                s3.listObjectsV2(list -> list.bucket("bucket").prefix("reports/job-" + tagged)).contents().stream()
                        .map(report -> s3.getObjectAsBytes(
                                        get -> get.bucket("bucket").key(report.key()))
                                .asUtf8String())
                        .toList();
        assertThat(String.join("", reports))
                .contains("bucket,none,,failed,404,NoSuchKey")
                .hasLineCount(151);
    }
}

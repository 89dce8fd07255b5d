package cloudjar.services.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.sigv4.Sha256;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.InvalidCloudWatchLogsRoleArnException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class CloudTrailAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String BUCKET = "audit-files";
    private static final String ACCOUNT = TestWorld.ACCOUNT;

    private TestWorld world;
    private CloudTrailClient trails;
    private SqsClient sqs;
    private S3Client s3;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        trails = world.client(CloudTrailClient.builder());
        sqs = world.client(SqsClient.builder());
        s3 = world.client(S3Client.builder().forcePathStyle(true));
    }

    private List<Event> named(String name) {
        return trails.lookupEvents(lookup -> lookup.lookupAttributes(by(LookupAttributeKey.EVENT_NAME, name)))
                .events();
    }

    /** A bucket whose policy lets CloudTrail deliver, and a trail that logs to it. */
    private String trail(String name) {
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                   "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::%1$s"},
                  {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                   "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%1$s/AWSLogs/%2$s/*",
                   "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control",
                     "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:%2$s:trail/%3$s"}}}]}""".formatted(BUCKET, ACCOUNT, name)));
        String arn = trails.createTrail(create -> create.name(name)
                        .s3BucketName(BUCKET)
                        .isMultiRegionTrail(true)
                        .enableLogFileValidation(true))
                .trailARN();
        trails.startLogging(start -> start.name(arn));
        return arn;
    }

    private List<String> files(String kind) {
        return s3
                .listObjectsV2(list -> list.bucket(BUCKET).prefix("AWSLogs/" + ACCOUNT + "/" + kind + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private String text(String key) throws IOException {
        byte[] content = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String member(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(matcher.find()).as(name + " in " + json).isTrue();
        return matcher.group(1);
    }

    /** [TRAIL-1] */
    @Test
    void aCallBecomesAnEventThatSaysWhoDidWhat() {
        sqs.createQueue(create -> create.queueName("orders"));

        Event event = named("CreateQueue").getFirst();
        assertThat(event.eventSource()).isEqualTo("sqs.amazonaws.com");
        assertThat(event.username()).isEqualTo("root");
        assertThat(event.accessKeyId()).isEqualTo(ACCOUNT);
        assertThat(event.readOnly()).isEqualTo("false");
        assertThat(event.resources())
                .anySatisfy(resource -> assertThat(resource.resourceName()).isEqualTo("orders"));
        assertThat(event.cloudTrailEvent())
                .contains(
                        "\"eventVersion\":\"1.11\"", "\"type\":\"Root\"", "\"arn\":\"arn:aws:iam::000000000000:root\"")
                .contains("\"requestParameters\":{\"queueName\":\"orders\"}", "\"responseElements\":{\"queueUrl\":")
                .contains("\"managementEvent\":true", "\"eventCategory\":\"Management\"", "\"awsRegion\":\"us-east-1\"")
                .contains("\"eventID\":\"" + event.eventId() + "\"");
    }

    @Test
    void aCallThatOnlyReadsShowsNoAnswerAndOneThatFailsShowsTheError() {
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("nowhere")))
                .isInstanceOf(SqsException.class);

        String event = named("GetQueueUrl").getFirst().cloudTrailEvent();
        assertThat(event)
                .contains("\"errorCode\":", "\"errorMessage\":", "\"readOnly\":true", "\"responseElements\":null");
    }

    @Test
    void callsOfTheDataPlaneAreNoEventsByDefault() {
        String queue = sqs.createQueue(create -> create.queueName("busy")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody("secret"));

        assertThat(named("SendMessage")).isEmpty();
        assertThat(trails.lookupEvents(lookup -> {}).events())
                .noneMatch(event -> event.cloudTrailEvent().contains("secret"));
    }

    @Test
    void eventsAreFoundByTheirAttributesInPagesNewestFirst() {
        for (int i = 0; i < 5; i++) {
            String name = "queue-" + i;
            sqs.createQueue(create -> create.queueName(name));
        }

        LookupEventsResponse first = trails.lookupEvents(lookup ->
                lookup.maxResults(2).lookupAttributes(by(LookupAttributeKey.EVENT_SOURCE, "sqs.amazonaws.com")));
        LookupEventsResponse second = trails.lookupEvents(lookup -> lookup.maxResults(2)
                .nextToken(first.nextToken())
                .lookupAttributes(by(LookupAttributeKey.EVENT_SOURCE, "sqs.amazonaws.com")));

        assertThat(first.events()).hasSize(2);
        assertThat(first.events().getFirst().cloudTrailEvent()).contains("queue-4");
        assertThat(second.events().getFirst().cloudTrailEvent()).contains("queue-2");
        assertThatThrownBy(() -> trails.lookupEvents(lookup -> lookup.nextToken(first.nextToken())))
                .isInstanceOf(CloudTrailException.class)
                .hasMessageContaining("Invalid NextToken");
    }

    @Test
    void eventsAreOfTheirRegionAndAreForgottenAfterNinetyDays() {
        sqs.createQueue(create -> create.queueName("old"));
        world.client(SqsClient.builder(), ACCOUNT, Region.EU_WEST_1).createQueue(create -> create.queueName("far"));

        assertThat(named("CreateQueue")).hasSize(1);
        world.clock().advance(Duration.ofDays(89));
        assertThat(named("CreateQueue")).hasSize(1);
        world.clock().advance(Duration.ofDays(2));
        assertThat(named("CreateQueue")).isEmpty();
    }

    /** [TRAIL-2] [S3-17] */
    @Test
    void aTrailDeliversFilesOfEventsToItsBucket() throws IOException {
        String arn = trail("main");
        trails.putEventSelectors(put -> put.trailName(arn)
                .eventSelectors(EventSelector.builder()
                        .readWriteType("All")
                        .includeManagementEvents(true)
                        .dataResources(DataResource.builder()
                                .type("AWS::S3::Object")
                                .values("arn:aws:s3:::" + BUCKET + "/in/")
                                .build())
                        .build()));
        s3.putObject(put -> put.bucket(BUCKET).key("in/a.txt"), RequestBody.fromString("content"));
        s3.putObject(put -> put.bucket(BUCKET).key("out/b.txt"), RequestBody.fromString("content"));
        world.client(SqsClient.builder(), ACCOUNT, Region.EU_WEST_1).createQueue(create -> create.queueName("far"));
        world.clock().advance(Duration.ofMinutes(6));

        List<String> files = files("CloudTrail");
        assertThat(files)
                .anyMatch(key -> key.matches("AWSLogs/\\d{12}/CloudTrail/us-east-1/\\d{4}/\\d\\d/\\d\\d/"
                        + "\\d{12}_CloudTrail_us-east-1_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz"));
        assertThat(files).anyMatch(key -> key.contains("/CloudTrail/eu-west-1/"));
        String here = text(files.stream()
                .filter(key -> key.contains("us-east-1"))
                .findFirst()
                .orElseThrow());
        assertThat(here).startsWith("{\"Records\":[").contains("\"eventName\":\"PutObject\"", "in/a.txt");
        assertThat(here).doesNotContain("out/b.txt");
        assertThat(named("PutObject")).isEmpty();
        assertThat(trails.getTrailStatus(get -> get.name(arn)).latestDeliveryTime())
                .isNotNull();
    }

    /** [TRAIL-2] The chain of digests, verified as the AWS CLI does it. */
    @Test
    void digestsAreSignedAndLinked() throws Exception {
        trail("main");
        world.clock().advance(Duration.ofMinutes(121));

        List<String> digests = files("CloudTrail-Digest");
        assertThat(digests).hasSizeGreaterThanOrEqualTo(2);
        String previousSignature = null;
        for (String key : digests) {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
            String digest = text(key);
            String signed = member(digest, "digestEndTime") + "\n" + BUCKET + "/" + key + "\n"
                    + Sha256.hex(digest.getBytes(StandardCharsets.UTF_8)) + "\n" + previousSignature;
            String signature = object.response().metadata().get("signature");
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey(member(digest, "digestPublicKeyFingerprint")));
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            assertThat(verifier.verify(HexFormat.of().parseHex(signature)))
                    .as(key)
                    .isTrue();
            previousSignature = signature;
        }
        String first = text(digests.getFirst());
        String file = files("CloudTrail").getFirst();
        assertThat(first).contains(file, Sha256.hex(text(file).getBytes(StandardCharsets.UTF_8)));
    }

    private PublicKey publicKey(String fingerprint) throws Exception {
        byte[] pkcs1 = trails.listPublicKeys(list -> {}).publicKeyList().stream()
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow()
                .value()
                .asByteArray();
        // What X.509 puts before a PKCS #1 key of 2048 bits.
        byte[] head = HexFormat.of().parseHex("30820122300d06092a864886f70d01010105000382010f00");
        byte[] whole = new byte[head.length + pkcs1.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(pkcs1, 0, whole, head.length, pkcs1.length);
        RSAPublicKey key = (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new java.security.spec.X509EncodedKeySpec(whole));
        assertThat(Pkcs1.of(key)).isEqualTo(pkcs1);
        return key;
    }

    @Test
    void aBucketWhosePolicyDoesNotLetCloudTrailInIsRefused() {
        s3.createBucket(create -> create.bucket("closed"));

        assertThatThrownBy(
                        () -> trails.createTrail(create -> create.name("main").s3BucketName("closed")))
                .isInstanceOf(CloudTrailException.class)
                .hasMessageContaining("Incorrect S3 bucket policy is detected for bucket: closed");
        assertThatThrownBy(
                        () -> trails.createTrail(create -> create.name("main").s3BucketName("absent")))
                .isInstanceOf(CloudTrailException.class)
                .hasMessageContaining("S3 bucket absent does not exist!");
        assertThatThrownBy(() -> trails.createTrail(create -> create.name("-x").s3BucketName("closed")))
                .isInstanceOf(CloudTrailException.class)
                .hasMessageContaining("Trail name");
    }

    /** [TRAIL-2] */
    @Test
    void eventsGoToALogGroupByTheRoleOfTheTrail() {
        String arn = trail("main");
        IamClient iam = world.client(IamClient.builder());
        CloudWatchLogsClient logs = world.client(CloudWatchLogsClient.builder());
        String group = "arn:aws:logs:us-east-1:000000000000:log-group:audit:*";
        String role = "arn:aws:iam::000000000000:role/audit";
        assertThatThrownBy(() -> trails.updateTrail(update ->
                        update.name(arn).cloudWatchLogsLogGroupArn(group).cloudWatchLogsRoleArn(role)))
                .isInstanceOf(InvalidCloudWatchLogsRoleArnException.class);
        iam.createRole(create -> create.roleName("audit").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"Service": "cloudtrail.amazonaws.com"}}}"""));
        logs.createLogGroup(create -> create.logGroupName("audit"));
        trails.updateTrail(
                update -> update.name(arn).cloudWatchLogsLogGroupArn(group).cloudWatchLogsRoleArn(role));
        sqs.createQueue(create -> create.queueName("logged"));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(trails.getTrailStatus(get -> get.name(arn)).latestCloudWatchLogsDeliveryError())
                .isNull();
        assertThat(logs.getLogEvents(get -> get.logGroupName("audit")
                                .logStreamName("000000000000_CloudTrail_us-east-1")
                                .startFromHead(true))
                        .events())
                .anySatisfy(event -> assertThat(event.message()).contains("\"eventName\":\"CreateQueue\""));

        // Without the role, events stay away, and the status says so.
        iam.deleteRole(delete -> delete.roleName("audit"));
        sqs.createQueue(create -> create.queueName("lost"));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(trails.getTrailStatus(get -> get.name(arn)).latestCloudWatchLogsDeliveryError())
                .isEqualTo("AccessDenied");
        assertThatThrownBy(() -> trails.updateTrail(update -> update.name(arn)
                        .cloudWatchLogsLogGroupArn("arn:aws:logs:us-east-1:000000000000:log-group:other:*")))
                .isInstanceOf(InvalidCloudWatchLogsRoleArnException.class);
    }

    @Test
    void aTrailIsDescribedTaggedStoppedAndDeleted() {
        String arn = trail("main");
        trails.addTags(add -> add.resourceId(arn)
                .tagsList(Tag.builder().key("team").value("audit").build()));

        Trail shown = trails.describeTrails(describe -> {}).trailList().getFirst();
        assertThat(shown.trailARN()).isEqualTo(arn);
        assertThat(shown.hasCustomEventSelectors()).isFalse();
        CloudTrailClient elsewhere = world.client(CloudTrailClient.builder(), ACCOUNT, Region.EU_WEST_1);
        assertThat(elsewhere.describeTrails(describe -> {}).trailList()).hasSize(1);
        assertThat(elsewhere
                        .describeTrails(describe -> describe.includeShadowTrails(false))
                        .trailList())
                .isEmpty();
        assertThatThrownBy(() -> elsewhere.stopLogging(stop -> stop.name(arn)))
                .isInstanceOf(CloudTrailException.class)
                .extracting(e -> ((CloudTrailException) e).awsErrorDetails().errorCode())
                .isEqualTo("InvalidHomeRegionException");
        assertThat(trails.listTags(list -> list.resourceIdList(arn))
                        .resourceTagList()
                        .getFirst()
                        .tagsList()
                        .getFirst()
                        .value())
                .isEqualTo("audit");
        trails.stopLogging(stop -> stop.name("main"));
        assertThat(trails.getTrailStatus(get -> get.name("main")).isLogging()).isFalse();
        trails.deleteTrail(delete -> delete.name("main"));
        assertThatThrownBy(() -> trails.getTrail(get -> get.name("main")))
                .isInstanceOf(CloudTrailException.class)
                .hasMessageContaining("Unknown trail: " + arn + " for the user: " + ACCOUNT);
    }

    @Test
    void advancedSelectorsChooseDataEventsOfOtherServices() throws IOException {
        String arn = trail("main");
        AdvancedEventSelector selector = AdvancedEventSelector.builder()
                .name("queues")
                .fieldSelectors(
                        field("eventCategory", "Data"),
                        field("resources.type", "AWS::SQS::Queue"),
                        field("readOnly", "false"))
                .build();
        trails.putEventSelectors(put -> put.trailName(arn).advancedEventSelectors(selector));
        String queue = sqs.createQueue(create -> create.queueName("watched")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody("secret"));
        sqs.receiveMessage(receive -> receive.queueUrl(queue));
        world.client(DynamoDbClient.builder()).listTables();
        world.clock().advance(Duration.ofMinutes(6));

        String file = text(files("CloudTrail").getLast());
        assertThat(file)
                .contains("SendMessage")
                .doesNotContain("ReceiveMessage", "secret", "ListTables", "CreateQueue");
    }

    private static AdvancedFieldSelector field(String name, String value) {
        return AdvancedFieldSelector.builder().field(name).equalsValue(value).build();
    }

    private static LookupAttribute by(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }
}

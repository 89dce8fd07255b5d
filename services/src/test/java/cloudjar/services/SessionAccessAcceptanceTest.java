package cloudjar.services;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.gateway.authorize.Denial;
import cloudjar.gateway.authorize.Mode;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.CheckingEngine;
import cloudjar.kernel.store.MemoryEngine;
import cloudjar.testkit.InProcessCloud;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS's SDK for Java where permissions are enforced: what sessions may, and what conditions know of calls between services. */
class SessionAccessAcceptanceTest {
    private static InProcessCloud cloud;

    private TestWorld world;
    private People people;

    @BeforeAll
    static void start() {
        cloud = InProcessCloud.start(
                Services::all, LimitProfile.CURRENT, new CheckingEngine(new MemoryEngine()), Mode.ENFORCE);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void open() {
        world = cloud.world();
        people = People.in(world);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private AwsCredentials withoutCode(AwsCredentials lasting) {
        Credentials made =
                people.with(lasting, StsClient.builder()).getSessionToken().credentials();
        return AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    /** Credentials of GetSessionToken are more restricted than the user's own. [STS-4] */
    @Test
    void aUsersOwnSessionReachesIamOnlyWithACode() {
        AwsCredentials ann = people.user("ann");
        people.allow("ann", "*", "*");
        AwsCredentials session = withoutCode(ann);
        assertRefused(() -> people.with(session, IamClient.builder()).listUsers(), "InvalidClientTokenId");
        StsClient sts = people.with(session, StsClient.builder());
        assertThat(sts.getCallerIdentity().arn()).isEqualTo(people.arn("user/ann"));
        assertRefused(sts::getSessionToken, "AccessDenied");
        assertRefused(() -> sts.getAccessKeyInfo(get -> get.accessKeyId(ann.accessKeyId())), "AccessDenied");
        assertThatCode(people.with(session, SqsClient.builder())::listQueues).doesNotThrowAnyException();

        AwsCredentials proved = people.withCode("ann");
        assertThat(people.with(proved, IamClient.builder()).listUsers().users()).hasSize(1);
    }

    /** How long ago a code came is asked by a condition. [IAM-19] */
    @Test
    void aCodeGrowsOld() {
        AwsCredentials lasting = people.user("ann");
        people.put(
                "ann",
                People.statement(
                        "Allow",
                        "sqs:ListQueues",
                        "*",
                        ", \"Condition\": {\"NumericLessThan\": {\"aws:MultiFactorAuthAge\": \"3600\"}}"));
        AwsCredentials proved = people.withCode("ann");
        SqsClient queues = people.with(proved, SqsClient.builder());
        assertThatCode(queues::listQueues).doesNotThrowAnyException();
        assertThatThrownBy(people.with(lasting, SqsClient.builder())::listQueues)
                .isInstanceOf(AwsServiceException.class);
        world.clock().advance(Duration.ofHours(2));
        assertThatThrownBy(queues::listQueues)
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("not authorized");
    }

    /** A service that acts for a resource is known by the resource's organization. */
    @Test
    void aQueueMayTakeWhatItsOrganizationSends() {
        String organization = people.root(OrganizationsClient.builder())
                .createOrganization()
                .organization()
                .id();
        S3Client s3 = people.root(S3Client.builder().forcePathStyle(true));
        SqsClient sqs = people.root(SqsClient.builder());
        String queue = "arn:aws:sqs:us-east-1:" + people.account() + ":told";
        String url = sqs.createQueue(create -> create.queueName("told")).queueUrl();
        s3.createBucket(create -> create.bucket("telling"));
        s3.putBucketNotificationConfiguration(put -> put.bucket("telling")
                .notificationConfiguration(
                        configuration -> configuration.queueConfigurations(QueueConfiguration.builder()
                                .queueArn(queue)
                                .events(Event.S3_OBJECT_CREATED)
                                .build())));
        world.clock().freeze();
        for (String named : List.of(organization, "o-another123")) {
            String policy = People.document(People.statement(
                    "Allow",
                    "sqs:SendMessage",
                    queue,
                    ", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Condition\": {\"StringEquals\":"
                            + " {\"aws:SourceOrgID\": \"" + named + "\"}}"));
            sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
            s3.putObject(put -> put.bucket("telling").key(named), RequestBody.fromString("text"));
            world.clock().advance(Duration.ofSeconds(5));
        }
        List<Message> told = sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        assertThat(told)
                .filteredOn(message -> message.body().contains("o-another123"))
                .isEmpty();
        assertThat(told).anyMatch(message -> message.body().contains("\"key\":\"" + organization + "\""));
    }

    /** A user may use a key by way of a service alone. */
    @Test
    void aServiceThatCallsForItsCallerIsNamed() {
        people.user("ann");
        people.allow("ann", "s3:*", "*");
        people.put(
                "ann",
                People.statement(
                        "Allow",
                        "kms:GenerateDataKey",
                        "*",
                        ", \"Condition\": {\"ForAnyValue:StringEquals\": {\"aws:CalledVia\": \"s3.amazonaws.com\"}}"));
        AwsCredentials ann = people.key("ann");
        String key = people.root(KmsClient.builder()).createKey().keyMetadata().keyId();
        S3Client s3 = people.with(ann, S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket("sealed"));
        s3.putObject(
                put -> put.bucket("sealed")
                        .key("a")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key),
                RequestBody.fromString("text"));
        assertThatThrownBy(() -> people.with(ann, KmsClient.builder())
                        .generateDataKey(generate -> generate.keyId(key).keySpec("AES_256")))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("not authorized");
    }

    @Test
    void aDenialInsideAnOperationIsNotedOnce() {
        people.user("ann");
        S3Client owner = people.root(S3Client.builder().forcePathStyle(true));
        owner.createBucket(create -> create.bucket("kept"));
        S3Client ann = people.with(people.key("ann"), S3Client.builder().forcePathStyle(true));
        assertThat(ann.deleteObjects(delete -> delete.bucket("kept")
                                .delete(these -> these.objects(
                                        ObjectIdentifier.builder().key("a").build(),
                                        ObjectIdentifier.builder().key("b").build())))
                        .errors())
                .hasSize(2);
        assertThat(cloud.denials()
                        .recent(
                                denial -> denial.world().equals(world.id())
                                        && denial.action().equals("s3:DeleteObject"),
                                10))
                .extracting(Denial::resource)
                .containsExactlyInAnyOrder("arn:aws:s3:::kept/a", "arn:aws:s3:::kept/b");
    }
}

package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.json.Json;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What became of deliveries stands in CloudWatch Logs, written as the role that the topic names; permissions are enforced. */
class DeliveryLogTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String TRUST = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":"sts:AssumeRole"}]}\
        """;
    private static final String WRITE = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
         "Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]}\
        """;
    private static final String PUT_RECORD = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":"firehose:PutRecord"}]}\
        """;
    private static final String LET_SNS_SEND = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":"sqs:SendMessage","Resource":"*"}]}\
        """;

    private SnsClient sns;
    private SqsClient sqs;
    private CloudWatchLogsClient logs;
    private IamClient iam;

    @BeforeEach
    void open() {
        TestWorld world = CLOUD.cloud().mainWorld();
        sns = world.client(SnsClient.builder());
        sqs = world.client(SqsClient.builder());
        logs = world.client(CloudWatchLogsClient.builder());
        iam = world.client(IamClient.builder());
    }

    private String topic(String name, String role, String rate) {
        return sns.createTopic(create -> create.name(name)
                        .attributes(Map.of(
                                "SQSSuccessFeedbackRoleArn", role,
                                "SQSSuccessFeedbackSampleRate", rate,
                                "SQSFailureFeedbackRoleArn", role)))
                .topicArn();
    }

    private String role(String name, String policy) {
        String arn = iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        iam.putRolePolicy(put -> put.roleName(name).policyName("p").policyDocument(policy));
        return arn;
    }

    private void queue(String name) {
        sqs.createQueue(create -> create.queueName(name).attributesWithStrings(Map.of("Policy", LET_SNS_SEND)));
    }

    private void subscribe(String topic, String queue) {
        sns.subscribe(subscribe ->
                subscribe.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:" + queue));
    }

    private List<Map<String, Object>> lines(String group) {
        return logs.filterLogEvents(filter -> filter.logGroupName(group)).events().stream()
                .map(FilteredLogEvent::message)
                .map(line -> Json.object(line).orElseThrow())
                .toList();
    }

    private List<String> groups() {
        return logs.describeLogGroups().logGroups().stream()
                .map(group -> group.logGroupName())
                .toList();
    }

    @Test
    void deliveriesAndFailuresStandInTheirGroups() {
        String topic = topic("watched", role("feedback", WRITE), "100");
        queue("there");
        subscribe(topic, "there");
        subscribe(topic, "nowhere");
        String id =
                sns.publish(publish -> publish.topicArn(topic).message("hello")).messageId();

        assertThat(lines("sns/us-east-1/000000000000/watched")).singleElement().satisfies(line -> {
            assertThat(line).containsEntry("status", "SUCCESS");
            assertThat(String.valueOf(line.get("notification")))
                    .contains("messageId=" + id, "messageMD5Sum=5d41402abc4b2a76b9719d911017c592", "topicArn=" + topic);
            assertThat(String.valueOf(line.get("delivery")))
                    .contains("destination=arn:aws:sqs:us-east-1:000000000000:there", "attempts=1", "statusCode=200")
                    .contains("sqsMessageId");
        });
        assertThat(lines("sns/us-east-1/000000000000/watched/Failure"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line).containsEntry("status", "FAILURE");
                    assertThat(String.valueOf(line.get("delivery")))
                            .contains("destination=arn:aws:sqs:us-east-1:000000000000:nowhere", "ErrorCode");
                });
    }

    /** Neither a role that may not write nor one that is not there keeps a message from its queue. */
    @Test
    void whatCannotBeLoggedIsDeliveredAllTheSame() {
        queue("quiet");
        for (String role :
                List.of(role("mute", WRITE.replace("logs:", "s3:")), "arn:aws:iam::000000000000:role/nobody")) {
            String topic = topic("quiet" + role.substring(role.lastIndexOf('/') + 1), role, "100");
            subscribe(topic, "quiet");
            sns.publish(publish -> publish.topicArn(topic).message("hello"));
        }
        String never = topic("never", role("feedback0", WRITE), "0");
        subscribe(never, "quiet");
        sns.publish(publish -> publish.topicArn(never).message("hello"));

        String url = sqs.getQueueUrl(get -> get.queueName("quiet")).queueUrl();
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                        .messages())
                .hasSize(3);
        assertThat(groups()).noneMatch(group -> group.contains("quiet") || group.contains("never"));
    }

    /** Firehose is called as the subscription's role; as long as it is not there, that is said, and the message is kept. */
    @Test
    void aDeliveryStreamIsCalledAndItsAnswerNoted() {
        String role = role("streamed", WRITE);
        String topic = sns.createTopic(
                        create -> create.name("streamed").attributes(Map.of("FirehoseFailureFeedbackRoleArn", role)))
                .topicArn();
        queue("dead");
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("firehose")
                .endpoint("arn:aws:firehose:us-east-1:000000000000:deliverystream/stream")
                .attributes(Map.of(
                        "SubscriptionRoleArn",
                        role("put", PUT_RECORD),
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\"}")));
        sns.publish(publish -> publish.topicArn(topic).message("kept"));

        String dead = sqs.getQueueUrl(get -> get.queueName("dead")).queueUrl();
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(dead).waitTimeSeconds(20))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"Message\" : \"kept\""));
        assertThat(lines("sns/us-east-1/000000000000/streamed/Failure"))
                .singleElement()
                .satisfies(line -> assertThat(String.valueOf(line.get("delivery")))
                        .contains("deliverystream/stream", "statusCode=501", "NotImplemented"));
    }

    @Test
    void pushesHaveLinesToo() {
        String role = role("pushed", WRITE);
        String topic = sns.createTopic(create -> create.name("pushed")
                        .attributes(Map.of(
                                "ApplicationSuccessFeedbackRoleArn", role,
                                "ApplicationSuccessFeedbackSampleRate", "100",
                                "ApplicationFailureFeedbackRoleArn", role)))
                .topicArn();
        String application = sns.createPlatformApplication(
                        create -> create.name("app").platform("GCM").attributes(Map.of("PlatformCredential", "key")))
                .platformApplicationArn();
        String device = endpoint(application, "token-1", "true");
        String silent = endpoint(application, "token-2", "false");
        for (String endpoint : List.of(device, silent)) {
            sns.subscribe(subscribe ->
                    subscribe.topicArn(topic).protocol("application").endpoint(endpoint));
        }
        sns.publish(publish -> publish.topicArn(topic).message("ping"));
        CLOUD.cloud().mainWorld().clock().advance(Duration.ofSeconds(1));
        assertThat(lines("sns/us-east-1/000000000000/pushed")).singleElement().satisfies(line -> assertThat(
                        String.valueOf(line.get("delivery")))
                .contains("destination=" + device, "pushId"));
        assertThat(lines("sns/us-east-1/000000000000/pushed/Failure"))
                .singleElement()
                .satisfies(line -> assertThat(String.valueOf(line.get("delivery")))
                        .contains("destination=" + silent, "EndpointDisabled"));
    }

    private String endpoint(String application, String token, String enabled) {
        return sns.createPlatformEndpoint(create ->
                        create.platformApplicationArn(application).token(token).attributes(Map.of("Enabled", enabled)))
                .endpointArn();
    }
}

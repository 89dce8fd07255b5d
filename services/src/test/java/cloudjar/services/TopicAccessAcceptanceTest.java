package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Where permissions are enforced, a topic's policy lets others publish, and a queue's lets the topic send [SNS-8]. */
class TopicAccessAcceptanceTest {
    private static final String FRIEND = "111111111111";

    private static final String OVER_TLS_ALONE = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
               "Resource": "*"},
              {"Effect": "Deny", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*",
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}""";

    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static String allowTopic(String topic) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\""
                + topic
                + "\"}}}]}";
    }

    @Test
    void aQueueTakesMessagesOfTheTopicThatItsPolicyNames() {
        TestWorld world = CLOUD.cloud().mainWorld();
        SnsClient sns = world.client(SnsClient.builder());
        SqsClient sqs = world.client(SqsClient.builder());
        String open = sns.createTopic(create -> create.name("open")).topicArn();
        String other = sns.createTopic(create -> create.name("other")).topicArn();
        String url = sqs.createQueue(
                        create -> create.queueName("q").attributes(Map.of(QueueAttributeName.POLICY, allowTopic(open))))
                .queueUrl();
        for (String topic : new String[] {open, other}) {
            sns.subscribe(subscribe -> subscribe
                    .topicArn(topic)
                    .protocol("sqs")
                    .endpoint("arn:aws:sqs:us-east-1:000000000000:q")
                    .attributes(Map.of("RawMessageDelivery", "true")));
            sns.publish(publish -> publish.topicArn(topic).message(topic));
        }
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo(open));
    }

    /** Services call one another over TLS, whatever their own caller used. */
    @Test
    void aQueueThatRefusesPlainHttpTakesMessagesOfATopic() {
        TestWorld world = CLOUD.cloud().mainWorld();
        SnsClient sns = world.client(SnsClient.builder());
        SqsClient sqs = world.client(SqsClient.builder());
        String topic = sns.createTopic(create -> create.name("tls")).topicArn();
        String url = sqs.createQueue(create ->
                        create.queueName("tls-only").attributes(Map.of(QueueAttributeName.POLICY, OVER_TLS_ALONE)))
                .queueUrl();
        assertThatThrownBy(() -> sqs.sendMessage(send -> send.queueUrl(url).messageBody("plain")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("explicit deny");
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:tls-only")
                .attributes(Map.of("RawMessageDelivery", "true")));
        sns.publish(publish -> publish.topicArn(topic).message("told"));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("told"));
    }

    @Test
    void anotherAccountPublishesWhereTheTopicsPolicyLetsIt() {
        TestWorld world = CLOUD.cloud().mainWorld();
        SnsClient sns = world.client(SnsClient.builder());
        SnsClient friend = world.client(SnsClient.builder(), FRIEND, TestWorld.REGION);
        String topic = sns.createTopic(create -> create.name("shared")).topicArn();
        assertThatThrownBy(
                        () -> friend.publish(publish -> publish.topicArn(topic).message("x")))
                .isInstanceOf(AuthorizationErrorException.class)
                .hasMessageContaining("no resource-based policy allows");
        sns.addPermission(
                add -> add.topicArn(topic).label("f").awsAccountIds(FRIEND).actionNames("Publish"));
        assertThat(friend.publish(publish -> publish.topicArn(topic).message("x"))
                        .messageId())
                .isNotEmpty();
    }
}

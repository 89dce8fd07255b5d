package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Who may use the keys that messages are encrypted with, where permissions are enforced [SQS-20]. */
class MessageKeysAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private People people;
    private SqsClient sqs;
    private SnsClient sns;
    private KmsClient kms;

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld());
        sqs = people.root(SqsClient.builder());
        sns = people.root(SnsClient.builder());
        kms = people.root(KmsClient.builder());
    }

    private String queue(String name, String key) {
        String open = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";
        return sqs.createQueue(create -> create.queueName(name)
                        .attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key, QueueAttributeName.POLICY, open)))
                .queueUrl();
    }

    private static void assertRefused(ThrowingCallable call, String code, String action) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).contains("is not authorized to perform: " + action);
        });
    }

    private List<String> bodies(String url) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void whoMayUseAQueueOrATopicMayNotUseItsKey() {
        String key = kms.createKey().keyMetadata().arn();
        String url = queue("secret", key);
        String topic = sns.createTopic(create -> create.name("secret").attributes(Map.of("KmsMasterKeyId", key)))
                .topicArn();
        SqsClient ann = people.user("ann", SqsClient.builder());
        SnsClient bob = people.user("bob", SnsClient.builder());
        people.allow("ann", "sqs:*", "*");
        people.allow("bob", "sns:Publish", "*");

        assertRefused(
                () -> ann.sendMessage(send -> send.queueUrl(url).messageBody("x")),
                "KMS.AccessDeniedException",
                "kms:GenerateDataKey");
        assertRefused(
                () -> bob.publish(publish -> publish.topicArn(topic).message("x")),
                "KMSAccessDenied",
                "kms:GenerateDataKey");

        sqs.sendMessage(send -> send.queueUrl(url).messageBody("hello"));
        assertRefused(
                () -> ann.receiveMessage(receive -> receive.queueUrl(url)), "KMS.AccessDeniedException", "kms:Decrypt");
        assertThat(bodies(url)).containsExactly("hello");
    }

    @Test
    void aTopicTakesMessagesWhileItsKeyIsEnabled() {
        String key = kms.createKey().keyMetadata().keyId();
        String topic = sns.createTopic(create -> create.name("keyed").attributes(Map.of("KmsMasterKeyId", key)))
                .topicArn();
        kms.disableKey(disable -> disable.keyId(key));
        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic).message("x")))
                .isInstanceOf(KmsDisabledException.class);
        kms.enableKey(enable -> enable.keyId(key));
        sns.publish(publish -> publish.topicArn(topic).message("x"));
        // The data key serves for five minutes.
        kms.disableKey(disable -> disable.keyId(key));
        sns.publish(publish -> publish.topicArn(topic).message("x"));

        String managed = "alias/aws/sns";
        sns.setTopicAttributes(
                set -> set.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue(managed));
        sns.publish(publish -> publish.topicArn(topic).message("x"));
        assertThat(kms.describeKey(describe -> describe.keyId(managed))
                        .keyMetadata()
                        .keyManagerAsString())
                .isEqualTo("AWS");
    }

    /** SNS sends to an encrypted queue only where the key lets it, which the key of the service never does. */
    @Test
    void aTopicReachesAnEncryptedQueueWhereItsKeySaysSo() {
        String key = kms.createKey().keyMetadata().keyId();
        String policy = """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"},
                 {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
                  "Action":["kms:GenerateDataKey*","kms:Decrypt"],"Resource":"*"}]}""".formatted(people.account());
        kms.putKeyPolicy(put -> put.keyId(key).policyName("default").policy(policy));
        String managed = queue("managed", "alias/aws/sqs");
        String open = queue("open", key);
        String topic = sns.createTopic(create -> create.name("news")).topicArn();
        for (String queue : List.of("managed", "open")) {
            sns.subscribe(subscribe -> subscribe
                    .topicArn(topic)
                    .protocol("sqs")
                    .endpoint("arn:aws:sqs:us-east-1:" + people.account() + ":" + queue)
                    .attributes(Map.of("RawMessageDelivery", "true")));
        }

        sns.publish(publish -> publish.topicArn(topic).message("hello"));

        assertThat(bodies(open)).containsExactly("hello");
        assertThat(bodies(managed)).isEmpty();
    }
}

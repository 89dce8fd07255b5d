package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Permissions on queues, as AWS's SDK for Java meets them. The codes in brackets are those of the checks that a test proves. */
class QueueAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private People people;
    private SqsClient owner;
    private String url;
    private String arn;

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld());
        owner = people.root(SqsClient.builder());
        url = owner.createQueue(create -> create.queueName("orders")).queueUrl();
        arn = "arn:aws:sqs:us-east-1:" + people.account() + ":orders";
    }

    private static void assertDenied(Throwable thrown, String message) {
        assertThat(thrown).isInstanceOfSatisfying(SqsException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(403);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }

    /** [IAM-1] [IAM-4] */
    @Test
    void whatNoPolicyAllowsIsDenied() {
        SqsClient ann = people.user("ann", SqsClient.builder());
        assertThatThrownBy(() -> ann.sendMessage(send -> send.queueUrl(url).messageBody("one")))
                .satisfies(thrown -> assertDenied(
                        thrown,
                        "User: " + people.arn("user/ann")
                                + " is not authorized to perform: sqs:sendmessage on resource: " + arn
                                + " because no identity-based policy allows the sqs:sendmessage action"));
        people.allow("ann", "sqs:SendMessage", arn);
        ann.sendMessage(send -> send.queueUrl(url).messageBody("one"));
        // A batch needs the action of its single operation.
        ann.sendMessageBatch(send -> send.queueUrl(url)
                .entries(List.of(SendMessageBatchRequestEntry.builder()
                        .id("a")
                        .messageBody("two")
                        .build())));
        assertThatThrownBy(() -> ann.receiveMessage(receive -> receive.queueUrl(url)))
                .isInstanceOf(SqsException.class);
    }

    /** An unsigned call is let in by the queue's policy alone. */
    @Test
    void anybodySendsToAnOpenQueue() {
        SqsClient anybody = SqsClient.builder()
                .endpointOverride(CLOUD.cloud().mainWorld().endpoint())
                .region(TestWorld.REGION)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        assertThatThrownBy(() -> anybody.sendMessage(send -> send.queueUrl(url).messageBody("one")))
                .satisfies(thrown -> assertDenied(
                        thrown,
                        "User: anonymous is not authorized to perform: sqs:sendmessage on resource: " + arn
                                + " because no resource-based policy allows the sqs:sendmessage action"));
        owner.setQueueAttributes(
                set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "%s",
                  "Principal": "*"}]}""".formatted(arn))));
        anybody.sendMessage(send -> send.queueUrl(url).messageBody("one"));
        assertThatThrownBy(() -> anybody.receiveMessage(receive -> receive.queueUrl(url)))
                .isInstanceOf(SqsException.class);
    }

    /** [IAM-2] [IAM-5] */
    @Test
    void anotherAccountNeedsBothPolicies() {
        People partner = people.others();
        SqsClient bob = partner.user("bob", SqsClient.builder());
        partner.allow("bob", "sqs:*", "*");
        assertThatThrownBy(() -> bob.sendMessage(send -> send.queueUrl(url).messageBody("one")))
                .satisfies(thrown -> assertDenied(
                        thrown,
                        "User: " + partner.arn("user/bob")
                                + " is not authorized to perform: sqs:sendmessage on resource: " + arn
                                + " because no resource-based policy allows the sqs:sendmessage action"));
        owner.setQueueAttributes(set ->
                set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "%s",
                  "Principal": {"AWS": "%s"}}]}""".formatted(arn, partner.account()))));
        bob.sendMessage(send -> send.queueUrl(url).messageBody("one"));
        // No policy of a queue lets another account delete it.
        assertThatThrownBy(() -> bob.deleteQueue(delete -> delete.queueUrl(url)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("sqs:deletequeue");
    }
}

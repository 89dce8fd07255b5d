package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sqs.model.KmsNotFoundException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Messages of queues that have a key in KMS [SQS-20]. */
class QueueEncryptionAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Duration REUSE = Duration.ofMinutes(5);

    private TestWorld world;
    private SqsClient sqs;
    private KmsClient kms;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        sqs = world.client(SqsClient.builder());
        kms = world.client(KmsClient.builder());
    }

    private String key() {
        return kms.createKey().keyMetadata().keyId();
    }

    private String queue(String name, String key) {
        return sqs.createQueue(
                        create -> create.queueName(name).attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key)))
                .queueUrl();
    }

    private void send(String url, String body) {
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                .messages();
    }

    private List<String> bodies(String url) {
        return receive(url).stream().map(Message::body).toList();
    }

    private static void assertRefused(ThrowingCallable call, Class<? extends SqsException> type, String code) {
        assertThatThrownBy(call).isInstanceOf(type).satisfies(e -> assertThat(
                        ((SqsException) e).awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    @Test
    void bodiesAreKeptEncryptedAndReceivedAsTheyWereSent() {
        String url = queue("q", key());
        send(url, "secret of the day");
        sqs.sendMessageBatch(send -> send.queueUrl(url)
                .entries(List.of(SendMessageBatchRequestEntry.builder()
                        .id("a")
                        .messageBody("secret of the night")
                        .build())));

        assertThat(stored("q")).hasSize(2).allSatisfy(message -> {
            assertThat(message.body()).doesNotContain("secret");
            assertThat(message.seal()).isNotNull();
        });
        assertThat(bodies(url)).containsExactly("secret of the day", "secret of the night");
    }

    private List<cloudjar.services.sqs.Message> stored(String queue) {
        SqsTables tables = SqsTables.in(TestWorld.ACCOUNT, TestWorld.REGION.id());
        return world.world().store().read(snapshot -> {
            long backlog = tables.queues.get(snapshot, queue).orElseThrow().backlog();
            return tables.messages
                    .rows(snapshot, cloudjar.kernel.store.Range.prefix(cloudjar.kernel.store.Key.of(backlog)))
                    .values();
        });
    }

    @Test
    void aDataKeyServesForItsPeriodAndForOneQueue() {
        String url = queue("q", key());
        String other = queue("other", key());
        send(url, "1");
        send(url, "2");
        send(other, "3");
        world.clock().advance(REUSE);
        send(url, "4");

        assertThat(stored("q").stream().map(cloudjar.services.sqs.Message::seal).distinct())
                .hasSize(2);
        assertThat(stored("q").stream().map(cloudjar.services.sqs.Message::seal))
                .doesNotContainAnyElementsOf(stored("other").stream()
                        .map(cloudjar.services.sqs.Message::seal)
                        .toList());
        assertThat(bodies(url)).containsExactly("1", "2", "4");
    }

    @Test
    void theKeyOfTheServiceAppearsWhenItIsNeeded() {
        String url = queue("q", "alias/aws/sqs");
        assertThat(targets()).doesNotContainKey("alias/aws/sqs");

        send(url, "hello");

        assertThat(targets().get("alias/aws/sqs")).isNotNull();
        assertThat(bodies(url)).containsExactly("hello");
    }

    private Map<String, String> targets() {
        return kms.listAliases().aliases().stream()
                .filter(alias -> alias.targetKeyId() != null)
                .collect(Collectors.toMap(AliasListEntry::aliasName, AliasListEntry::targetKeyId));
    }

    @Test
    void aKeyThatCannotBeUsedStopsSendersAtOnceAndOthersAfterThePeriod() {
        String key = key();
        String url = queue("q", key);
        send(url, "hello");
        String fresh = queue("fresh", key);
        kms.disableKey(disable -> disable.keyId(key));

        assertRefused(() -> send(fresh, "x"), KmsDisabledException.class, "KMS.DisabledException");
        send(url, "within the period");
        world.clock().advance(REUSE);
        assertRefused(() -> send(url, "x"), KmsDisabledException.class, "KMS.DisabledException");
        assertRefused(() -> receive(url), KmsDisabledException.class, "KMS.DisabledException");

        kms.enableKey(enable -> enable.keyId(key));
        assertThat(receive(url).stream().map(Message::body)).containsExactly("hello", "within the period");

        kms.scheduleKeyDeletion(delete -> delete.keyId(key));
        assertRefused(() -> send(fresh, "x"), KmsInvalidStateException.class, "KMS.InvalidStateException");
        assertRefused(
                () -> send(queue("none", "alias/none"), "x"), KmsNotFoundException.class, "KMS.NotFoundException");
    }

    @Test
    void deadLettersStayAsTheyWereEncrypted() {
        sqs.createQueue(create -> create.queueName("dead"));
        String url = queue("q", key());
        sqs.setQueueAttributes(set -> set.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":1}",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0")));
        send(url, "poison");
        assertThat(bodies(url)).containsExactly("poison");
        assertThat(bodies(url)).isEmpty();

        assertThat(stored("dead"))
                .allSatisfy(message -> assertThat(message.seal()).isNotNull());
        assertThat(bodies(sqs.getQueueUrl(get -> get.queueName("dead")).queueUrl()))
                .containsExactly("poison");
    }
}

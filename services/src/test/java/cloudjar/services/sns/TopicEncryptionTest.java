package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Range;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What topics that have a key in KMS keep of their messages. */
class TopicEncryptionTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private SnsClient sns;
    private SqsClient sqs;
    private KmsClient kms;
    private String key;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        world.clock().freeze();
        sns = world.client(SnsClient.builder());
        sqs = world.client(SqsClient.builder());
        kms = world.client(KmsClient.builder());
        key = kms.createKey().keyMetadata().keyId();
    }

    private SnsTables tables() {
        return SnsTables.in(TestWorld.ACCOUNT, TestWorld.REGION.id());
    }

    private String archive() {
        String topic = sns.createTopic(create -> create.name("t.fifo")
                        .attributes(Map.of(
                                "FifoTopic", "true",
                                "ContentBasedDeduplication", "true",
                                "KmsMasterKeyId", key,
                                "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}")))
                .topicArn();
        sns.publish(publish -> publish.topicArn(topic).messageGroupId("g").message("secret of the day"));
        sns.publish(publish -> publish.topicArn(topic)
                .messageGroupId("g")
                .messageStructure("json")
                .message("{\"default\":\"secret for all\",\"sqs\":\"secret for queues\"}"));
        return topic;
    }

    private List<String> replayed(String topic) {
        String url = sqs.createQueue(create -> create.queueName("late")).queueUrl();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:late")
                .attributes(Map.of(
                        "RawMessageDelivery",
                        "true",
                        "ReplayPolicy",
                        "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00Z\"}")));
        world.clock().advance(Duration.ofSeconds(1));
        return sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void anArchiveIsKeptEncryptedAndReplayedAsItWasPublished() {
        String topic = archive();
        List<Publication> kept = world.world()
                .store()
                .read(snapshot -> tables().archive.from(snapshot, "t.fifo", 0, 10).toList().stream()
                        .map(row -> row.value().value())
                        .toList());
        assertThat(kept).hasSize(2).allSatisfy(publication -> {
            assertThat(publication.toString()).doesNotContain("secret");
            assertThat(publication.seal()).isNotNull();
        });
        assertThat(replayed(topic)).containsExactly("secret of the day", "secret for queues");
    }

    /** Longer than a data key serves: KMS is asked to open it again, and says no. */
    @Test
    void whatTheKeyDoesNotOpenAnyMoreIsNotReplayed() {
        String topic = archive();
        world.clock().advance(Duration.ofMinutes(5));
        kms.disableKey(disable -> disable.keyId(key));
        assertThat(replayed(topic)).isEmpty();
    }

    @Test
    void whatWaitsForAnotherAttemptIsKeptEncrypted() throws Exception {
        String topic = sns.createTopic(create -> create.name("t").attributes(Map.of("KmsMasterKeyId", key)))
                .topicArn();
        try (Receiver receiver = new Receiver()) {
            sns.subscribe(
                    subscribe -> subscribe.topicArn(topic).protocol("http").endpoint(receiver.url()));
            String token = member(receiver.next().body(), "Token");
            sns.confirmSubscription(confirm -> confirm.topicArn(topic).token(token));
            receiver.answer(500);
            sns.publish(publish -> publish.topicArn(topic).message("secret"));

            assertThat(member(receiver.next().body(), "Message")).isEqualTo("secret");
            List<Delivery> waiting = world.world().store().read(snapshot -> tables().deliveries
                    .rows(snapshot, Range.all())
                    .values());
            // The row of the confirmation may be there yet: its attempt ends when its answer is noted.
            assertThat(waiting)
                    .allSatisfy(delivery ->
                            assertThat(delivery.publication().toString()).doesNotContain("secret"))
                    .anySatisfy(delivery ->
                            assertThat(delivery.publication().seal()).isNotNull());
        }
    }

    private static String member(String body, String name) {
        return String.valueOf(Json.object(body).orElseThrow().get(name));
    }
}

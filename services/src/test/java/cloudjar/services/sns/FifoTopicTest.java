package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Topics that keep an order: to FIFO queues, from many publishers at once, and again from their archive. */
class FifoTopicTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private SnsClient sns;
    private SqsClient sqs;

    @BeforeEach
    void open(TestWorld world) {
        sns = world.client(SnsClient.builder());
        sqs = world.client(SqsClient.builder());
    }

    private String topic(Map<String, String> attributes) {
        Map<String, String> all = new java.util.HashMap<>(attributes);
        all.put("FifoTopic", "true");
        return sns.createTopic(create -> create.name("t.fifo").attributes(all)).topicArn();
    }

    private String subscriber(String topic, String name, Map<String, String> attributes) {
        String url = sqs.createQueue(create -> create.queueName(name)
                        .attributes(name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()))
                .queueUrl();
        Map<String, String> all = new java.util.HashMap<>(attributes);
        all.put("RawMessageDelivery", "true");
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:" + name)
                .attributes(all));
        return url;
    }

    private PublishResponse publish(String topic, String group, String message) {
        return sns.publish(
                publish -> publish.topicArn(topic).messageGroupId(group).message(message));
    }

    /** All messages of a queue, in the order in which it gives them; deletes them. */
    private List<Message> drain(String url) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive -> receive.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
            some.forEach(message ->
                    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    @Test
    void duplicatesWithinFiveMinutesAreAcceptedAndNotSent(TestWorld world) {
        world.clock().freeze();
        String topic = topic(Map.of("ContentBasedDeduplication", "true"));
        String url = subscriber(topic, "q", Map.of());
        PublishResponse first = publish(topic, "g", "same");
        PublishResponse again = publish(topic, "g", "same");
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber()).hasSize(20);
        assertThat(drain(url)).hasSize(1);
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(publish(topic, "g", "same").sequenceNumber()).isGreaterThan(first.sequenceNumber());
        assertThat(drain(url)).hasSize(1);
    }

    @Test
    void aDeduplicationIdCountsInItsGroupWhereTheTopicSaysSo() {
        String topic = topic(Map.of("ContentBasedDeduplication", "true", "FifoThroughputScope", "MessageGroup"));
        String url = subscriber(topic, "q", Map.of());
        publish(topic, "a", "same");
        publish(topic, "b", "same");
        publish(topic, "b", "same");
        assertThat(drain(url)).hasSize(2);
    }

    @Test
    void whatManyPublishAtOnceArrivesInTheOrderOfTheirNumbers() throws Exception {
        String topic = topic(Map.of("ContentBasedDeduplication", "true"));
        String url = subscriber(topic, "q.fifo", Map.of());
        List<Future<List<String>>> published = new ArrayList<>();
        try (ExecutorService publishers = Executors.newFixedThreadPool(4)) {
            for (int p = 0; p < 4; p++) {
                int publisher = p;
                published.add(publishers.submit(() -> {
                    List<String> numbers = new ArrayList<>();
                    for (int i = 0; i < 25; i++) {
                        String message = publisher + "/" + i;
                        numbers.add(publish(topic, "g", message).sequenceNumber() + " " + message);
                    }
                    return numbers;
                }));
            }
        }
        List<String> expected = new ArrayList<>();
        for (Future<List<String>> each : published) {
            expected.addAll(each.get());
        }
        expected.sort(null);
        assertThat(drain(url).stream().map(Message::body))
                .containsExactlyElementsOf(expected.stream()
                        .map(each -> each.substring(each.indexOf(' ') + 1))
                        .toList());
    }

    @Test
    void aLateSubscriberMayHaveArchivedMessagesFirst(TestWorld world) {
        world.clock().freeze();
        String topic = topic(
                Map.of("ContentBasedDeduplication", "true", "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}"));
        publish(topic, "g", "too old");
        world.clock().advance(Duration.ofDays(1));
        Instant start = world.clock().now();
        for (int i = 0; i < 120; i++) {
            publish(topic, "g", "m" + i);
        }
        String url = subscriber(
                topic,
                "late",
                Map.of("ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + start + "\"}"));
        world.clock().advance(Duration.ofSeconds(1));
        publish(topic, "g", "new");
        world.clock().advance(Duration.ofSeconds(1));
        List<String> bodies = drain(url).stream().map(Message::body).toList();
        assertThat(bodies).hasSize(121).startsWith("m0", "m1").endsWith("m119", "new");
        String subscription = sns.listSubscriptionsByTopic(list -> list.topicArn(topic))
                .subscriptions()
                .getFirst()
                .subscriptionArn();
        assertThat(sns.getSubscriptionAttributes(get -> get.subscriptionArn(subscription))
                        .attributes()
                        .get("ReplayStatus"))
                .contains("\"Status\":\"Completed\"");
    }

    @Test
    void theArchiveForgetsAfterItsDays(TestWorld world) {
        world.clock().freeze();
        String topic = topic(
                Map.of("ContentBasedDeduplication", "true", "ArchivePolicy", "{\"MessageRetentionPeriod\":\"2\"}"));
        publish(topic, "g", "old");
        world.clock().advance(Duration.ofDays(4));
        publish(topic, "g", "young");
        String url = subscriber(
                topic,
                "late",
                Map.of("ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2020-01-01T00:00:00.000Z\"}"));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(drain(url).stream().map(Message::body)).containsExactly("young");
    }
}

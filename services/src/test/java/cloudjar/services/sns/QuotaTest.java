package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SubscriptionLimitExceededException;
import software.amazon.awssdk.services.sns.model.TopicLimitExceededException;

/** How much of everything there may be [SNS-1]. */
class QuotaTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final int FIFO_TOPICS = 1000;
    private static final long SUBSCRIPTIONS = 12_500_000;

    private static Topic fifo(int number) {
        String name = "t" + number + Topic.FIFO_SUFFIX;
        return new Topic(
                TestWorld.ACCOUNT,
                TestWorld.REGION.id(),
                name,
                number,
                Map.of(TopicAttributes.FIFO_TOPIC, "true"),
                Map.of(),
                null,
                0);
    }

    /** Kinds of topics are counted apart, also in worlds that were not counting yet. */
    @Test
    void thereIsRoomForSoManyTopics(TestWorld world) {
        SnsTables tables = SnsTables.in(TestWorld.ACCOUNT, TestWorld.REGION.id());
        world.world().store().write(tx -> {
            for (int i = 0; i < FIFO_TOPICS; i++) {
                tables.topics.put(tx, fifo(i).name(), fifo(i));
            }
            return tables;
        });
        SnsClient sns = world.client(SnsClient.builder());
        Map<String, String> fifo = Map.of(TopicAttributes.FIFO_TOPIC, "true");
        assertThatThrownBy(
                        () -> sns.createTopic(create -> create.name("more.fifo").attributes(fifo)))
                .isInstanceOf(TopicLimitExceededException.class);
        String standard = sns.createTopic(create -> create.name("standard")).topicArn();
        assertThat(sns.createTopic(create -> create.name("t1.fifo").attributes(fifo))
                        .topicArn())
                .endsWith(":t1.fifo");

        sns.deleteTopic(delete -> delete.topicArn(standard));
        sns.deleteTopic(delete -> delete.topicArn(standard.replace("standard", "t1.fifo")));
        sns.createTopic(create -> create.name("more.fifo").attributes(fifo));
        assertThatThrownBy(
                        () -> sns.createTopic(create -> create.name("t1.fifo").attributes(fifo)))
                .isInstanceOf(TopicLimitExceededException.class);
        assertThat(SnsLimits.TOPICS_MAX.current()).isEqualTo(100_000);
    }

    @Test
    void aTopicHasRoomForSoManySubscriptions(TestWorld world) {
        SnsClient sns = world.client(SnsClient.builder());
        String topic = sns.createTopic(create -> create.name("t")).topicArn();
        SnsTables tables = SnsTables.in(TestWorld.ACCOUNT, TestWorld.REGION.id());
        world.world().store().write(tx -> {
            tables.counts.put(tx, "t", new TopicCounts(SUBSCRIPTIONS - 1, 0, 0));
            return tables;
        });
        String queue = "arn:aws:sqs:us-east-1:000000000000:";
        sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(queue + "last"));
        assertThatThrownBy(() -> sns.subscribe(
                        subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(queue + "more")))
                .isInstanceOf(SubscriptionLimitExceededException.class);
        assertThat(SnsLimits.SUBSCRIPTIONS_MAX.notes()).isEqualTo(10_000_000);
    }
}

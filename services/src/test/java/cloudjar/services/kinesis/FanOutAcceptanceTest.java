package cloudjar.services.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** Enhanced fan-out by AWS's SDK, over HTTP/2 and CBOR. [KDS-7] */
class FanOutAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String FIRST = "shardId-000000000000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A subscription as its consumer sees it. */
    private record Pushed(BlockingQueue<SubscribeToShardEvent> events, CompletableFuture<Void> end) {
        static Pushed to(KinesisAsyncClient kinesis, String consumer) {
            BlockingQueue<SubscribeToShardEvent> events = new LinkedBlockingQueue<>();
            CompletableFuture<Void> end = kinesis.subscribeToShard(
                    subscribe -> subscribe
                            .consumerARN(consumer)
                            .shardId(FIRST)
                            .startingPosition(from -> from.type(ShardIteratorType.TRIM_HORIZON)),
                    SubscribeToShardResponseHandler.builder()
                            .subscriber(SubscribeToShardResponseHandler.Visitor.builder()
                                    .onSubscribeToShardEvent(events::add)
                                    .build())
                            .build());
            return new Pushed(events, end);
        }

        SubscribeToShardEvent next() throws InterruptedException {
            return Objects.requireNonNull(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing was pushed");
        }

        SubscribeToShardEvent nextWithRecords() throws InterruptedException {
            SubscribeToShardEvent event = next();
            while (event.records().isEmpty()) {
                event = next();
            }
            return event;
        }
    }

    @Test
    void recordsArePushedAsTheyComeUntilTheShardEnds(TestWorld world) throws Exception {
        TestStream stream = TestStream.of(world, 1);
        stream.put("k", "a");
        String consumer = stream.kinesis()
                .registerStreamConsumer(
                        register -> register.streamARN(stream.arn()).consumerName("app"))
                .consumer()
                .consumerARN();
        assertThat(consumer).matches("arn:aws:kinesis:us-east-1:000000000000:stream/events/consumer/app:\\d{10}");
        try (KinesisAsyncClient kinesis = world.asyncClient(KinesisAsyncClient.builder())) {
            Pushed pushed = Pushed.to(kinesis, consumer);
            SubscribeToShardEvent first = pushed.nextWithRecords();
            assertThat(first.records()).extracting(TestStream::text).containsExactly("a");
            assertThat(first.continuationSequenceNumber())
                    .isEqualTo(first.records().getFirst().sequenceNumber());
            stream.put("k", "b");
            assertThat(pushed.nextWithRecords().records())
                    .extracting(TestStream::text)
                    .containsExactly("b");
            stream.kinesis().splitShard(split -> split.streamName("events")
                    .shardToSplit(FIRST)
                    .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
            SubscribeToShardEvent end = pushed.next();
            assertThat(end.childShards()).hasSize(2);
            assertThat(end.continuationSequenceNumber()).isNull();
            pushed.end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aSubscriptionLastsFiveMinutesAndOneIsEnough(TestWorld world) throws Exception {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        String consumer = stream.kinesis()
                .registerStreamConsumer(
                        register -> register.streamARN(stream.arn()).consumerName("app"))
                .consumer()
                .consumerARN();
        try (KinesisAsyncClient kinesis = world.asyncClient(KinesisAsyncClient.builder())) {
            Pushed pushed = Pushed.to(kinesis, consumer);
            assertThat(pushed.next().records()).isEmpty();
            assertThatThrownBy(() -> Pushed.to(kinesis, consumer).end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ResourceInUseException.class);
            world.clock().advance(Duration.ofSeconds(5));
            Pushed later = Pushed.to(kinesis, consumer);
            pushed.end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            stream.put("k", "to the later one");
            assertThat(later.nextWithRecords().records()).hasSize(1);
            world.clock().advance(Duration.ofMinutes(5));
            later.end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void consumersAreRegisteredListedAndDeregistered(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        String arn = stream.arn();
        for (int i = 0; i < 20; i++) {
            String name = "app-" + (char) ('a' + i);
            stream.kinesis()
                    .registerStreamConsumer(register -> register.streamARN(arn).consumerName(name));
        }
        assertThatThrownBy(() -> stream.kinesis().registerStreamConsumer(register -> register.streamARN(arn)
                        .consumerName("more")))
                .hasMessageContaining("20 consumers");
        assertThatThrownBy(() -> stream.kinesis().registerStreamConsumer(register -> register.streamARN(arn)
                        .consumerName("app-a")))
                .isInstanceOf(ResourceInUseException.class);
        var page =
                stream.kinesis().listStreamConsumers(list -> list.streamARN(arn).maxResults(15));
        assertThat(page.consumers()).hasSize(15);
        assertThat(stream.kinesis()
                        .listStreamConsumers(list -> list.streamARN(arn).nextToken(page.nextToken()))
                        .consumers())
                .hasSize(5);
        assertThatThrownBy(() -> stream.kinesis().deleteStream(delete -> delete.streamName("events")))
                .isInstanceOf(ResourceInUseException.class);
        stream.kinesis()
                .deregisterStreamConsumer(
                        deregister -> deregister.streamARN(arn).consumerName("app-a"));
        assertThatThrownBy(() -> stream.kinesis().describeStreamConsumer(describe -> describe.streamARN(arn)
                        .consumerName("app-a")))
                .isInstanceOf(ResourceNotFoundException.class);
        stream.kinesis().deleteStream(delete -> delete.streamName("events").enforceConsumerDeletion(true));
    }
}

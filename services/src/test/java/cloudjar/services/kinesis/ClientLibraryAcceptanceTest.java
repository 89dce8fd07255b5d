package cloudjar.services.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;

/** An application of the Kinesis Client Library 3 to which a stream is pushed. [KCL-1] */
class ClientLibraryAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String APPLICATION = "reader";
    private static final int KEYS = 20;

    /** The library tells of each of its rounds. */
    private static final Logger LIBRARY = Logger.getLogger("software.amazon.kinesis");

    /** Far more than it takes: the library waits between its rounds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void quiet() {
        LIBRARY.setLevel(Level.SEVERE);
    }

    /** What an application has seen. */
    private record Seen(BlockingQueue<String> records, Set<String> shards, Set<String> ended) {}

    /** One for each lease. */
    private static final class Processor implements ShardRecordProcessor {
        private final Seen seen;
        private String shard = "";

        Processor(Seen seen) {
            this.seen = seen;
        }

        @Override
        public void initialize(InitializationInput input) {
            shard = input.shardId();
            assertThat(seen.shards.add(shard)).as("%s is leased once", shard).isTrue();
        }

        @Override
        public void processRecords(ProcessRecordsInput input) {
            for (KinesisClientRecord record : input.records()) {
                byte[] data = new byte[record.data().remaining()];
                record.data().get(data);
                seen.records.add(record.partitionKey() + " " + new String(data, StandardCharsets.UTF_8));
            }
            checkpoint(input.checkpointer());
        }

        @Override
        public void leaseLost(LeaseLostInput input) {}

        @Override
        public void shardEnded(ShardEndedInput input) {
            seen.ended.add(shard);
            checkpoint(input.checkpointer());
        }

        @Override
        public void shutdownRequested(ShutdownRequestedInput input) {
            checkpoint(input.checkpointer());
        }

        private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
            try {
                checkpointer.checkpoint();
            } catch (InvalidStateException | ShutdownException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Scheduler application(
            TestStream stream,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            CloudWatchAsyncClient metrics,
            Seen seen)
            throws Exception {
        SingleStreamTracker tracker = new SingleStreamTracker(
                stream.name(),
                InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON));
        ConfigsBuilder configs =
                new ConfigsBuilder(tracker, APPLICATION, kinesis, dynamo, metrics, "worker", () -> new Processor(seen));
        String consumer = stream.kinesis()
                .registerStreamConsumer(
                        register -> register.streamARN(stream.arn()).consumerName(APPLICATION))
                .consumer()
                .consumerARN();
        Scheduler scheduler = new Scheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig()
                        .parentShardPollIntervalMillis(200)
                        .skipShardSyncAtWorkerInitializationIfLeasesExist(true),
                configs.leaseManagementConfig().failoverTimeMillis(1000).shardSyncIntervalMillis(1000),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                configs.retrievalConfig()
                        .retrievalSpecificConfig(new FanOutConfig(kinesis)
                                .streamName(stream.name())
                                .consumerArn(consumer)));
        // A first worker waits for up to half a minute whether another one makes the leases; here they are there when
        // it begins.
        scheduler.leaseCoordinator().initialize();
        tracker.streamConfigList()
                .forEach(config ->
                        scheduler.shardSyncTaskManagerProvider().apply(config).callShardSyncTask());
        return scheduler;
    }

    private static void write(TestStream stream, int version) {
        for (int key = 0; key < KEYS; key++) {
            stream.put("key-" + key, Integer.toString(version));
        }
    }

    @Test
    void everyRecordArrivesOnceAndInTheOrderOfItsKey(TestWorld world) throws Exception {
        TestStream stream = TestStream.of(world, 2);
        write(stream, 0);
        write(stream, 1);
        stream.kinesis().mergeShards(merge -> merge.streamName("events")
                .shardToMerge("shardId-000000000000")
                .adjacentShardToMerge("shardId-000000000001"));
        write(stream, 2);
        Seen seen = new Seen(new LinkedBlockingQueue<>(), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        try (KinesisAsyncClient kinesis = world.asyncClient(KinesisAsyncClient.builder());
                DynamoDbAsyncClient dynamo = world.asyncClient(DynamoDbAsyncClient.builder());
                CloudWatchAsyncClient metrics = world.asyncClient(CloudWatchAsyncClient.builder())) {
            Scheduler scheduler = application(stream, kinesis, dynamo, metrics, seen);
            Thread worker = Thread.ofPlatform().daemon().start(scheduler);
            try {
                Map<String, List<String>> arrived = new ConcurrentHashMap<>();
                for (int i = 0; i < KEYS * 3; i++) {
                    String record = seen.records.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    String[] parts =
                            Objects.requireNonNull(record, "record " + i).split(" ", -1);
                    arrived.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
                }
                assertThat(arrived).hasSize(KEYS);
                assertThat(arrived.values())
                        .allSatisfy(versions -> assertThat(versions).containsExactly("0", "1", "2"));
                assertThat(seen.records).as("no record twice").isEmpty();
                assertThat(seen.shards)
                        .as("one processor for each shard")
                        .containsExactlyInAnyOrderElementsOf(
                                stream.shards().stream().map(Shard::shardId).toList());
                assertThat(seen.ended).containsExactlyInAnyOrder("shardId-000000000000", "shardId-000000000001");
            } finally {
                LIBRARY.setLevel(Level.OFF); // it logs each task that its end cuts off as an error
                scheduler.shutdown();
                worker.join(PATIENCE);
            }
        }
        assertThat(world.client(DynamoDbClient.builder()).listTables().tableNames())
                .as("a table for the application's leases")
                .contains(APPLICATION);
    }
}

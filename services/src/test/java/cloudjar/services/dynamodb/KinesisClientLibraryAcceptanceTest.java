package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** An application of the Kinesis Client Library 3 that reads a stream of a table by AWS's adapter. [DDB-16] */
class KinesisClientLibraryAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TABLE = "watched";
    private static final String APPLICATION = "watcher";
    private static final int KEYS = 40;
    private static final int VERSIONS = 6;
    private static final int SHARDS = 4;
    private static final Duration LIFE_OF_SHARD = Duration.ofHours(4).plusMinutes(1);

    /** The library tells of each of its rounds. */
    private static final Logger LIBRARY = Logger.getLogger("software.amazon.kinesis");

    /** Far more than it takes: the library waits between its rounds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void quiet() {
        LIBRARY.setLevel(Level.SEVERE);
    }

    /** What an application has seen. */
    private record Seen(BlockingQueue<Record> records, Set<String> shards, Set<String> ended) {
        static Seen nothing() {
            return new Seen(new LinkedBlockingQueue<>(), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        }
    }

    /** One for each lease. */
    private static final class Processor implements DynamoDBStreamsShardRecordProcessor {
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
        public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
            input.records().forEach(record -> seen.records.add(record.getRecord()));
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
            TestWorld world, String stream, DynamoDbAsyncClient dynamo, CloudWatchAsyncClient metrics, Seen seen)
            throws Exception {
        AmazonDynamoDBStreamsAdapterClient adapter =
                new AmazonDynamoDBStreamsAdapterClient(world.client(DynamoDbStreamsClient.builder()), TestWorld.REGION);
        var tracker = StreamsSchedulerFactory.createSingleStreamTracker(
                stream, InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON));
        ConfigsBuilder configs =
                new ConfigsBuilder(tracker, APPLICATION, adapter, dynamo, metrics, "worker", () -> new Processor(seen));
        PollingConfig polling = new DynamoDBStreamsPollingConfig(adapter).idleTimeBetweenReadsInMillis(200);
        Scheduler scheduler = StreamsSchedulerFactory.createScheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig()
                        .parentShardPollIntervalMillis(200)
                        .skipShardSyncAtWorkerInitializationIfLeasesExist(true),
                configs.leaseManagementConfig().failoverTimeMillis(1000).shardSyncIntervalMillis(1000),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                configs.retrievalConfig().retrievalSpecificConfig(polling),
                adapter);
        // A first worker waits for up to half a minute whether another one makes the leases; here they are there when
        // it begins.
        scheduler.leaseCoordinator().initialize();
        tracker.streamConfigList()
                .forEach(config ->
                        scheduler.shardSyncTaskManagerProvider().apply(config).callShardSyncTask());
        return scheduler;
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private static void write(DynamoDbClient dynamo, int version) {
        for (int key = 0; key < KEYS; key++) {
            String id = "key-" + key;
            dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("id", s(id), "version", n(version))));
        }
    }

    private static void assertShards(List<Shard> shards, Seen seen) {
        assertThat(shards).as("those at first, and those that follow").hasSizeGreaterThanOrEqualTo(2 * SHARDS);
        assertThat(seen.shards)
                .containsExactlyInAnyOrderElementsOf(
                        shards.stream().map(Shard::shardId).toList());
        assertThat(seen.ended)
                .containsExactlyInAnyOrderElementsOf(shards.stream()
                        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null)
                        .map(Shard::shardId)
                        .toList());
    }

    @Test
    void everyRecordArrivesOnceAndInTheOrderOfItsKey(TestWorld world) throws Exception {
        DynamoDbClient table = world.client(DynamoDbClient.builder());
        String stream = table.createTable(create -> create.tableName(TABLE)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(SHARDS * 1000L - 1))
                        .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                        .keySchema(Songs.key("id", KeyType.HASH))
                        .streamSpecification(on -> on.streamEnabled(true).streamViewType("NEW_IMAGE")))
                .tableDescription()
                .latestStreamArn();
        IntStream.range(0, VERSIONS / 2).forEach(version -> write(table, version));
        world.clock().advance(LIFE_OF_SHARD);
        IntStream.range(VERSIONS / 2, VERSIONS).forEach(version -> write(table, version));
        Seen seen = Seen.nothing();
        try (DynamoDbAsyncClient dynamo = world.asyncClient(DynamoDbAsyncClient.builder());
                CloudWatchAsyncClient metrics = world.asyncClient(CloudWatchAsyncClient.builder())) {
            Scheduler scheduler = application(world, stream, dynamo, metrics, seen);
            Thread worker = Thread.ofPlatform().daemon().start(scheduler);
            try {
                Map<String, List<String>> arrived = new ConcurrentHashMap<>();
                for (int i = 0; i < KEYS * VERSIONS; i++) {
                    Record record = seen.records.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    assertThat(record).as("record %d of %d", i, KEYS * VERSIONS).isNotNull();
                    var image = record.dynamodb().newImage();
                    arrived.computeIfAbsent(required(image, "id").s(), id -> new ArrayList<>())
                            .add(required(image, "version").n());
                }
                assertThat(arrived).hasSize(KEYS);
                assertThat(arrived.values())
                        .allSatisfy(versions -> assertThat(versions).containsExactly("0", "1", "2", "3", "4", "5"));
                assertThat(seen.records).as("no record twice").isEmpty();
                assertShards(new StreamReader(world.client(DynamoDbStreamsClient.builder()), stream).shards(), seen);
                assertThat(table.scan(scan -> scan.tableName(APPLICATION)).items())
                        .as("a lease for each shard")
                        .extracting(lease -> required(lease, "leaseKey").s())
                        .containsExactlyInAnyOrderElementsOf(seen.shards);
            } finally {
                LIBRARY.setLevel(Level.OFF); // it logs each task that its end cuts off as an error
                scheduler.shutdown();
                worker.join(PATIENCE);
            }
        }
        assertThat(table.listTables().tableNames())
                .contains(APPLICATION, APPLICATION + "-WorkerMetricStats", APPLICATION + "-CoordinatorState");
    }
}

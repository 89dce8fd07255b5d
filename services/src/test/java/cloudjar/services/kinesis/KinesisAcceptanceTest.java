package cloudjar.services.kinesis;

import static cloudjar.services.kinesis.TestStream.text;
import static cloudjar.services.kinesis.TestStream.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** AWS's SDK for Java against Kinesis in process: the SDK speaks CBOR here. */
class KinesisAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String FIRST = "shardId-000000000000";

    private static PutRecordsRequestEntry entry(String key, String data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromUtf8String(data))
                .build();
    }

    /** [KDS-3], [KDS-6], [KDS-10] */
    @Test
    void recordsGoToTheShardOfTheirKeyAndStayInOrder(TestWorld world) {
        TestStream stream = TestStream.of(world, 3);
        assertThat(stream.shards())
                .extracting(Shard::shardId)
                .containsExactly(FIRST, "shardId-000000000001", "shardId-000000000002");
        assertThat(stream.shards().get(1).hashKeyRange().startingHashKey())
                .isEqualTo("113427455640312821154458202477256070485");
        List<BigInteger> numbers = new ArrayList<>();
        String shard = "";
        for (int i = 0; i < 5; i++) {
            PutRecordResponse put = stream.put("one", "n" + i);
            numbers.add(new BigInteger(put.sequenceNumber()));
            shard = put.shardId();
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        GetRecordsResponse page = stream.read(shard, ShardIteratorType.TRIM_HORIZON);
        assertThat(texts(page)).containsExactly("n0", "n1", "n2", "n3", "n4");
        assertThat(page.records())
                .extracting(record -> new BigInteger(record.sequenceNumber()))
                .isEqualTo(numbers);
        assertThat(page.records()).allSatisfy(record -> assertThat(record.approximateArrivalTimestamp())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60)));
        assertThat(page.millisBehindLatest()).isZero();
        // The MD5 of "one" is f97c…, which is in the last third.
        assertThat(shard).isEqualTo("shardId-000000000002");
        PutRecordResponse explicit = stream.kinesis().putRecord(put -> put.streamName("events")
                .partitionKey("one")
                .explicitHashKey("0")
                .sequenceNumberForOrdering(numbers.getLast().toString())
                .data(SdkBytes.fromUtf8String("x")));
        assertThat(explicit.shardId()).isEqualTo(FIRST);
    }

    @Test
    void iteratorsBeginWhereTheySay(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        String early = stream.iterator(FIRST, where -> where.shardIteratorType(ShardIteratorType.LATEST));
        String first = stream.put("k", "a").sequenceNumber();
        world.clock().advance(Duration.ofSeconds(10));
        Instant between = world.clock().now();
        stream.put("k", "b");
        assertThat(texts(stream.read(FIRST, ShardIteratorType.LATEST))).isEmpty();
        assertThat(texts(stream.kinesis().getRecords(get -> get.shardIterator(early))))
                .containsExactly("a", "b");
        assertThat(texts(stream.read(FIRST, where -> where.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(first))))
                .containsExactly("a", "b");
        assertThat(texts(stream.read(FIRST, where -> where.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(first))))
                .containsExactly("b");
        assertThat(texts(stream.read(FIRST, where -> where.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(between))))
                .containsExactly("b");
        world.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThatThrownBy(() -> stream.kinesis().getRecords(get -> get.shardIterator(early)))
                .isInstanceOf(ExpiredIteratorException.class)
                .hasMessageContaining("tolerated delay of 300000 milliseconds");
        assertThatThrownBy(() -> stream.kinesis().getRecords(get -> get.shardIterator("nonsense")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> stream.read(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.");
        assertThatThrownBy(() -> stream.read("shardId-000000000009", ShardIteratorType.LATEST))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "Shard shardId-000000000009 in stream events under account 000000000000 does not exist");
    }

    @Test
    void pagesEndAtTheirLimitAndSayHowFarTheyAreBehind(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        IntStream.range(0, 5).forEach(i -> stream.put("k", "n" + i));
        world.clock().advance(Duration.ofSeconds(7));
        String start = stream.iterator(FIRST, where -> where.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
        GetRecordsResponse page =
                stream.kinesis().getRecords(get -> get.shardIterator(start).limit(2));
        assertThat(texts(page)).containsExactly("n0", "n1");
        assertThat(page.millisBehindLatest()).isEqualTo(7000);
        String next = page.nextShardIterator();
        assertThat(texts(stream.kinesis().getRecords(get -> get.shardIterator(next))))
                .containsExactly("n2", "n3", "n4");
        byte[] large = new byte[1024 * 1024 - 8];
        IntStream.range(0, 12).forEach(i -> stream.kinesis()
                .putRecord(put -> put.streamName("events").partitionKey("k").data(SdkBytes.fromByteArray(large))));
        String tail = stream.iterator(FIRST, where -> where.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .startingSequenceNumber(page.records().getLast().sequenceNumber()));
        assertThat(stream.kinesis().getRecords(get -> get.shardIterator(tail)).records())
                .as("10 MiB at most: three small records and nine large ones")
                .hasSize(13);
    }

    /** [KDS-2] */
    @Test
    void recordsHaveTheSizeThatTheStreamTakes(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        byte[] data = new byte[1024 * 1024 + 1];
        assertThatThrownBy(() -> stream.kinesis()
                        .putRecord(put ->
                                put.streamName("events").partitionKey("k").data(SdkBytes.fromByteArray(data))))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining("Member must have length less than or equal to 1048576");
        assertThatThrownBy(() -> stream.put("k".repeat(257), "x")).hasMessageContaining("partitionKey");
        stream.put("ü".repeat(256), "Unicode");
        stream.kinesis()
                .updateMaxRecordSize(update -> update.streamARN(stream.arn()).maxRecordSizeInKiB(2048));
        stream.kinesis()
                .putRecord(put -> put.streamName("events").partitionKey("k").data(SdkBytes.fromByteArray(data)));
        List<PutRecordsRequestEntry> many = new ArrayList<>();
        IntStream.range(0, 501).forEach(i -> many.add(entry("k", "n")));
        assertThatThrownBy(() -> stream.kinesis()
                        .putRecords(put -> put.streamName("events").records(many)))
                .hasMessageContaining("records");
        many.removeLast();
        assertThat(stream.kinesis()
                        .putRecords(put -> put.streamName("events").records(many))
                        .failedRecordCount())
                .isZero();
        byte[] half = new byte[1024 * 1024];
        List<PutRecordsRequestEntry> large = IntStream.range(0, 10)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("k")
                        .data(SdkBytes.fromByteArray(half))
                        .build())
                .toList();
        assertThatThrownBy(() -> stream.kinesis()
                        .putRecords(put -> put.streamName("events").records(large)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Records size exceeds 10 MB limit");
    }

    /** [KDS-4] */
    @Test
    void recordsAreKeptAsLongAsTheStreamSays(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        stream.put("k", "old");
        world.clock().advance(Duration.ofHours(23));
        stream.put("k", "young");
        assertThat(stream.all()).containsExactly("old", "young");
        world.clock().advance(Duration.ofHours(2));
        assertThat(stream.all()).containsExactly("young");
        stream.kinesis().increaseStreamRetentionPeriod(increase -> increase.streamName("events")
                .retentionPeriodHours(8760));
        world.clock().advance(Duration.ofDays(364));
        assertThat(stream.all()).containsExactly("young");
        assertThatThrownBy(
                        () -> stream.kinesis().increaseStreamRetentionPeriod(increase -> increase.streamName("events")
                                .retentionPeriodHours(8761)))
                .hasMessageContaining("Maximum allowed retention period is 8760 hours");
        assertThatThrownBy(
                        () -> stream.kinesis().decreaseStreamRetentionPeriod(decrease -> decrease.streamName("events")
                                .retentionPeriodHours(23)))
                .hasMessageContaining("Minimum allowed retention period is 24 hours");
        stream.kinesis().decreaseStreamRetentionPeriod(decrease -> decrease.streamName("events")
                .retentionPeriodHours(24));
        assertThat(stream.all()).isEmpty();
    }

    @Test
    void aClosedShardGoesWithItsRecords(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        stream.kinesis().splitShard(split -> split.streamName("events")
                .shardToSplit(FIRST)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        assertThat(stream.shards()).hasSize(3);
        world.clock().advance(Duration.ofHours(25));
        assertThat(stream.shards())
                .extracting(Shard::shardId)
                .doesNotContain(FIRST)
                .hasSize(2);
    }

    @Test
    void streamsAreListedDescribedAndDeleted(TestWorld world) {
        KinesisClient kinesis = world.client(KinesisClient.builder());
        for (String name : List.of("c", "a", "b")) {
            kinesis.createStream(create -> create.streamName(name).tags(Map.of("of", name)));
        }
        assertThat(kinesis.describeStream(describe -> describe.streamName("a")).streamDescription())
                .satisfies(a -> {
                    assertThat(a.streamARN()).isEqualTo("arn:aws:kinesis:us-east-1:000000000000:stream/a");
                    assertThat(a.streamStatusAsString()).isEqualTo("ACTIVE");
                    assertThat(a.streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
                    assertThat(a.shards()).as("recorded: four of them").hasSize(4);
                    assertThat(a.encryptionTypeAsString()).isEqualTo("NONE");
                    assertThat(a.retentionPeriodHours()).isEqualTo(24);
                });
        var page = kinesis.listStreams(list -> list.limit(2));
        assertThat(page.streamNames()).containsExactly("a", "b");
        assertThat(page.hasMoreStreams()).isTrue();
        assertThat(kinesis.listStreams(list -> list.nextToken(page.nextToken())).streamNames())
                .containsExactly("c");
        assertThat(kinesis.listStreams(list -> list.exclusiveStartStreamName("a"))
                        .streamNames())
                .containsExactly("b", "c");
        assertThat(kinesis.listTagsForStream(list -> list.streamName("c")).tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("of=c");
        assertThatThrownBy(() -> kinesis.createStream(create -> create.streamName("a")))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Stream a under account 000000000000 already exists.");
        kinesis.putRecord(put -> put.streamName("a").partitionKey("k").data(SdkBytes.fromUtf8String("gone")));
        kinesis.deleteStream(delete -> delete.streamName("a"));
        assertThatThrownBy(() -> kinesis.describeStream(describe -> describe.streamName("a")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Stream a under account 000000000000 not found.");
        kinesis.createStream(create -> create.streamName("a").shardCount(1));
        assertThat(new TestStream(kinesis, "a").all())
                .as("nothing of the stream before")
                .isEmpty();
    }

    @Test
    void settingsAreKept(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        KinesisClient kinesis = stream.kinesis();
        assertThat(kinesis.enableEnhancedMonitoring(
                                enable -> enable.streamName("events").shardLevelMetrics(MetricsName.ALL))
                        .desiredShardLevelMetrics())
                .hasSize(7);
        assertThat(kinesis.disableEnhancedMonitoring(
                                disable -> disable.streamName("events").shardLevelMetrics(MetricsName.INCOMING_BYTES))
                        .desiredShardLevelMetrics())
                .hasSize(6)
                .doesNotContain(MetricsName.INCOMING_BYTES);
        assertThatThrownBy(() -> kinesis.updateStreamWarmThroughput(
                        update -> update.streamName("events").warmThroughputMiBps(100)))
                .hasMessageContaining("ON_DEMAND");
        kinesis.updateStreamMode(update ->
                update.streamARN(stream.arn()).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        assertThatThrownBy(() -> kinesis.updateStreamWarmThroughput(
                        update -> update.streamName("events").warmThroughputMiBps(100)))
                .hasMessageContaining("MinimumThroughputBillingCommitment");
        kinesis.updateAccountSettings(update -> update.minimumThroughputBillingCommitment(
                commitment -> commitment.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));
        assertThat(kinesis.describeAccountSettings(describe -> {})
                        .minimumThroughputBillingCommitment()
                        .statusAsString())
                .isEqualTo("ENABLED");
        kinesis.updateStreamWarmThroughput(update -> update.streamName("events").warmThroughputMiBps(100));
        assertThat(kinesis.describeStreamSummary(describe -> describe.streamName("events"))
                        .streamDescriptionSummary())
                .satisfies(summary -> {
                    assertThat(summary.warmThroughput().currentMiBps()).isEqualTo(100);
                    assertThat(summary.maxRecordSizeInKiB()).isEqualTo(1024);
                });
        assertThat(kinesis.describeLimits().onDemandStreamCount()).isEqualTo(1);
        kinesis.tagResource(tag -> tag.resourceARN(stream.arn()).tags(Map.of("a", "1", "b", "2")));
        kinesis.untagResource(tag -> tag.resourceARN(stream.arn()).tagKeys("a"));
        assertThat(kinesis.listTagsForResource(list -> list.resourceARN(stream.arn()))
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key()).isEqualTo("b"));
    }

    /** [KDS-7] */
    @Test
    void severalReadersReadTheSameRecordsAgain(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        stream.put("k", "a");
        stream.put("k", "b");
        for (int reader = 0; reader < 3; reader++) {
            assertThat(stream.read(FIRST, ShardIteratorType.TRIM_HORIZON).records())
                    .extracting((Record record) -> text(record))
                    .containsExactly("a", "b");
        }
    }

    @Test
    void whatStreamsTakeAndGiveIsSeenInCloudWatch(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        stream.put("k", "three");
        stream.kinesis().enableEnhancedMonitoring(enable -> enable.streamName("events")
                .shardLevelMetrics(MetricsName.INCOMING_RECORDS));
        stream.kinesis().putRecords(put -> put.streamName("events").records(entry("k", "more"), entry("k", "words")));
        stream.read(FIRST, ShardIteratorType.TRIM_HORIZON);
        world.clock().advance(Duration.ofMinutes(1));
        CloudWatchClient metrics = world.client(CloudWatchClient.builder());
        Dimension name = Dimension.builder().name("StreamName").value("events").build();
        Dimension shard = Dimension.builder().name("ShardId").value(FIRST).build();
        assertThat(sum(metrics, world, "IncomingRecords", name)).isEqualTo(3);
        assertThat(sum(metrics, world, "IncomingBytes", name)).isEqualTo(14);
        assertThat(sum(metrics, world, "GetRecords.Records", name)).isEqualTo(3);
        assertThat(sum(metrics, world, "IncomingRecords", name, shard)).isGreaterThanOrEqualTo(2);
        assertThat(metrics.getMetricStatistics(get -> get.namespace("AWS/Kinesis")
                                .metricName("IncomingBytes")
                                .dimensions(name)
                                .startTime(world.clock().now().minusSeconds(120))
                                .endTime(world.clock().now())
                                .period(60)
                                .extendedStatistics("p0", "p100"))
                        .datapoints())
                .as("percentiles, which need the values and not their sums")
                .singleElement()
                .satisfies(point -> assertThat(point.extendedStatistics())
                        .containsEntry("p0", 4.0)
                        .containsEntry("p100", 5.0));
        assertThat(metrics.listMetrics(list -> list.metricName("IncomingBytes")).metrics())
                .as("nobody asked for those of shards")
                .hasSize(1);
    }

    private static double sum(CloudWatchClient metrics, TestWorld world, String metric, Dimension... of) {
        return metrics
                .getMetricStatistics(get -> get.namespace("AWS/Kinesis")
                        .metricName(metric)
                        .dimensions(of)
                        .startTime(world.clock().now().minusSeconds(600))
                        .endTime(world.clock().now())
                        .period(3600)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }
}

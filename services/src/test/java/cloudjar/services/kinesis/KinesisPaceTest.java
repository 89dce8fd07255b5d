package cloudjar.services.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.Throttling;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import cloudjar.testkit.Wirings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams that take AWS's time and hold callers to their shards' throughput, by a clock that the test moves. */
class KinesisPaceTest {
    @RegisterExtension
    static final CloudExtension CLOUD =
            new CloudExtension(wiring -> Services.all(Wirings.with(Pace.REAL, Wirings.with(Throttling.ON, wiring))));

    private static final String FIRST = "shardId-000000000000";

    private static StreamStatus status(KinesisClient kinesis) {
        return kinesis.describeStreamSummary(describe -> describe.streamName("events"))
                .streamDescriptionSummary()
                .streamStatus();
    }

    @Test
    void aStreamPassesThroughItsStates(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        KinesisClient kinesis = stream.kinesis();
        assertThat(status(kinesis)).isEqualTo(StreamStatus.CREATING);
        assertThatThrownBy(() -> stream.put("k", "early")).isInstanceOf(ResourceNotFoundException.class);
        world.clock().advance(KinesisTimers.PASSING);
        assertThat(status(kinesis)).isEqualTo(StreamStatus.ACTIVE);
        kinesis.increaseStreamRetentionPeriod(
                increase -> increase.streamName("events").retentionPeriodHours(48));
        assertThat(status(kinesis)).isEqualTo(StreamStatus.UPDATING);
        stream.put("k", "while it is updated");
        assertThatThrownBy(() -> kinesis.decreaseStreamRetentionPeriod(
                        decrease -> decrease.streamName("events").retentionPeriodHours(24)))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Stream events under account 000000000000 not ACTIVE, instead in state UPDATING");
        world.clock().advance(KinesisTimers.PASSING);
        String arn = stream.arn();
        kinesis.registerStreamConsumer(register -> register.streamARN(arn).consumerName("app"));
        assertThat(consumer(kinesis, arn)).isEqualTo(ConsumerStatus.CREATING);
        world.clock().advance(KinesisTimers.PASSING);
        assertThat(consumer(kinesis, arn)).isEqualTo(ConsumerStatus.ACTIVE);
        kinesis.deleteStream(delete -> delete.streamName("events").enforceConsumerDeletion(true));
        assertThat(status(kinesis)).isEqualTo(StreamStatus.DELETING);
        world.clock().advance(KinesisTimers.PASSING);
        assertThatThrownBy(() -> status(kinesis)).isInstanceOf(ResourceNotFoundException.class);
    }

    private static ConsumerStatus consumer(KinesisClient kinesis, String arn) {
        return kinesis.describeStreamConsumer(
                        describe -> describe.streamARN(arn).consumerName("app"))
                .consumerDescription()
                .consumerStatus();
    }

    /** [KDS-1], [KDS-5] */
    @Test
    void aShardTakesAndGivesSoMuchASecond(TestWorld world) {
        world.clock().freeze();
        TestStream stream = TestStream.of(world, 1);
        world.clock().advance(KinesisTimers.PASSING);
        List<PutRecordsRequestEntry> entries = IntStream.range(0, 400)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("k")
                        .data(SdkBytes.fromUtf8String("n"))
                        .build())
                .toList();
        KinesisClient kinesis = stream.kinesis();
        kinesis.putRecords(put -> put.streamName("events").records(entries));
        kinesis.putRecords(put -> put.streamName("events").records(entries));
        PutRecordsResponse third =
                kinesis.putRecords(put -> put.streamName("events").records(entries));
        assertThat(third.failedRecordCount()).as("1,000 records a second").isEqualTo(200);
        assertThat(third.records().getFirst().errorCode()).isNull();
        assertThat(third.records().getLast())
                .extracting(PutRecordsResultEntry::errorCode, PutRecordsResultEntry::errorMessage)
                .containsExactly(
                        "ProvisionedThroughputExceededException",
                        "Rate exceeded for shard " + FIRST + " in stream events under account 000000000000.");
        assertThatThrownBy(() -> stream.put("k", "n")).isInstanceOf(ProvisionedThroughputExceededException.class);
        world.clock().advance(Duration.ofSeconds(1));
        byte[] half = new byte[600 * 1024];
        kinesis.putRecord(put -> put.streamName("events").partitionKey("k").data(SdkBytes.fromByteArray(half)));
        assertThatThrownBy(() -> kinesis.putRecord(
                        put -> put.streamName("events").partitionKey("k").data(SdkBytes.fromByteArray(half))))
                .as("1 MiB a second")
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        IntStream.range(0, 5).forEach(i -> stream.read(FIRST, ShardIteratorType.LATEST));
        assertThatThrownBy(() -> stream.read(FIRST, ShardIteratorType.LATEST))
                .as("five reads a second")
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        world.clock().advance(Duration.ofSeconds(1));
        stream.read(FIRST, ShardIteratorType.TRIM_HORIZON);
    }
}

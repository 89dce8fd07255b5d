package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.songs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.kinesis.DescribeStreamSummaryInput;
import cloudjar.api.kinesis.DescribeStreamSummaryOutput;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kinesis.PutRecordsInput;
import cloudjar.api.kinesis.PutRecordsOutput;
import cloudjar.api.kinesis.PutRecordsRequestEntry;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.json.Json;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;

/** Changes of tables reach streams of Kinesis, whoever keeps the streams. */
class KinesisDestinationTest {
    private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/changes";
    private static final BlockingQueue<PutRecordsRequestEntry> RECEIVED = new LinkedBlockingQueue<>();

    /** A Kinesis of one stream, which hands on what it is given. */
    private static final class OneStream implements Kinesis {
        @Override
        public DescribeStreamSummaryOutput describeStreamSummary(DescribeStreamSummaryInput in, Call call) {
            return DescribeStreamSummaryOutput.builder().build();
        }

        @Override
        public PutRecordsOutput putRecords(PutRecordsInput in, Call call) {
            RECEIVED.addAll(in.records());
            return PutRecordsOutput.builder().failedRecordCount(0).build();
        }
    }

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(KinesisDestinationTest::services);

    private static List<ServiceBinding<?>> services(Wiring wiring) {
        List<ServiceBinding<?>> services = new ArrayList<>(Services.all(wiring));
        services.removeIf(service -> service.api().id().equals(Kinesis.API.id()));
        services.add(new ServiceBinding<>(Kinesis.API, new OneStream()));
        return services;
    }

    private static Map<String, Object> next() throws InterruptedException {
        PutRecordsRequestEntry record = RECEIVED.poll(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS);
        return Json.object(Objects.requireNonNull(record, "nothing was sent")
                        .data()
                        .utf8())
                .orElseThrow();
    }

    @Test
    void changesAreSentInTheirOrder(TestWorld world) throws InterruptedException {
        DynamoDbClient dynamo = songs(world);
        dynamo.putItem(put -> put.tableName("songs").item(Map.of("artist", s("before"), "yr", n(1))));
        dynamo.enableKinesisStreamingDestination(
                enable -> enable.tableName("songs").streamArn(STREAM));
        assertThat(dynamo.describeKinesisStreamingDestination(describe -> describe.tableName("songs"))
                        .kinesisDataStreamDestinations()
                        .getFirst()
                        .destinationStatus())
                .isEqualTo(DestinationStatus.ACTIVE);
        assertThatThrownBy(() -> dynamo.enableKinesisStreamingDestination(
                        enable -> enable.tableName("songs").streamArn(STREAM)))
                .hasMessageContaining("must be DISABLED or ENABLE_FAILED to perform ENABLE operation");
        dynamo.putItem(put -> put.tableName("songs").item(Map.of("artist", s("Nina"), "yr", n(1))));
        dynamo.putItem(put -> put.tableName("songs").item(Map.of("artist", s("Nina"), "yr", n(1), "plays", n(2))));
        dynamo.deleteItem(delete -> delete.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(1))));
        Map<String, Object> insert = next();
        assertThat(insert)
                .containsEntry("eventName", "INSERT")
                .containsEntry("tableName", "songs")
                .containsEntry("recordFormat", "application/json")
                .containsEntry("awsRegion", "us-east-1");
        assertThat(String.valueOf(insert.get("dynamodb")))
                .contains("Keys", "NewImage", "Nina")
                .doesNotContain("OldImage");
        Map<String, Object> modify = next();
        assertThat(modify).containsEntry("eventName", "MODIFY");
        assertThat(String.valueOf(modify.get("dynamodb"))).contains("OldImage", "plays");
        assertThat(next()).containsEntry("eventName", "REMOVE");
        dynamo.disableKinesisStreamingDestination(
                disable -> disable.tableName("songs").streamArn(STREAM));
        dynamo.putItem(put -> put.tableName("songs").item(Map.of("artist", s("after"), "yr", n(1))));
        assertThat(RECEIVED).as("nothing is sent any more").isEmpty();
    }
}

package cloudjar.services.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.json.Json;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ApproximateCreationDateTimePrecision;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Services that write to streams. [DDB-16] */
class WritersAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String FIRST = "shardId-000000000000";

    private static void table(DynamoDbClient dynamo) {
        dynamo.createTable(create -> create.tableName("songs")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    @Test
    void changesOfATableComeToAStream(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        table(dynamo);
        dynamo.enableKinesisStreamingDestination(enable -> enable.tableName("songs")
                .streamArn(stream.arn())
                .enableKinesisStreamingConfiguration(precision -> precision.approximateCreationDateTimePrecision(
                        ApproximateCreationDateTimePrecision.MICROSECOND)));
        dynamo.putItem(put -> put.tableName("songs").item(Map.of("id", AttributeValue.fromS("a"))));
        dynamo.deleteItem(delete -> delete.tableName("songs").key(Map.of("id", AttributeValue.fromS("a"))));
        // What waits for its time has come when the clock has moved.
        world.clock().advance(Duration.ofSeconds(20));
        List<Record> records =
                stream.read(FIRST, ShardIteratorType.TRIM_HORIZON).records();
        List<Map<String, Object>> changes = records.stream()
                .map(record -> Json.object(TestStream.text(record)).orElseThrow())
                .toList();
        assertThat(changes).extracting(change -> change.get("eventName")).containsExactly("INSERT", "REMOVE");
        Map<?, ?> change = (Map<?, ?>) Objects.requireNonNull(changes.getFirst().get("dynamodb"));
        assertThat(change.get("ApproximateCreationDateTimePrecision")).isEqualTo("MICROSECOND");
        assertThat(String.valueOf(change.get("ApproximateCreationDateTime")))
                .as("microseconds since 1970")
                .hasSize(16);
        assertThat(records.getFirst().partitionKey())
                .as("changes of one item stay in order")
                .isEqualTo(records.getLast().partitionKey());
    }

    @Test
    void eventsOfALogGroupComeToAStream(TestWorld world) throws IOException {
        TestStream stream = TestStream.of(world, 1);
        CloudWatchLogsClient logs = world.client(CloudWatchLogsClient.builder());
        String role = world.client(IamClient.builder())
                .createRole(create -> create.roleName("writer").assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Principal": {"Service": "logs.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"""))
                .role()
                .arn();
        logs.createLogGroup(create -> create.logGroupName("app"));
        logs.createLogStream(create -> create.logGroupName("app").logStreamName("one"));
        logs.putSubscriptionFilter(put -> put.logGroupName("app")
                .filterName("errors")
                .filterPattern("ERROR")
                .destinationArn(stream.arn())
                .roleArn(role));
        InputLogEvent error = InputLogEvent.builder()
                .timestamp(world.clock().now().toEpochMilli())
                .message("ERROR of a kind")
                .build();
        InputLogEvent other = error.toBuilder().message("all is well").build();
        logs.putLogEvents(put -> put.logGroupName("app").logStreamName("one").logEvents(error, other));
        world.clock().advance(Duration.ofSeconds(2));
        List<Record> records =
                stream.read(FIRST, ShardIteratorType.TRIM_HORIZON).records();
        assertThat(unzipped(records.getFirst())).contains("CONTROL_MESSAGE");
        assertThat(unzipped(records.getLast()))
                .contains("DATA_MESSAGE", "ERROR of a kind", "errors")
                .doesNotContain("all is well");
    }

    private static String unzipped(Record record) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(record.data().asByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

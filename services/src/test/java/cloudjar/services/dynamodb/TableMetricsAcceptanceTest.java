package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.Throttling;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import cloudjar.testkit.Wirings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What becomes of calls shows in CloudWatch. [DDB-23] */
class TableMetricsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> Services.all(Wirings.with(Throttling.ON, wiring)));

    private static final Instant BEGINNING = Instant.parse("2030-01-01T12:00:10Z");

    private DynamoDbClient dynamo;
    private CloudWatchClient cloudWatch;

    @BeforeEach
    void open(TestWorld world) {
        world.clock().freeze();
        world.clock().set(BEGINNING);
        dynamo = world.client(DynamoDbClient.builder());
        cloudWatch = world.client(CloudWatchClient.builder());
        dynamo.createTable(table -> table.tableName("measured")
                .provisionedThroughput(units(2, 7))
                .attributeDefinitions(
                        Songs.attribute("id", ScalarAttributeType.S), Songs.attribute("x", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-x")
                        .keySchema(Songs.key("x", KeyType.HASH))
                        .projection(Songs.projection(ProjectionType.KEYS_ONLY))
                        .provisionedThroughput(units(3, 9))
                        .build()));
    }

    private static ProvisionedThroughput units(long reads, long writes) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(reads)
                .writeCapacityUnits(writes)
                .build();
    }

    private Datapoint measured(String metric, String... namesAndValues) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            dimensions.add(Dimension.builder()
                    .name(namesAndValues[i])
                    .value(namesAndValues[i + 1])
                    .build());
        }
        List<Datapoint> points = cloudWatch
                .getMetricStatistics(get -> get.namespace("AWS/DynamoDB")
                        .metricName(metric)
                        .dimensions(dimensions)
                        .startTime(BEGINNING.minusSeconds(10))
                        .endTime(BEGINNING.plusSeconds(50))
                        .period(60)
                        .statistics(Statistic.SUM, Statistic.AVERAGE, Statistic.SAMPLE_COUNT))
                .datapoints();
        assertThat(points).as(metric).hasSize(1);
        return points.getFirst();
    }

    @Test
    void whatIsConsumedFoundAndRefusedIsMeasured(TestWorld world) {
        writeAndRead();
        doWhatIsRefused();
        world.clock().advance(Duration.ofMinutes(1));
        checkUnits();
        assertThat(measured("ReadThrottleEvents", "TableName", "measured").sum())
                .isEqualTo(1);
        assertThat(measured("ThrottledRequests", "TableName", "measured", "Operation", "GetItem")
                        .sum())
                .isEqualTo(1);
        assertThat(measured("SuccessfulRequestLatency", "TableName", "measured", "Operation", "GetItem")
                        .sampleCount())
                .isEqualTo(2);
        assertThat(measured("ReturnedItemCount", "TableName", "measured", "Operation", "Query")
                        .sum())
                .isEqualTo(1);
        assertThat(measured("ConditionalCheckFailedRequests", "TableName", "measured")
                        .sum())
                .isEqualTo(2);
        assertThat(measured("UserErrors").sum()).isEqualTo(1);
    }

    private void writeAndRead() {
        dynamo.putItem(put -> put.tableName("measured").item(Map.of("id", s("a"), "x", s("1"))));
        dynamo.putItem(put -> put.tableName("measured").item(Map.of("id", s("b"))));
        dynamo.query(query -> query.tableName("measured")
                .indexName("by-x")
                .keyConditionExpression("x = :x")
                .expressionAttributeValues(Map.of(":x", s("1"))));
        for (int i = 0; i < 2; i++) {
            dynamo.getItem(
                    get -> get.tableName("measured").key(Map.of("id", s("a"))).consistentRead(true));
        }
    }

    private void doWhatIsRefused() {
        assertThatThrownBy(() -> dynamo.getItem(get -> get.tableName("measured").key(Map.of("id", s("a")))))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName("measured")
                        .item(Map.of("id", s("a")))
                        .conditionExpression("attribute_not_exists(id)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        TransactWriteItem check = TransactWriteItem.builder()
                .conditionCheck(condition -> condition
                        .tableName("measured")
                        .key(Map.of("id", s("a")))
                        .conditionExpression("attribute_not_exists(id)"))
                .build();
        assertThatThrownBy(() -> dynamo.transactWriteItems(write -> write.transactItems(check)))
                .isInstanceOf(TransactionCanceledException.class);
        assertThatThrownBy(() -> dynamo.scan(scan -> scan.tableName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void checkUnits() {
        assertThat(measured("ConsumedWriteCapacityUnits", "TableName", "measured")
                        .sum())
                .isEqualTo(2);
        assertThat(measured("ConsumedWriteCapacityUnits", "TableName", "measured", "GlobalSecondaryIndexName", "by-x")
                        .sum())
                .isEqualTo(1);
        assertThat(measured("ConsumedReadCapacityUnits", "TableName", "measured")
                        .sum())
                .isEqualTo(2);
        assertThat(measured("ConsumedReadCapacityUnits", "TableName", "measured", "GlobalSecondaryIndexName", "by-x")
                        .sum())
                .isEqualTo(0.5);
        assertThat(measured("ProvisionedReadCapacityUnits", "TableName", "measured")
                        .average())
                .isEqualTo(2);
        assertThat(measured(
                                "ProvisionedWriteCapacityUnits",
                                "TableName",
                                "measured",
                                "GlobalSecondaryIndexName",
                                "by-x")
                        .average())
                .isEqualTo(9);
    }
}

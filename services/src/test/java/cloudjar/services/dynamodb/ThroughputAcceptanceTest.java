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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** AWS's SDK for Java against DynamoDB in process, with callers held to what is provisioned. [DDB-5] [DDB-15] */
class ThroughputAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> Services.all(Wirings.with(Throttling.ON, wiring)));

    private static ProvisionedThroughput units(long reads, long writes) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(reads)
                .writeCapacityUnits(writes)
                .build();
    }

    private static DynamoDbClient table(TestWorld world, String name, ProvisionedThroughput units) {
        world.clock().freeze();
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName(name)
                .provisionedThroughput(units)
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH)));
        return dynamo;
    }

    private static void put(DynamoDbClient dynamo, String table, String id) {
        dynamo.putItem(put -> put.tableName(table).item(Map.of("id", s(id), "x", s("x".repeat(500)))));
    }

    private static int putsUntilRefused(DynamoDbClient dynamo, String table) {
        int puts = 0;
        try {
            while (puts < 100_000) {
                put(dynamo, table, "a");
                puts++;
            }
        } catch (ProvisionedThroughputExceededException e) {
            assertThat(e).hasMessageContaining("The level of configured provisioned throughput");
        }
        return puts;
    }

    @Test
    void writesAreRefusedWhenTheSecondAndTheSavedFiveMinutesAreUsedUp(TestWorld world) {
        DynamoDbClient dynamo = table(world, "slow", units(1, 2));
        assertThat(putsUntilRefused(dynamo, "slow")).isEqualTo(2);
        world.clock().advance(Duration.ofSeconds(3));
        assertThat(putsUntilRefused(dynamo, "slow")).isEqualTo(6);
        world.clock().advance(Duration.ofHours(1));
        assertThat(putsUntilRefused(dynamo, "slow")).as("300 seconds are saved").isEqualTo(600);
    }

    @Test
    void readsAreRefusedByTheirUnits(TestWorld world) {
        DynamoDbClient dynamo = table(world, "slow", units(1, 5));
        put(dynamo, "slow", "a");
        for (int i = 0; i < 2; i++) {
            dynamo.getItem(get -> get.tableName("slow").key(Map.of("id", s("a"))));
        }
        assertThatThrownBy(() -> dynamo.getItem(get -> get.tableName("slow").key(Map.of("id", s("a")))))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> dynamo.scan(scan -> scan.tableName("slow")))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        world.clock().advance(Duration.ofSeconds(1));
        dynamo.scan(scan -> scan.tableName("slow"));
    }

    @Test
    void aBatchHandsBackWhatATableCannotTake(TestWorld world) {
        DynamoDbClient dynamo = table(world, "slow", units(1, 1));
        table(world, "fast", units(100, 100));
        put(dynamo, "slow", "a");
        List<WriteRequest> writes = IntStream.range(0, 3)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(PutRequest.builder()
                                .item(Map.of("id", s("b" + i)))
                                .build())
                        .build())
                .toList();
        BatchWriteItemResponse response =
                dynamo.batchWriteItem(batch -> batch.requestItems(Map.of("slow", writes, "fast", writes)));
        assertThat(response.unprocessedItems()).containsOnlyKeys("slow").containsEntry("slow", writes);
        assertThatThrownBy(() -> dynamo.batchWriteItem(batch -> batch.requestItems(Map.of("slow", writes))))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        TransactWriteItem action = TransactWriteItem.builder()
                .put(put -> put.tableName("slow").item(Map.of("id", s("c"))))
                .build();
        assertThatThrownBy(() -> dynamo.transactWriteItems(write -> write.transactItems(action)))
                .isInstanceOfSatisfying(TransactionCanceledException.class, cancelled -> assertThat(
                                cancelled.cancellationReasons().getFirst().code())
                        .isEqualTo("ProvisionedThroughputExceeded"));
    }

    @Test
    void anIndexThatHasNothingLeftHoldsUpItsTable(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName("held")
                .provisionedThroughput(units(50, 50))
                .attributeDefinitions(
                        Songs.attribute("id", ScalarAttributeType.S), Songs.attribute("x", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-x")
                        .keySchema(Songs.key("x", KeyType.HASH))
                        .projection(Songs.projection(ProjectionType.KEYS_ONLY))
                        .provisionedThroughput(units(1, 1))
                        .build()));
        put(dynamo, "held", "a");
        assertThatThrownBy(() -> put(dynamo, "held", "b"))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining("one or more global secondary indexes");
        dynamo.getItem(get -> get.tableName("held").key(Map.of("id", s("a"))));
    }

    @Test
    void throughputIsDecreasedFourTimesADayAndThenHourly(TestWorld world) {
        DynamoDbClient dynamo = table(world, "slow", units(20, 20));
        for (long reads = 19; reads >= 16; reads--) {
            ProvisionedThroughput less = units(reads, 20);
            dynamo.updateTable(update -> update.tableName("slow").provisionedThroughput(less));
        }
        assertThatThrownBy(() ->
                        dynamo.updateTable(update -> update.tableName("slow").provisionedThroughput(units(15, 20))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Number of decreases today: 4.");
        dynamo.updateTable(update -> update.tableName("slow").provisionedThroughput(units(30, 20)));
        world.clock().advance(Duration.ofHours(1));
        dynamo.updateTable(update -> update.tableName("slow").provisionedThroughput(units(15, 20)));
        assertThat(dynamo.describeTable(describe -> describe.tableName("slow"))
                        .table()
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isEqualTo(15);
    }
}

package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.songs;
import static cloudjar.services.dynamodb.Songs.tenSongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** AWS's SDK for Java against DynamoDB in process: what operations consume and what is said of it. */
class CapacityAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Map<String, AttributeValue> KEY = Map.of("id", s("a"));

    private static DynamoDbClient table(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName("sized")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH)));
        return dynamo;
    }

    /** An item of so many bytes: the names and values of two attributes. */
    private static Map<String, AttributeValue> item(int size) {
        return Map.of("id", s("a"), "x", s("x".repeat(size - 4)));
    }

    /** [DDB-4] [DDB-18] [DDB-22] */
    @ParameterizedTest
    @CsvSource({
        "1024, 1, 2, 1, 0.5, 2",
        "1127, 2, 4, 1, 0.5, 2",
        "2048, 2, 4, 1, 0.5, 2",
        "4097, 5, 10, 2, 1, 4",
        "8192, 8, 16, 2, 1, 4",
        "20583, 21, 42, 6, 3, 12"
    })
    void unitsAreKilobytesWrittenAndFourKilobytesRead(
            int size, double write, double atOnce, double strong, double eventual, double together, TestWorld world) {
        DynamoDbClient dynamo = table(world);
        assertThat(dynamo.putItem(put -> put.tableName("sized")
                                .item(item(size))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .capacityUnits())
                .isEqualTo(write);
        TransactWriteItem action = TransactWriteItem.builder()
                .put(put -> put.tableName("sized").item(item(size)))
                .build();
        assertThat(dynamo.transactWriteItems(writes ->
                                writes.transactItems(action).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .getFirst()
                        .writeCapacityUnits())
                .isEqualTo(atOnce);
        assertThat(read(dynamo, true)).isEqualTo(strong);
        assertThat(read(dynamo, false)).isEqualTo(eventual);
        TransactGetItem get = TransactGetItem.builder()
                .get(one -> one.tableName("sized").key(KEY))
                .build();
        assertThat(dynamo.transactGetItems(
                                gets -> gets.transactItems(get).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .getFirst()
                        .readCapacityUnits())
                .isEqualTo(together);
    }

    private static double read(DynamoDbClient dynamo, boolean consistent) {
        return dynamo.getItem(get -> get.tableName("sized")
                        .key(KEY)
                        .consistentRead(consistent)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    /** [DDB-21] [DDB-14] [DDB-15] */
    @Test
    void whatIsSaidOfUnitsHasThreeLevels(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        Map<String, AttributeValue> song = Songs.song("Nina", 1, "soul", "t");
        assertThat(dynamo.putItem(put -> put.tableName("songs").item(song)).consumedCapacity())
                .isNull();
        ConsumedCapacity none = dynamo.putItem(
                        put -> put.tableName("songs").item(song).returnConsumedCapacity(ReturnConsumedCapacity.NONE))
                .consumedCapacity();
        assertThat(none).isNull();
        Map<String, AttributeValue> other = Songs.song("Nina", 2, "soul", "t");
        ConsumedCapacity total = dynamo.putItem(
                        put -> put.tableName("songs").item(other).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity();
        assertThat(total.capacityUnits()).as("the table and both indexes").isEqualTo(3);
        assertThat(total.table()).isNull();
        Map<String, AttributeValue> third = Songs.song("Nina", 3, "soul", "t");
        ConsumedCapacity indexes = dynamo.putItem(put ->
                        put.tableName("songs").item(third).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
        assertThat(indexes.table().capacityUnits()).isEqualTo(1);
        assertThat(indexes.localSecondaryIndexes()).containsOnlyKeys("by-title");
        assertThat(indexes.globalSecondaryIndexes()).containsOnlyKeys("by-genre");
        ConsumedCapacity queried = dynamo.query(query -> query.tableName("songs")
                        .indexName("by-genre")
                        .keyConditionExpression("genre = :g")
                        .expressionAttributeValues(Map.of(":g", s("soul")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
        assertThat(queried.table().capacityUnits()).isZero();
        assertThat(queried.globalSecondaryIndexes()).containsOnlyKeys("by-genre");
    }

    /** [DDB-7] [DDB-24] [DDB-12] */
    @Test
    void aScanTellsWhatItFoundAndLookedAtAndReadsHalfAUnitUnlessConsistent(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        ScanResponse plain = dynamo.scan(scan -> scan.tableName("songs")
                .filterExpression("genre = :g")
                .expressionAttributeValues(Map.of(":g", s("soul"))));
        assertThat(plain.items()).hasSize(5);
        assertThat(plain.count()).isEqualTo(5);
        assertThat(plain.scannedCount()).isEqualTo(10);
        assertThat(plain.consumedCapacity()).isNull();
        for (boolean consistent : List.of(true, false)) {
            assertThat(dynamo.scan(scan -> scan.tableName("songs")
                                    .consistentRead(consistent)
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                            .consumedCapacity()
                            .capacityUnits())
                    .isEqualTo(consistent ? 1 : 0.5);
        }
        assertThatThrownBy(() -> dynamo.scan(
                        scan -> scan.tableName("songs").indexName("by-genre").consistentRead(true)))
                .hasMessageContaining("Consistent reads are not supported on global secondary indexes");
    }

    /** [DDB-11] [DDB-12] */
    @Test
    void aPageEndsAfterAMegabyte(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        IntStream.range(0, 4).forEach(i -> {
            Map<String, AttributeValue> song = new HashMap<>(Songs.song("Nina", i, "soul", "t"));
            song.put("text", s("x".repeat(390_000)));
            dynamo.putItem(put -> put.tableName("songs").item(song));
        });
        ScanResponse page = dynamo.scan(scan -> scan.tableName("songs"));
        assertThat(page.count()).isEqualTo(3);
        assertThat(page.lastEvaluatedKey()).containsEntry("yr", n(2));
    }

    /** [DDB-13] */
    @Test
    void aProjectionShowsParts(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        assertThat(dynamo.getItem(get -> get.tableName("songs")
                                .key(Map.of("artist", s("Nina"), "yr", n(1960)))
                                .projectionExpression("title, plays"))
                        .item())
                .isEqualTo(Map.of("title", s("t9"), "plays", n(0)));
    }

    /** [DDB-19] */
    @Test
    void aVersionKeepsWritersFromOverwritingOneAnother(TestWorld world) {
        DynamoDbClient dynamo = table(world);
        dynamo.putItem(put -> put.tableName("sized").item(Map.of("id", s("a"), "version", n(1))));
        for (int writer = 0; writer < 2; writer++) {
            boolean first = writer == 0;
            org.assertj.core.api.ThrowableAssert.ThrowingCallable write =
                    () -> dynamo.updateItem(update -> update.tableName("sized")
                            .key(KEY)
                            .updateExpression("SET version = :next")
                            .conditionExpression("version = :seen")
                            .expressionAttributeValues(Map.of(":next", n(2), ":seen", n(1))));
            if (first) {
                org.assertj.core.api.Assertions.assertThatCode(write).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(write).isInstanceOf(ConditionalCheckFailedException.class);
            }
        }
    }

    /** [DDB-3] */
    @Test
    void aTableGoesFromProvisionedToOnDemandAndBack(TestWorld world) {
        DynamoDbClient dynamo = table(world);
        dynamo.updateTable(update -> update.tableName("sized")
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units -> units.readCapacityUnits(3L).writeCapacityUnits(4L)));
        assertThat(dynamo.describeTable(describe -> describe.tableName("sized"))
                        .table()
                        .provisionedThroughput()
                        .writeCapacityUnits())
                .isEqualTo(4);
        dynamo.updateTable(update -> update.tableName("sized").billingMode(BillingMode.PAY_PER_REQUEST));
        assertThat(dynamo.describeTable(describe -> describe.tableName("sized"))
                        .table()
                        .billingModeSummary()
                        .billingMode())
                .isEqualTo(BillingMode.PAY_PER_REQUEST);
    }
}

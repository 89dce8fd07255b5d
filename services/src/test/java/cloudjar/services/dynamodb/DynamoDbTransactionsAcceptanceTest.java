package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.attribute;
import static cloudjar.services.dynamodb.Songs.in;
import static cloudjar.services.dynamodb.Songs.key;
import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.projection;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.song;
import static cloudjar.services.dynamodb.Songs.songs;
import static cloudjar.services.dynamodb.Songs.tenSongs;
import static cloudjar.services.dynamodb.Songs.years;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** AWS's SDK for Java against DynamoDB in process: several items at once, indexes that come later, time to live. */
class DynamoDbTransactionsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static TransactWriteItem put(int year, @Nullable String condition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("songs")
                        .item(song("Nina", year, "soul", "t"))
                        .conditionExpression(condition))
                .build();
    }

    private static List<String> souls(DynamoDbClient dynamo) {
        return years(dynamo.query(query -> query.tableName("songs")
                .indexName("by-genre")
                .keyConditionExpression("genre = :g")
                .expressionAttributeValues(Map.of(":g", s("soul")))));
    }

    private static String plays(DynamoDbClient dynamo) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(1))))
                .item();
        return in(item, "plays").n();
    }

    @Test
    void batchesWriteAndReadSeveralItems(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        List<WriteRequest> writes = IntStream.range(0, 25)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(PutRequest.builder()
                                .item(song("Nina", i, "soul", "t"))
                                .build())
                        .build())
                .toList();
        assertThat(dynamo.batchWriteItem(batch -> batch.requestItems(Map.of("songs", writes)))
                        .unprocessedItems())
                .isEmpty();
        List<Map<String, AttributeValue>> keys = IntStream.range(20, 30)
                .mapToObj(i -> Map.of("artist", s("Nina"), "yr", n(i)))
                .toList();
        assertThat(dynamo.batchGetItem(batch -> batch.requestItems(Map.of(
                                "songs", KeysAndAttributes.builder().keys(keys).build())))
                        .responses()
                        .get("songs"))
                .hasSize(5);
        assertThatThrownBy(() -> dynamo.batchWriteItem(
                        batch -> batch.requestItems(Map.of("songs", List.of(writes.getFirst(), writes.getFirst())))))
                .hasMessageContaining("Provided list of item keys contains duplicates");
    }

    /** The most that fits into a batch of writes is 25 items of 400 KB; a batch of reads ends at 16 MB. [DDB-9] [DDB-10] */
    @Test
    void aBatchReadsNoMoreThan16Megabytes(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        String large = "x".repeat(400 * 1024 - 200);
        for (int batch = 0; batch < 2; batch++) {
            List<WriteRequest> writes = IntStream.range(25 * batch, 25 * (batch + 1))
                    .mapToObj(i -> WriteRequest.builder()
                            .putRequest(PutRequest.builder()
                                    .item(Map.of("artist", s("Nina"), "yr", n(i), "text", s(large)))
                                    .build())
                            .build())
                    .toList();
            assertThat(dynamo.batchWriteItem(write -> write.requestItems(Map.of("songs", writes)))
                            .unprocessedItems())
                    .isEmpty();
        }
        List<Map<String, AttributeValue>> keys = IntStream.range(0, 50)
                .mapToObj(i -> Map.of("artist", s("Nina"), "yr", n(i)))
                .toList();
        BatchGetItemResponse read = dynamo.batchGetItem(batch -> batch.requestItems(
                Map.of("songs", KeysAndAttributes.builder().keys(keys).build())));
        int count = Objects.requireNonNull(read.responses().get("songs")).size();
        assertThat((long) count * large.length()).isLessThanOrEqualTo(16L << 20);
        assertThat((long) (count + 1) * (large.length() + 200)).isGreaterThan(16L << 20);
        assertThat(Objects.requireNonNull(read.unprocessedKeys().get("songs")).keys())
                .hasSize(50 - count);
        assertThatThrownBy(() -> dynamo.batchGetItem(batch -> batch.requestItems(Map.of(
                        "songs",
                        KeysAndAttributes.builder()
                                .keys(IntStream.range(0, 101)
                                        .mapToObj(i -> Map.of("artist", s("Nina"), "yr", n(i)))
                                        .toList())
                                .build()))))
                .hasMessageContaining("Member must have length less than or equal to 100");
    }

    /** [DDB-18] */
    @Test
    void transactionsHappenWholeOrNotAtAll(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        dynamo.transactWriteItems(transaction -> transaction.transactItems(
                put(1, "attribute_not_exists(artist)"), put(2, "attribute_not_exists(artist)")));
        assertThatThrownBy(() -> dynamo.transactWriteItems(transaction -> transaction.transactItems(
                        put(3, "attribute_not_exists(artist)"), put(2, "attribute_not_exists(artist)"))))
                .isInstanceOfSatisfying(TransactionCanceledException.class, failure -> {
                    assertThat(failure.awsErrorDetails().errorMessage())
                            .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons"
                                    + " [None, ConditionalCheckFailed]");
                    assertThat(failure.cancellationReasons().get(1).message())
                            .isEqualTo("The conditional request failed");
                });
        assertThat(dynamo.scan(scan -> scan.tableName("songs")).count()).isEqualTo(2);
        assertThatThrownBy(() -> dynamo.transactWriteItems(
                        transaction -> transaction.transactItems(put(1, "attribute_exists(artist)"), put(1, null))))
                .hasMessageContaining("Transaction request cannot include multiple operations on one item");
    }

    @Test
    void aTokenCarriesOutATransactionOnceForTenMinutes(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        TransactWriteItem count = TransactWriteItem.builder()
                .update(update -> update.tableName("songs")
                        .key(Map.of("artist", s("Nina"), "yr", n(1)))
                        .updateExpression("ADD plays :one")
                        .expressionAttributeValues(Map.of(":one", n(1))))
                .build();
        for (int i = 0; i < 2; i++) {
            dynamo.transactWriteItems(
                    transaction -> transaction.clientRequestToken("token").transactItems(count));
        }
        assertThat(plays(dynamo)).isEqualTo("1");
        assertThatThrownBy(() -> dynamo.transactWriteItems(
                        transaction -> transaction.clientRequestToken("token").transactItems(put(7, null))))
                .hasMessageContaining("already in use with different parameters");
        world.clock().advance(Duration.ofMinutes(11));
        dynamo.transactWriteItems(
                transaction -> transaction.clientRequestToken("token").transactItems(count));
        assertThat(plays(dynamo)).isEqualTo("2");
    }

    /** [DDB-15] */
    @Test
    void anIndexIsAddedToATableThatHasItemsAndTakenAway(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        dynamo.updateTable(update -> update.tableName("songs")
                .attributeDefinitions(attribute("title", ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(index -> index.indexName("everywhere")
                                .keySchema(key("title", KeyType.HASH))
                                .projection(projection(ProjectionType.KEYS_ONLY)))
                        .build()));
        assertThat(years(dynamo.query(query -> query.tableName("songs")
                        .indexName("everywhere")
                        .keyConditionExpression("title = :t")
                        .expressionAttributeValues(Map.of(":t", s("t0"))))))
                .containsExactly("1969");
        dynamo.updateTable(update -> update.tableName("songs")
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(index -> index.indexName("everywhere"))
                        .build()));
        assertThatThrownBy(() -> dynamo.scan(scan -> scan.tableName("songs").indexName("everywhere")))
                .hasMessageContaining("The table does not have the specified index: everywhere");
        dynamo.updateTable(update -> update.tableName("songs").deletionProtectionEnabled(true));
        assertThatThrownBy(() -> dynamo.deleteTable(delete -> delete.tableName("songs")))
                .hasMessageContaining("protected against deletion");
    }

    /** [DDB-17] */
    @Test
    void itemsEndWithTheirTimeToLiveAndLeaveTheIndexes(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        world.clock().freeze();
        long now = world.clock().now().getEpochSecond();
        dynamo.updateItem(update -> update.tableName("songs")
                .key(Map.of("artist", s("Nina"), "yr", n(1960)))
                .updateExpression("SET ends = :at")
                .expressionAttributeValues(Map.of(":at", n(now + 60))));
        dynamo.updateTimeToLive(ttl -> ttl.tableName("songs")
                .timeToLiveSpecification(
                        specification -> specification.attributeName("ends").enabled(true)));
        dynamo.updateItem(update -> update.tableName("songs")
                .key(Map.of("artist", s("Nina"), "yr", n(1962)))
                .updateExpression("SET ends = :at")
                .expressionAttributeValues(Map.of(":at", n(now + 120))));
        assertThat(souls(dynamo)).hasSize(5);
        world.clock().advance(Duration.ofSeconds(61));
        assertThat(souls(dynamo)).containsExactly("1962", "1964", "1966", "1968");
        world.clock().advance(Duration.ofSeconds(60));
        assertThat(souls(dynamo)).containsExactly("1964", "1966", "1968");
        assertThat(dynamo.describeTable(describe -> describe.tableName("songs"))
                        .table()
                        .itemCount())
                .isEqualTo(8);
        assertThatThrownBy(() -> dynamo.updateTimeToLive(ttl -> ttl.tableName("songs")
                        .timeToLiveSpecification(specification ->
                                specification.attributeName("ends").enabled(true))))
                .hasMessageContaining("TimeToLive is already enabled");
    }
}

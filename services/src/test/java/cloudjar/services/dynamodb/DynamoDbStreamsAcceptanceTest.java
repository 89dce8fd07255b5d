package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** AWS's SDK for Java against DynamoDB Streams in process. [DDB-16] */
class DynamoDbStreamsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TABLE = "watched";

    private static void put(DynamoDbClient dynamo, String id, String value) {
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("id", s(id), "value", s(value))));
    }

    private static TransactWriteItem putting(String id) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE).item(Map.of("id", s(id))))
                .build();
    }

    private static void delete(DynamoDbClient dynamo, String id) {
        dynamo.deleteItem(delete -> delete.tableName(TABLE).key(Map.of("id", s(id))));
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamViewType.class,
            names = {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"})
    void aStreamShowsEachChangeAsItsViewHasIt(StreamViewType view, TestWorld world) {
        DynamoDbClient dynamo = StreamReader.tableWithStream(world, view);
        put(dynamo, "a", "1");
        put(dynamo, "a", "1");
        put(dynamo, "a", "22");
        delete(dynamo, "a");
        delete(dynamo, "a");
        List<Record> records = StreamReader.of(world, dynamo, TABLE).records();
        assertThat(records)
                .as("none for what changed nothing")
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        boolean old = view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
        boolean now = view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
        Record modified = records.get(1);
        assertThat(modified.dynamodb().keys()).isEqualTo(Map.of("id", s("a")));
        assertThat(modified.dynamodb().hasOldImage()).isEqualTo(old);
        assertThat(modified.dynamodb().hasNewImage()).isEqualTo(now);
        assertThat(modified.dynamodb().sizeBytes())
                .as("of the key and the images")
                .isEqualTo(3 + (old ? 9 : 0) + (now ? 10 : 0));
        assertThat(modified.dynamodb().streamViewType()).isEqualTo(view);
        assertThat(modified.eventSource()).isEqualTo("aws:dynamodb");
        assertThat(modified.userIdentity()).isNull();
        assertThat(records).extracting(Record::eventID).doesNotHaveDuplicates();
        assertThat(records)
                .extracting(record -> record.dynamodb().sequenceNumber())
                .isSorted();
        if (now) {
            assertThat(modified.dynamodb().newImage()).containsEntry("value", s("22"));
            assertThat(records.get(2).dynamodb().hasNewImage()).isFalse();
        }
    }

    @Test
    void sizesAreThoseOfTheExamplesOfAws(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName(TABLE)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(Songs.attribute("Id", ScalarAttributeType.N))
                .keySchema(Songs.key("Id", KeyType.HASH))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_AND_OLD_IMAGES")));
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("Id", n(101), "Message", s("New item!"))));
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("Id", n(101), "Message", s("This item has changed"))));
        assertThat(StreamReader.of(world, dynamo, TABLE).records())
                .extracting(record -> record.dynamodb().sizeBytes())
                .containsExactly(26L, 59L);
    }

    @Test
    void whatTimeToLiveTakesAwayIsTheServicesDoing(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = StreamReader.tableWithStream(world, StreamViewType.NEW_AND_OLD_IMAGES);
        dynamo.updateTimeToLive(ttl -> ttl.tableName(TABLE)
                .timeToLiveSpecification(of -> of.enabled(true).attributeName("ends")));
        Instant end = world.clock().now().plusSeconds(60);
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("a"), "ends", n(end.getEpochSecond()))));
        world.clock().advance(Duration.ofMinutes(2));
        Record removed = StreamReader.of(world, dynamo, TABLE).records().getLast();
        assertThat(removed.eventName()).isEqualTo(OperationType.REMOVE);
        assertThat(removed.userIdentity().type()).isEqualTo("Service");
        assertThat(removed.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(removed.dynamodb().oldImage()).containsKey("ends");
    }

    @Test
    void shardsFollowOneAnotherEveryFourHoursAndRecordsGoAfterADay(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = StreamReader.tableWithStream(world, StreamViewType.KEYS_ONLY);
        put(dynamo, "a", "1");
        StreamReader reader = StreamReader.of(world, dynamo, TABLE);
        Shard first = reader.shards().getFirst();
        String number = reader.records().getFirst().dynamodb().sequenceNumber();
        world.clock().advance(Duration.ofHours(4));
        put(dynamo, "b", "1");
        List<Shard> shards = reader.shards();
        assertThat(shards).hasSize(2);
        assertThat(shards.get(1).parentShardId()).isEqualTo(first.shardId());
        assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber()).isEqualTo(number);
        assertThat(shards.get(1).sequenceNumberRange().endingSequenceNumber()).isNull();
        GetRecordsResponse closed = reader.next(reader.iterator(first, ShardIteratorType.TRIM_HORIZON));
        assertThat(closed.records()).hasSize(1);
        assertThat(closed.nextShardIterator()).as("the end of a closed shard").isNull();
        assertThat(reader.records())
                .extracting(record -> record.dynamodb().keys().get("id"))
                .containsExactly(s("a"), s("b"));
        assertThat(reader.streams()
                        .describeStream(describe -> describe.streamArn(reader.arn())
                                .shardFilter(filter -> filter.type(ShardFilterType.CHILD_SHARDS)
                                        .shardId(first.shardId())))
                        .streamDescription()
                        .shards())
                .extracting(Shard::shardId)
                .containsExactly(shards.get(1).shardId());
        world.clock().advance(Duration.ofHours(21));
        assertThat(reader.records())
                .extracting(record -> record.dynamodb().keys().get("id"))
                .as("a day later the first record is gone")
                .containsExactly(s("b"));
        assertThatThrownBy(() -> reader.streams().getShardIterator(get -> get.streamArn(reader.arn())
                        .shardId(first.shardId())
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .sequenceNumber(number)))
                .isInstanceOf(TrimmedDataAccessException.class);
    }

    @Test
    void aShardSplitsWhereTheTableNeedsMorePartitions(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName(TABLE)
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("KEYS_ONLY")));
        put(dynamo, "a", "1");
        dynamo.updateTable(table -> table.tableName(TABLE)
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(1500L)));
        IntStream.range(0, 20).forEach(i -> put(dynamo, "k" + i, "1"));
        StreamReader reader = StreamReader.of(world, dynamo, TABLE);
        List<Shard> shards = reader.shards();
        assertThat(shards).hasSize(3);
        assertThat(shards.subList(1, 3)).allSatisfy(shard -> assertThat(shard.parentShardId())
                .isEqualTo(shards.getFirst().shardId()));
        assertThat(reader.records()).hasSize(21);
        assertThat(reader.next(reader.iterator(shards.get(1), ShardIteratorType.TRIM_HORIZON))
                        .records())
                .as("some of the items each")
                .hasSizeBetween(1, 19);
    }

    @Test
    void iteratorsBeginWhereTheyAreToldToAndExpire(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = StreamReader.tableWithStream(world, StreamViewType.KEYS_ONLY);
        put(dynamo, "a", "1");
        StreamReader reader = StreamReader.of(world, dynamo, TABLE);
        Shard shard = reader.shards().getFirst();
        String latest = reader.iterator(shard, ShardIteratorType.LATEST);
        put(dynamo, "b", "1");
        GetRecordsResponse page = reader.next(latest);
        assertThat(page.records()).hasSize(1);
        String number = page.records().getFirst().dynamodb().sequenceNumber();
        assertThat(reader.next(page.nextShardIterator()).records()).isEmpty();
        DynamoDbStreamsClient streams = reader.streams();
        String at = streams.getShardIterator(get -> get.streamArn(reader.arn())
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .sequenceNumber(number))
                .shardIterator();
        assertThat(reader.next(at).records())
                .extracting(record -> record.dynamodb().sequenceNumber())
                .containsExactly(number);
        String after = streams.getShardIterator(get -> get.streamArn(reader.arn())
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(number))
                .shardIterator();
        assertThat(reader.next(after).records()).isEmpty();
        assertThat(streams.getRecords(get -> get.shardIterator(reader.iterator(shard, ShardIteratorType.TRIM_HORIZON))
                                .limit(1))
                        .records())
                .hasSize(1);
        assertThatThrownBy(() -> streams.getRecords(get -> get.shardIterator(at).limit(1001)))
                .hasMessageContaining("Member must have value less than or equal to 1000");
        assertThatThrownBy(() -> reader.next("nonsense")).hasMessageContaining("Invalid ShardIterator");
        world.clock().advance(Duration.ofMinutes(16));
        assertThatThrownBy(() -> reader.next(at)).isInstanceOf(ExpiredIteratorException.class);
    }

    @Test
    void aStreamIsSwitchedOffAndOnAndCanBeReadForADayAfterwards(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = StreamReader.tableWithStream(world, StreamViewType.KEYS_ONLY);
        put(dynamo, "a", "1");
        StreamReader reader = StreamReader.of(world, dynamo, TABLE);
        assertThatThrownBy(() -> dynamo.updateTable(
                        table -> table.tableName(TABLE).streamSpecification(stream -> stream.streamEnabled(true)
                                .streamViewType("NEW_IMAGE"))))
                .hasMessageContaining("Table already has an enabled stream: TableName: watched");
        dynamo.updateTable(table -> table.tableName(TABLE).streamSpecification(stream -> stream.streamEnabled(false)));
        put(dynamo, "b", "1");
        assertThatThrownBy(() -> dynamo.updateTable(
                        table -> table.tableName(TABLE).streamSpecification(stream -> stream.streamEnabled(false))))
                .hasMessageContaining("Table has no stream to disable: TableName: watched");
        assertThat(reader.records()).hasSize(1);
        assertThat(reader.streams()
                        .describeStream(describe -> describe.streamArn(reader.arn()))
                        .streamDescription()
                        .streamStatusAsString())
                .isEqualTo("DISABLED");
        dynamo.updateTable(table -> table.tableName(TABLE)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE")));
        put(dynamo, "c", "1");
        assertThat(StreamReader.of(world, dynamo, TABLE).records()).hasSize(1);
        dynamo.deleteTable(table -> table.tableName(TABLE));
        assertThat(reader.streams().listStreams(list -> list.tableName(TABLE)).streams())
                .hasSize(2);
        world.clock().advance(Duration.ofHours(25));
        assertThat(reader.streams().listStreams(list -> list.tableName(TABLE)).streams())
                .isEmpty();
        assertThatThrownBy(reader::shards)
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Stream: " + reader.arn() + " not found");
    }

    @Test
    void transactionsAndBatchesShowEachOfTheirChanges(TestWorld world) {
        DynamoDbClient dynamo = StreamReader.tableWithStream(world, StreamViewType.NEW_AND_OLD_IMAGES);
        TransactWriteItem update = TransactWriteItem.builder()
                .update(change -> change.tableName(TABLE)
                        .key(Map.of("id", s("b")))
                        .updateExpression("SET x = :x")
                        .expressionAttributeValues(Map.of(":x", n(1))))
                .build();
        TransactWriteItem check = TransactWriteItem.builder()
                .conditionCheck(condition -> condition
                        .tableName(TABLE)
                        .key(Map.of("id", s("none")))
                        .conditionExpression("attribute_exists(id)"))
                .build();
        dynamo.transactWriteItems(write -> write.transactItems(putting("a"), update));
        assertThatThrownBy(() -> dynamo.transactWriteItems(write -> write.transactItems(putting("c"), check)))
                .hasMessageContaining("Transaction cancelled");
        assertThat(StreamReader.of(world, dynamo, TABLE).records())
                .extracting(record -> record.dynamodb().newImage())
                .containsExactly(Map.of("id", s("a")), Map.<String, AttributeValue>of("id", s("b"), "x", n(1)));
    }

    @Test
    void aSpecificationMustFitItself(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        assertThatThrownBy(() -> dynamo.createTable(table -> table.tableName(TABLE)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                        .keySchema(Songs.key("id", KeyType.HASH))
                        .streamSpecification(stream -> stream.streamEnabled(true))))
                .hasMessageContaining("Table is being created with a stream enabled, UpdateViewType is required");
    }
}

package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.in;
import static cloudjar.services.dynamodb.Songs.n;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** AWS's SDK for Java against DynamoDB in process: tables, items, queries and scans. */
class DynamoDbAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    /** [DDB-1] [DDB-8] */
    @Test
    void tablesAreMadeDescribedTaggedListedAndDeleted(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        var table =
                dynamo.describeTable(describe -> describe.tableName("songs")).table();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.localSecondaryIndexes()).hasSize(1);
        assertThat(table.globalSecondaryIndexes()).hasSize(1);
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        dynamo.tagResource(tag -> tag.resourceArn(table.tableArn())
                .tags(Tag.builder().key("team").value("a").build()));
        assertThat(dynamo.listTagsOfResource(list -> list.resourceArn(table.tableArn()))
                        .tags())
                .hasSize(1);
        dynamo.untagResource(untag -> untag.resourceArn(table.tableArn()).tagKeys("team"));
        assertThat(dynamo.listTagsOfResource(list -> list.resourceArn(table.tableArn()))
                        .tags())
                .isEmpty();
        assertThat(dynamo.listTables().tableNames()).containsExactly("songs");
        assertThatThrownBy(() -> songs(world))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Table already exists: songs");
        dynamo.deleteTable(delete -> delete.tableName("songs"));
        assertThatThrownBy(() -> dynamo.describeTable(describe -> describe.tableName("songs")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: songs not found");
    }

    /** [DDB-2] */
    @Test
    void everyTypeOfValueComesBackAsItWent(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        Map<String, AttributeValue> item = song("Nina", 1965, "soul", "Feeling Good");
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("abc")));
        item.put("yes", AttributeValue.fromBool(true));
        item.put("nothing", AttributeValue.fromNul(true));
        item.put("texts", AttributeValue.fromSs(List.of("a", "b")));
        item.put("numbers", AttributeValue.fromNs(List.of("1", "2.5")));
        item.put("binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
        item.put("list", AttributeValue.fromL(List.of(s("x"), AttributeValue.fromM(Map.of("deep", n(1))))));
        dynamo.putItem(put -> put.tableName("songs").item(item));
        Map<String, AttributeValue> key = Map.of("artist", s("Nina"), "yr", n(1965));
        assertThat(dynamo.getItem(get -> get.tableName("songs").key(key)).item())
                .isEqualTo(item);
        assertThat(dynamo.getItem(get -> get.tableName("songs")
                                .key(key)
                                .projectionExpression("#l[1].deep, title")
                                .expressionAttributeNames(Map.of("#l", "list")))
                        .item())
                .isEqualTo(Map.of(
                        "list",
                        AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("deep", n(1))))),
                        "title",
                        s("Feeling Good")));
        assertThat(dynamo.deleteItem(
                                delete -> delete.tableName("songs").key(key).returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(item);
        assertThat(dynamo.getItem(get -> get.tableName("songs").key(key)).hasItem())
                .isFalse();
    }

    /** [DDB-8] */
    @Test
    void aConditionThatDoesNotHoldChangesNothing(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName("songs")
                        .item(song("Nina", 1960, "pop", "other"))
                        .conditionExpression("attribute_not_exists(artist)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .isInstanceOfSatisfying(ConditionalCheckFailedException.class, failure -> {
                    assertThat(failure.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
                    assertThat(failure.item()).containsEntry("genre", s("soul"));
                });
        Map<String, AttributeValue> key = Map.of("artist", s("Nina"), "yr", n(1960));
        assertThat(dynamo.getItem(get -> get.tableName("songs").key(key)).item())
                .containsEntry("genre", s("soul"));
    }

    /** [DDB-8] */
    @Test
    void updatesCountAndTellWhatWasAndWhatIs(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        Map<String, AttributeValue> key = Map.of("artist", s("Nina"), "yr", n(1960));
        var updated = dynamo.updateItem(update -> update.tableName("songs")
                .key(key)
                .updateExpression("SET plays = plays + :one, tags = list_append(if_not_exists(tags, :none), :tag)"
                        + " REMOVE title")
                .conditionExpression("plays = :zero")
                .expressionAttributeValues(Map.of(
                        ":one", n(1),
                        ":zero", n(0),
                        ":none", AttributeValue.fromL(List.of()),
                        ":tag", AttributeValue.fromL(List.of(s("live")))))
                .returnValues(ReturnValue.UPDATED_NEW));
        assertThat(updated.attributes())
                .isEqualTo(Map.of("plays", n(1), "tags", AttributeValue.fromL(List.of(s("live")))));
        assertThat(dynamo.query(query -> query.tableName("songs")
                                .indexName("by-title")
                                .keyConditionExpression("artist = :a")
                                .expressionAttributeValues(Map.of(":a", s("Nina"))))
                        .count())
                .as("without its title it has left the index")
                .isEqualTo(9);
        assertThatThrownBy(() -> dynamo.updateItem(update -> update.tableName("songs")
                        .key(key)
                        .updateExpression("SET yr = :one")
                        .expressionAttributeValues(Map.of(":one", n(1)))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Cannot update attribute yr. This attribute is part of the key");
    }

    /** [DDB-11] */
    @Test
    void queriesFollowTheRangeKeyInBothDirectionsAndInPages(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        assertThat(years(dynamo.query(query -> query.tableName("songs")
                        .keyConditionExpression("artist = :a AND yr BETWEEN :from AND :to")
                        .expressionAttributeValues(Map.of(":a", s("Nina"), ":from", n(1962), ":to", n(1964))))))
                .containsExactly("1962", "1963", "1964");
        assertThat(years(dynamo.query(query -> query.tableName("songs")
                        .keyConditionExpression("artist = :a AND yr > :from")
                        .expressionAttributeValues(Map.of(":a", s("Nina"), ":from", n(1966)))
                        .scanIndexForward(false))))
                .containsExactly("1969", "1968", "1967");
        List<String> paged = new ArrayList<>();
        dynamo.queryPaginator(query -> query.tableName("songs")
                        .limit(3)
                        .keyConditionExpression("artist = :a")
                        .filterExpression("genre = :g")
                        .expressionAttributeValues(Map.of(":a", s("Nina"), ":g", s("soul"))))
                .forEach(page -> {
                    assertThat(page.scannedCount()).isLessThanOrEqualTo(3);
                    paged.addAll(years(page));
                });
        assertThat(paged).containsExactly("1960", "1962", "1964", "1966", "1968");
    }

    /** [DDB-14] [DDB-15] */
    @Test
    void indexesHaveTheirOwnOrderAndShowWhatTheyHave(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        QueryResponse soul = dynamo.query(query -> query.tableName("songs")
                .indexName("by-genre")
                .keyConditionExpression("genre = :g AND yr >= :from")
                .expressionAttributeValues(Map.of(":g", s("soul"), ":from", n(1964)))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        assertThat(years(soul)).containsExactly("1964", "1966", "1968");
        assertThat(soul.items().getFirst()).containsOnlyKeys("artist", "yr", "genre", "title");
        assertThat(soul.consumedCapacity().globalSecondaryIndexes()).containsOnlyKeys("by-genre");
        QueryResponse byTitle = dynamo.query(query -> query.tableName("songs")
                .indexName("by-title")
                .select(Select.ALL_ATTRIBUTES)
                .keyConditionExpression("artist = :a AND begins_with(title, :t)")
                .expressionAttributeValues(Map.of(":a", s("Nina"), ":t", s("t")))
                .limit(2));
        assertThat(years(byTitle)).containsExactly("1969", "1968");
        assertThat(byTitle.items().getFirst()).containsKey("plays");
        assertThat(byTitle.lastEvaluatedKey()).containsOnlyKeys("artist", "yr", "title");
        assertThatThrownBy(() -> dynamo.query(query -> query.tableName("songs")
                        .indexName("by-genre")
                        .consistentRead(true)
                        .keyConditionExpression("genre = :g")
                        .expressionAttributeValues(Map.of(":g", s("soul")))))
                .hasMessageContaining("Consistent reads are not supported on global secondary indexes");
    }

    /** [DDB-12] */
    @Test
    void scansInSegmentsFindEachItemOnce(TestWorld world) {
        DynamoDbClient dynamo = songs(world);
        IntStream.range(0, 60)
                .forEach(i ->
                        dynamo.putItem(put -> put.tableName("songs").item(song("artist-" + i, 2000, "pop", "title"))));
        List<String> found = new ArrayList<>();
        for (int segment = 0; segment < 4; segment++) {
            int part = segment;
            dynamo.scanPaginator(scan -> scan.tableName("songs")
                            .segment(part)
                            .totalSegments(4)
                            .limit(7))
                    .items()
                    .forEach(item -> found.add(in(item, "artist").s()));
        }
        assertThat(found).hasSize(60).doesNotHaveDuplicates();
        assertThat(dynamo.scan(scan -> scan.tableName("songs")
                                .select(Select.COUNT)
                                .filterExpression("begins_with(artist, :p)")
                                .expressionAttributeValues(Map.of(":p", s("artist-1"))))
                        .count())
                .isEqualTo(11);
    }
}

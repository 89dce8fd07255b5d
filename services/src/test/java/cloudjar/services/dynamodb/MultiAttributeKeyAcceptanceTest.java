package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** AWS's SDK for Java against DynamoDB in process: global indexes whose keys have several attributes of a kind. [DDB-15] */
class MultiAttributeKeyAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String KEY = "cup = :cup AND area = :area";

    private static GlobalSecondaryIndex index(KeySchemaElement... keys) {
        return GlobalSecondaryIndex.builder()
                .indexName("by-round")
                .keySchema(keys)
                .projection(Songs.projection(ProjectionType.ALL))
                .build();
    }

    private static GlobalSecondaryIndex byRound() {
        return index(
                Songs.key("cup", KeyType.HASH),
                Songs.key("area", KeyType.HASH),
                Songs.key("round", KeyType.RANGE),
                Songs.key("bracket", KeyType.RANGE),
                Songs.key("game", KeyType.RANGE));
    }

    private static DynamoDbClient matches(TestWorld world, GlobalSecondaryIndex index) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName("matches")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                        Songs.attribute("game", ScalarAttributeType.S),
                        Songs.attribute("cup", ScalarAttributeType.S),
                        Songs.attribute("area", ScalarAttributeType.S),
                        Songs.attribute("round", ScalarAttributeType.N),
                        Songs.attribute("bracket", ScalarAttributeType.S))
                .keySchema(Songs.key("game", KeyType.HASH))
                .globalSecondaryIndexes(index));
        return dynamo;
    }

    private static DynamoDbClient filled(TestWorld world) {
        DynamoDbClient dynamo = matches(world, byRound());
        for (String area : List.of("north", "south")) {
            for (int round : new int[] {2, 10, -1}) {
                for (String bracket : List.of("up", "upper", "low")) {
                    put(dynamo, area, round, bracket);
                }
            }
        }
        return dynamo;
    }

    private static void put(DynamoDbClient dynamo, String area, int round, String bracket) {
        dynamo.putItem(put -> put.tableName("matches")
                .item(Map.of(
                        "game", s(area + round + bracket),
                        "cup", s("winter"),
                        "area", s(area),
                        "round", n(round),
                        "bracket", s(bracket))));
    }

    private static QueryRequest.Builder query(String condition, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":cup", s("winter"));
        all.put(":area", s("north"));
        return QueryRequest.builder()
                .tableName("matches")
                .indexName("by-round")
                .keyConditionExpression(condition)
                .expressionAttributeValues(all);
    }

    private static List<String> found(DynamoDbClient dynamo, String more, Map<String, AttributeValue> values) {
        return dynamo.query(query(KEY + more, values).build()).items().stream()
                .map(item -> value(item, "round").n() + value(item, "bracket").s())
                .toList();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    @Test
    void itemsAreInTheOrderOfAllAttributes(TestWorld world) {
        DynamoDbClient dynamo = filled(world);
        assertThat(found(dynamo, "", Map.of()))
                .containsExactly("-1low", "-1up", "-1upper", "2low", "2up", "2upper", "10low", "10up", "10upper");
        assertThat(dynamo.query(query(KEY, Map.of()).scanIndexForward(false).build())
                        .items()
                        .getFirst())
                .containsEntry("game", s("north10upper"));
        assertThat(dynamo.scan(scan -> scan.tableName("matches").indexName("by-round"))
                        .count())
                .isEqualTo(18);
    }

    @Test
    void attributesAreTiedFromLeftToRight(TestWorld world) {
        DynamoDbClient dynamo = filled(world);
        Map<String, AttributeValue> two = Map.of(":r", n(2));
        Map<String, AttributeValue> both = Map.of(":r", n(2), ":b", s("up"));
        assertThat(found(dynamo, " AND round = :r", two)).containsExactly("2low", "2up", "2upper");
        assertThat(found(dynamo, " AND round > :r", two)).containsExactly("10low", "10up", "10upper");
        assertThat(found(dynamo, " AND round <= :r", two)).hasSize(6).endsWith("2upper");
        assertThat(found(dynamo, " AND round < :r", two)).containsExactly("-1low", "-1up", "-1upper");
        assertThat(found(dynamo, " AND round = :r AND bracket = :b", both)).containsExactly("2up");
        assertThat(found(dynamo, " AND round = :r AND bracket >= :b", both)).containsExactly("2up", "2upper");
        assertThat(found(dynamo, " AND round = :r AND bracket > :b", both)).containsExactly("2upper");
        assertThat(found(dynamo, " AND round = :r AND bracket < :b", both)).containsExactly("2low");
        assertThat(found(dynamo, " AND round = :r AND begins_with(bracket, :b)", both))
                .containsExactly("2up", "2upper");
        assertThat(found(
                        dynamo,
                        " AND round = :r AND bracket BETWEEN :l AND :b",
                        Map.of(":r", n(2), ":l", s("low"), ":b", s("up"))))
                .containsExactly("2low", "2up");
        assertThat(found(
                        dynamo,
                        " AND round = :r AND bracket = :b AND game = :m",
                        Map.of(":r", n(2), ":b", s("up"), ":m", s("x"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    cup = :cup, Query condition missed key schema element: area
                    cup = :cup AND area > :area, Query key condition not supported
                    cup = :cup AND area = :area AND bracket = :b, Query condition missed key schema element: round
                    cup = :cup AND area = :area AND round > :r AND bracket = :b, Query key condition not supported
                    cup = :cup AND area = :area AND round = :b, "One or more parameter values were invalid: Condition parameter type does not match schema type"
                    """)
    void otherConditionsAreRefused(String condition, String message, TestWorld world) {
        DynamoDbClient dynamo = matches(world, byRound());
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":cup", s("winter"));
        Map.of(":area", s("north"), ":r", n(2), ":b", s("up")).forEach((name, value) -> {
            if (condition.contains(name)) {
                values.put(name, value);
            }
        });
        assertThatThrownBy(() -> dynamo.query(query -> query.tableName("matches")
                        .indexName("by-round")
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values)))
                .isInstanceOfSatisfying(DynamoDbException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorMessage())
                        .isEqualTo(message));
    }

    @Test
    void pagesGoOnFromKeysOfAllAttributes(TestWorld world) {
        DynamoDbClient dynamo = filled(world);
        List<String> found = new ArrayList<>();
        QueryRequest request =
                query(KEY + " AND round >= :r", Map.of(":r", n(2))).limit(2).build();
        QueryResponse page = dynamo.query(request);
        assertThat(page.lastEvaluatedKey()).containsOnlyKeys("game", "cup", "area", "round", "bracket");
        while (page.hasLastEvaluatedKey()) {
            page.items().forEach(item -> found.add(value(item, "game").s()));
            Map<String, AttributeValue> last = page.lastEvaluatedKey();
            page = dynamo.query(request.copy(next -> next.exclusiveStartKey(last)));
        }
        assertThat(found).hasSize(6).doesNotHaveDuplicates();
        Map<String, AttributeValue> elsewhere = new HashMap<>(Map.of(
                "game", s("north-1up"), "cup", s("winter"), "area", s("north"), "round", n(-1), "bracket", s("up")));
        assertThatThrownBy(() -> dynamo.query(request.copy(next -> next.exclusiveStartKey(elsewhere))))
                .hasMessageContaining("The provided starting key does not match the range key predicate");
        elsewhere.remove("bracket");
        assertThatThrownBy(() -> dynamo.query(request.copy(next -> next.exclusiveStartKey(elsewhere))))
                .hasMessageContaining("The provided starting key is invalid");
    }

    @Test
    void itemsWithoutAnAttributeAreNotInTheIndex(TestWorld world) {
        DynamoDbClient dynamo = matches(world, byRound());
        dynamo.putItem(put -> put.tableName("matches")
                .item(Map.of("game", s("a"), "cup", s("winter"), "area", s("north"), "round", n(1))));
        assertThat(found(dynamo, "", Map.of())).isEmpty();
        dynamo.updateItem(update -> update.tableName("matches")
                .key(Map.of("game", s("a")))
                .updateExpression("SET bracket = :b")
                .expressionAttributeValues(Map.of(":b", s("up"))));
        assertThat(found(dynamo, "", Map.of())).containsExactly("1up");
        assertThat(dynamo.executeStatement(execute -> execute.statement(
                                "SELECT * FROM matches.\"by-round\" WHERE cup = 'winter' AND area = 'north'"))
                        .items())
                .hasSize(1);
        assertThatThrownBy(() ->
                        dynamo.putItem(put -> put.tableName("matches").item(Map.of("game", s("b"), "bracket", n(1)))))
                .hasMessageContaining("Type mismatch for Index Key bracket Expected: S Actual: N IndexName: by-round");
    }

    @Test
    void anIndexIsAddedToATableThatHasItems(TestWorld world) {
        DynamoDbClient dynamo = filled(world);
        dynamo.updateTable(update -> update.tableName("matches")
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(delete -> delete.indexName("by-round"))
                        .build()));
        GlobalSecondaryIndex again = byRound();
        dynamo.updateTable(update -> update.tableName("matches")
                .attributeDefinitions(
                        Songs.attribute("cup", ScalarAttributeType.S),
                        Songs.attribute("area", ScalarAttributeType.S),
                        Songs.attribute("round", ScalarAttributeType.N),
                        Songs.attribute("bracket", ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName("by-round")
                                .keySchema(again.keySchema())
                                .projection(again.projection()))
                        .build()));
        assertThat(found(dynamo, "", Map.of())).hasSize(9);
        assertThat(dynamo.describeTable(describe -> describe.tableName("matches"))
                        .table()
                        .globalSecondaryIndexes()
                        .getFirst()
                        .keySchema())
                .isEqualTo(again.keySchema());
    }

    @ParameterizedTest
    @CsvSource({
        "HASH RANGE HASH, A HASH key type KeySchemaElement follows a RANGE key type",
        "RANGE HASH HASH, The first KeySchemaElement is not a HASH key type",
        "HASH HASH HASH HASH HASH, at most 4 attributes of the HASH key type",
    })
    void otherKeysAreRefused(String types, String message, TestWorld world) {
        List<String> names = List.of("cup", "area", "round", "bracket", "game");
        List<KeySchemaElement> keys = new ArrayList<>();
        for (String type : types.split(" ")) {
            keys.add(Songs.key(names.get(keys.size()), KeyType.fromValue(type)));
        }
        assertThatThrownBy(() -> matches(world, index(keys.toArray(KeySchemaElement[]::new))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid KeySchema: ")
                .hasMessageContaining(message);
    }
}

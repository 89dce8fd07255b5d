package cloudjar.services.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.gateway.tcp.PlaneDoor;
import cloudjar.kernel.call.DataPlanes;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import cloudjar.testkit.Wirings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dax.DaxClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.dax.ClusterDaxClient;
import software.amazon.dax.Configuration;

/** AWS's own client of DAX, by DAX's own protocol. [DAX-1] */
class DaxClientAcceptanceTest {
    private static final DataPlanes PLANES = new DataPlanes();

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(wiring -> Services.all(Wirings.with(PLANES, wiring)));

    private static final String TABLE = "music";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private PlaneDoor door;
    private DynamoDbClient dynamo;
    private DynamoDbClient dax;

    @BeforeEach
    void openDoor(TestWorld world) throws IOException {
        dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(create -> create.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(
                        attribute("artist", ScalarAttributeType.S),
                        attribute("year", ScalarAttributeType.N),
                        attribute("label", ScalarAttributeType.S)))
                .keySchema(List.of(keyElement("artist", KeyType.HASH), keyElement("year", KeyType.RANGE)))
                .globalSecondaryIndexes(List.of(GlobalSecondaryIndex.builder()
                        .indexName("by-label")
                        .keySchema(List.of(keyElement("label", KeyType.HASH)))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())));
        world.client(DaxClient.builder()).createCluster(create -> create.clusterName("fast")
                .nodeType("dax.r5.large")
                .replicationFactor(3)
                .iamRoleArn("arn:aws:iam::000000000000:role/dax"));
        door = new PlaneDoor(Objects.requireNonNull(PLANES.of("dax")), world::world, threads);
        int port = door.start(List.of("127.0.0.1"), 0);
        dax = client(port);
    }

    private static DynamoDbClient client(int port) throws IOException {
        return ClusterDaxClient.builder()
                .overrideConfiguration(Configuration.builder()
                        .url("dax://127.0.0.1:" + port)
                        .region(TestWorld.REGION)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create(TestWorld.ACCOUNT, "test")))
                        .readRetries(0)
                        .writeRetries(0)
                        .build())
                .build();
    }

    @AfterEach
    void closeDoor() {
        dax.close();
        door.close();
        threads.close();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement keyElement(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(Object number) {
        return AttributeValue.fromN(number.toString());
    }

    private static Map<String, AttributeValue> key(String artist, Object year) {
        return Map.of("artist", s(artist), "year", n(year));
    }

    private static Map<String, AttributeValue> song(String artist, Object year, String label) {
        return Map.of("artist", s(artist), "year", n(year), "label", s(label));
    }

    @Test
    void itemsOfAllTypesComeBackAsTheyWere() {
        Map<String, AttributeValue> item = Map.ofEntries(
                Map.entry("artist", s("Nina")),
                Map.entry("year", n("-1965.5")),
                Map.entry("label", s("RCA")),
                Map.entry("big", n("12345678901234567890123456789012345678")),
                Map.entry("small", n("0.001")),
                Map.entry("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("abc"))),
                Map.entry("yes", AttributeValue.fromBool(true)),
                Map.entry("nothing", AttributeValue.fromNul(true)),
                Map.entry("words", AttributeValue.fromSs(List.of("a", "b"))),
                Map.entry("numbers", AttributeValue.fromNs(List.of("1", "2.5"))),
                Map.entry("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x")))),
                Map.entry("list", AttributeValue.fromL(List.of(s("one"), n(2)))),
                Map.entry("map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromM(Map.of("er", n(1)))))));
        dax.putItem(put -> put.tableName(TABLE).item(item));
        assertThat(dynamo.getItem(get -> get.tableName(TABLE).key(key("Nina", "-1965.5")))
                        .item())
                .isEqualTo(item);
        assertThat(dax.getItem(get ->
                                get.tableName(TABLE).key(key("Nina", "-1965.5")).consistentRead(true))
                        .item())
                .isEqualTo(item);
        assertThat(dax.getItem(get -> get.tableName(TABLE)
                                .key(key("Nina", "-1965.5"))
                                .projectionExpression("#m.deep, #l[1], artist")
                                .expressionAttributeNames(Map.of("#m", "map", "#l", "list")))
                        .item())
                .isEqualTo(Map.of(
                        "map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromM(Map.of("er", n(1))))),
                        "list", AttributeValue.fromL(List.of(n(2))),
                        "artist", s("Nina")));
    }

    @Test
    void whatWasReadIsKeptForFiveMinutesAndForConsistentReadsNot(TestWorld world) {
        world.clock().freeze();
        dynamo.putItem(put -> put.tableName(TABLE).item(song("Nina", 1, "old")));
        assertThat(label(false)).isEqualTo("old");
        dynamo.putItem(put -> put.tableName(TABLE).item(song("Nina", 1, "new")));
        assertThat(label(false)).as("kept").isEqualTo("old");
        assertThat(label(true)).as("strongly consistent").isEqualTo("new");
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(label(false)).as("after its time").isEqualTo("new");
        dax.putItem(put -> put.tableName(TABLE).item(song("Nina", 1, "written through")));
        assertThat(label(false)).isEqualTo("written through");
        dax.deleteItem(delete -> delete.tableName(TABLE).key(key("Nina", 1)));
        assertThat(dax.getItem(get -> get.tableName(TABLE).key(key("Nina", 1))).hasItem())
                .isFalse();
    }

    private String label(boolean consistent) {
        return Objects.requireNonNull(dax.getItem(
                                get -> get.tableName(TABLE).key(key("Nina", 1)).consistentRead(consistent))
                        .item()
                        .get("label"))
                .s();
    }

    @Test
    void updatesAndConditionsGoAsTheyAreMeant() {
        dax.putItem(put -> put.tableName(TABLE).item(song("Nina", 1, "RCA")));
        Map<String, AttributeValue> updated = dax.updateItem(update -> update.tableName(TABLE)
                        .key(key("Nina", 1))
                        .updateExpression("SET plays = if_not_exists(plays, :zero) + :one, tags = :tags REMOVE #l")
                        .conditionExpression("attribute_exists(artist) AND (#l = :rca OR NOT contains(#l, :x))"
                                + " AND #y BETWEEN :zero AND :ten AND #l IN (:rca, :x)")
                        .expressionAttributeNames(Map.of("#l", "label", "#y", "year"))
                        .expressionAttributeValues(Map.of(
                                ":zero",
                                n(0),
                                ":one",
                                n(1),
                                ":ten",
                                n(10),
                                ":rca",
                                s("RCA"),
                                ":x",
                                s("x"),
                                ":tags",
                                AttributeValue.fromSs(List.of("a"))))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
        assertThat(updated).isEqualTo(Map.of("plays", n(1), "tags", AttributeValue.fromSs(List.of("a"))));
        assertThat(dax.updateItem(update -> update.tableName(TABLE)
                                .key(key("Nina", 1))
                                .updateExpression("ADD plays :two DELETE tags :a")
                                .expressionAttributeValues(
                                        Map.of(":two", n(2), ":a", AttributeValue.fromSs(List.of("a"))))
                                .returnValues(ReturnValue.ALL_NEW))
                        .attributes())
                .isEqualTo(Map.of("artist", s("Nina"), "year", n(1), "plays", n(3)));
        assertThatThrownBy(() -> dax.putItem(put -> put.tableName(TABLE)
                        .item(song("Nina", 1, "x"))
                        .conditionExpression("attribute_not_exists(artist)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> dax.getItem(get -> get.tableName("nowhere").key(key("a", 1))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void queriesAndScansGoByPagesAndIndexes(TestWorld world) {
        world.clock().freeze();
        IntStream.range(0, 20)
                .forEach(year -> dynamo.putItem(put -> put.tableName(TABLE).item(song("Nina", year, "L" + year % 2))));
        assertThat(dax
                        .queryPaginator(query -> query.tableName(TABLE)
                                .keyConditionExpression("artist = :a AND #y >= :from")
                                .filterExpression("label = :l")
                                .expressionAttributeNames(Map.of("#y", "year"))
                                .expressionAttributeValues(Map.of(":a", s("Nina"), ":from", n(10), ":l", s("L1")))
                                .scanIndexForward(false)
                                .limit(3))
                        .items()
                        .stream()
                        .map(item -> Objects.requireNonNull(item.get("year")).n()))
                .containsExactly("19", "17", "15", "13", "11");
        assertThat(dax.queryPaginator(query -> query.tableName(TABLE)
                                .indexName("by-label")
                                .keyConditionExpression("label = :l")
                                .projectionExpression("#y")
                                .expressionAttributeNames(Map.of("#y", "year"))
                                .expressionAttributeValues(Map.of(":l", s("L0")))
                                .limit(4))
                        .items())
                .hasSize(10)
                .allSatisfy(item -> assertThat(item).containsOnlyKeys("year"));
        assertThat(dax.scan(scan -> scan.tableName(TABLE).select(Select.COUNT)).count())
                .isEqualTo(20);
        dynamo.putItem(put -> put.tableName(TABLE).item(song("Nina", 20, "L0")));
        assertThat(dax.scan(scan -> scan.tableName(TABLE).select(Select.COUNT)).count())
                .as("a result is kept apart from the items")
                .isEqualTo(20);
        world.clock().advance(Duration.ofMinutes(5));
        assertThat(dax.scanPaginator(scan -> scan.tableName(TABLE).limit(8)).items())
                .hasSize(21);
    }

    @Test
    void batchesWriteAndRead() {
        dax.batchWriteItem(batch -> batch.requestItems(Map.of(
                TABLE,
                IntStream.range(0, 5)
                        .mapToObj(year -> WriteRequest.builder()
                                .putRequest(PutRequest.builder()
                                        .item(song("Nina", year, "L"))
                                        .build())
                                .build())
                        .toList())));
        assertThat(dax.batchGetItem(batch -> batch.requestItems(Map.of(
                                        TABLE,
                                        KeysAndAttributes.builder()
                                                .keys(List.of(key("Nina", 1), key("Nina", 4), key("Nina", 9)))
                                                .build()))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .responses()
                        .get(TABLE))
                .containsExactlyInAnyOrder(song("Nina", 1, "L"), song("Nina", 4, "L"));
    }

    @Test
    void transactionsAreWhole() {
        IntStream.range(0, 5)
                .forEach(year -> dax.putItem(put -> put.tableName(TABLE).item(song("Nina", year, "L"))));
        dax.transactWriteItems(transaction -> transaction.transactItems(
                TransactWriteItem.builder()
                        .put(put -> put.tableName(TABLE).item(song("Nina", 7, "T")))
                        .build(),
                TransactWriteItem.builder()
                        .update(update -> update.tableName(TABLE)
                                .key(key("Nina", 1))
                                .updateExpression("SET label = :t")
                                .expressionAttributeValues(Map.of(":t", s("T"))))
                        .build(),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(TABLE).key(key("Nina", 4)))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(TABLE)
                                .key(key("Nina", 2))
                                .conditionExpression("attribute_exists(label)"))
                        .build()));
        assertThat(dax
                        .transactGetItems(transaction -> transaction.transactItems(
                                TransactGetItem.builder()
                                        .get(get -> get.tableName(TABLE).key(key("Nina", 1)))
                                        .build(),
                                TransactGetItem.builder()
                                        .get(get -> get.tableName(TABLE).key(key("Nina", 4)))
                                        .build(),
                                TransactGetItem.builder()
                                        .get(get -> get.tableName(TABLE)
                                                .key(key("Nina", 7))
                                                .projectionExpression("label"))
                                        .build()))
                        .responses()
                        .stream()
                        .map(response -> response.item()))
                .containsExactly(song("Nina", 1, "T"), Map.of(), Map.of("label", s("T")));
    }

    @Test
    void whatWasWrongWithEachActionIsSaid() {
        dax.putItem(put -> put.tableName(TABLE).item(song("Nina", 1, "L")));
        assertThatThrownBy(() -> dax.transactWriteItems(transaction -> transaction.transactItems(
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(TABLE)
                                        .item(song("Nina", 1, "x"))
                                        .conditionExpression("attribute_not_exists(label)"))
                                .build(),
                        TransactWriteItem.builder()
                                .delete(delete -> delete.tableName(TABLE).key(key("Nina", 2)))
                                .build())))
                .isInstanceOfSatisfying(TransactionCanceledException.class, e -> assertThat(e.cancellationReasons())
                        .extracting(reason -> reason.code())
                        .containsExactly("ConditionalCheckFailed", "None"));
    }

    @Test
    void withoutAClusterNobodyAnswers(TestWorld world) {
        world.client(DaxClient.builder()).deleteCluster(delete -> delete.clusterName("fast"));
        assertThatThrownBy(() -> dax.getItem(get -> get.tableName(TABLE).key(key("a", 1))))
                .hasMessageContaining("not found");
    }
}

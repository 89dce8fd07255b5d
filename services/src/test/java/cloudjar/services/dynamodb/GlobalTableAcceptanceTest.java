package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.tenSongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Replica;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** AWS's SDK for Java against DynamoDB in process: tables with replicas in other regions. [DDB-20] */
class GlobalTableAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static DynamoDbClient in(TestWorld world, Region region) {
        return world.client(DynamoDbClient.builder(), TestWorld.ACCOUNT, region);
    }

    private static void replicate(DynamoDbClient dynamo, Region region) {
        dynamo.updateTable(update -> update.tableName("songs")
                .replicaUpdates(ReplicationGroupUpdate.builder()
                        .create(create -> create.regionName(region.id()))
                        .build()));
    }

    private static Map<String, AttributeValue> get(DynamoDbClient dynamo, int year) {
        return dynamo.getItem(get -> get.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(year))))
                .item();
    }

    @Test
    void writesReachEveryReplicaAndComeBack(TestWorld world) {
        DynamoDbClient virginia = tenSongs(world);
        replicate(virginia, Region.EU_WEST_1);
        DynamoDbClient ireland = in(world, Region.EU_WEST_1);
        assertThat(ireland.scan(scan -> scan.tableName("songs")).count()).isEqualTo(10);
        ireland.updateItem(update -> update.tableName("songs")
                .key(Map.of("artist", s("Nina"), "yr", n(1960)))
                .updateExpression("SET plays = :p")
                .expressionAttributeValues(Map.of(":p", n(7))));
        assertThat(get(virginia, 1960)).containsEntry("plays", n(7));
        virginia.deleteItem(delete -> delete.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(1961))));
        assertThat(get(ireland, 1961)).isEmpty();
        replicate(ireland, Region.AP_SOUTHEAST_2);
        DynamoDbClient sydney = in(world, Region.AP_SOUTHEAST_2);
        sydney.putItem(put -> put.tableName("songs").item(Songs.song("Nina", 2000, "soul", "new")));
        assertThat(get(virginia, 2000)).containsEntry("title", s("new"));
        assertThat(get(ireland, 2000)).containsEntry("title", s("new"));
        assertThat(virginia.describeTable(describe -> describe.tableName("songs"))
                        .table()
                        .replicas())
                .extracting(ReplicaDescription::regionName)
                .containsExactlyInAnyOrder("eu-west-1", "ap-southeast-2");
        assertThat(sydney.query(query -> query.tableName("songs")
                                .indexName("by-genre")
                                .keyConditionExpression("genre = :g")
                                .expressionAttributeValues(Map.of(":g", s("soul"))))
                        .count())
                .isEqualTo(6);
    }

    @Test
    void eachReplicaHasAStreamThatShowsTheWritesOfAll(TestWorld world) {
        DynamoDbClient virginia = tenSongs(world);
        replicate(virginia, Region.EU_WEST_1);
        DynamoDbClient ireland = in(world, Region.EU_WEST_1);
        virginia.putItem(put -> put.tableName("songs").item(Songs.song("Nina", 2000, "soul", "new")));
        String arn = ireland.describeTable(describe -> describe.tableName("songs"))
                .table()
                .latestStreamArn();
        StreamReader reader = new StreamReader(
                world.client(DynamoDbStreamsClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1), arn);
        assertThat(reader.records())
                .extracting(Record::eventNameAsString, Record::awsRegion)
                .containsExactly(org.assertj.core.api.Assertions.tuple("INSERT", "eu-west-1"));
        assertThatThrownBy(() -> ireland.updateTable(
                        update -> update.tableName("songs").streamSpecification(stream -> stream.streamEnabled(false))))
                .hasMessageContaining("Disabling Stream is not allowed for a Global Table replica.");
    }

    @Test
    void indexesAndTimeToLiveAreThoseOfAllReplicas(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient virginia = tenSongs(world);
        replicate(virginia, Region.EU_WEST_1);
        DynamoDbClient ireland = in(world, Region.EU_WEST_1);
        virginia.updateTable(update -> update.tableName("songs")
                .attributeDefinitions(Songs.attribute("title", ScalarAttributeType.S))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName("titles")
                                .keySchema(Songs.key("title", KeyType.HASH))
                                .projection(projection -> projection.projectionType("ALL")))
                        .build()));
        assertThat(ireland.query(query -> query.tableName("songs")
                                .indexName("titles")
                                .keyConditionExpression("title = :t")
                                .expressionAttributeValues(Map.of(":t", s("t3"))))
                        .count())
                .isEqualTo(1);
        ireland.updateTimeToLive(ttl -> ttl.tableName("songs")
                .timeToLiveSpecification(of -> of.enabled(true).attributeName("ends")));
        long end = world.clock().now().getEpochSecond() + 60;
        virginia.updateItem(update -> update.tableName("songs")
                .key(Map.of("artist", s("Nina"), "yr", n(1960)))
                .updateExpression("SET #e = :e")
                .expressionAttributeNames(Map.of("#e", "ends"))
                .expressionAttributeValues(Map.of(":e", n(end))));
        world.clock().advance(Duration.ofMinutes(2));
        assertThat(get(virginia, 1960)).isEmpty();
        assertThat(get(ireland, 1960)).isEmpty();
    }

    @Test
    void aReplicaThatGoesLeavesTheOthers(TestWorld world) {
        DynamoDbClient virginia = tenSongs(world);
        replicate(virginia, Region.EU_WEST_1);
        DynamoDbClient ireland = in(world, Region.EU_WEST_1);
        virginia.updateTable(update -> update.tableName("songs")
                .replicaUpdates(ReplicationGroupUpdate.builder()
                        .delete(delete -> delete.regionName("eu-west-1"))
                        .build()));
        assertThatThrownBy(() -> get(ireland, 1960)).isInstanceOf(ResourceNotFoundException.class);
        virginia.putItem(put -> put.tableName("songs").item(Songs.song("Nina", 2000, "soul", "new")));
        assertThat(virginia.describeTable(describe -> describe.tableName("songs"))
                        .table()
                        .hasReplicas())
                .isFalse();
        replicate(virginia, Region.EU_WEST_1);
        virginia.deleteTable(delete -> delete.tableName("songs"));
        assertThat(get(ireland, 2000)).isNotEmpty();
        ireland.putItem(put -> put.tableName("songs").item(Songs.song("Nina", 2001, "soul", "alone")));
    }

    @Test
    void whatCannotBeReplicatedIsRefusedInAwsWords(TestWorld world) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table -> table.tableName("songs")
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH)));
        assertThatThrownBy(() -> replicate(dynamo, Region.EU_WEST_1))
                .hasMessageContaining("Table write capacity should either be Pay-Per-Request or AutoScaled.");
        assertThatThrownBy(() -> replicate(dynamo, TestWorld.REGION))
                .hasMessageContaining("Cannot add or delete the local region through ReplicaUpdates");
        assertThatThrownBy(() -> dynamo.createGlobalTable(global -> global.globalTableName("songs")
                        .replicationGroup(
                                Replica.builder().regionName("eu-west-1").build())))
                .hasMessageContaining("DynamoDB global tables version 2017.11.29 is not supported.");
        assertThatThrownBy(() -> dynamo.describeGlobalTable(describe -> describe.globalTableName("songs")))
                .isInstanceOf(GlobalTableNotFoundException.class);
        assertThat(dynamo.listGlobalTables().globalTables()).isEmpty();
    }
}

package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateReplicationGroupMemberAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.kms.KmsClient;

/** AWS's SDK for Java against DynamoDB in process: what one replica has otherwise, and strong consistency. [DDB-20] */
class ReplicaSettingsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TABLE = "table";

    private static DynamoDbClient in(TestWorld world, Region region) {
        return world.client(DynamoDbClient.builder(), TestWorld.ACCOUNT, region);
    }

    private static DynamoDbClient table(TestWorld world) {
        DynamoDbClient dynamo = in(world, TestWorld.REGION);
        dynamo.createTable(create -> create.tableName(TABLE)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH)));
        return dynamo;
    }

    private static ReplicationGroupUpdate create(Region region) {
        return ReplicationGroupUpdate.builder()
                .create(create -> create.regionName(region.id()))
                .build();
    }

    private static ReplicationGroupUpdate delete(Region region) {
        return ReplicationGroupUpdate.builder()
                .delete(delete -> delete.regionName(region.id()))
                .build();
    }

    private static void update(DynamoDbClient dynamo, ReplicationGroupUpdate... updates) {
        dynamo.updateTable(update -> update.tableName(TABLE).replicaUpdates(updates));
    }

    private static void change(DynamoDbClient dynamo, UpdateReplicationGroupMemberAction.Builder change) {
        update(dynamo, ReplicationGroupUpdate.builder().update(change.build()).build());
    }

    private static UpdateReplicationGroupMemberAction.Builder ireland() {
        return UpdateReplicationGroupMemberAction.builder().regionName("eu-west-1");
    }

    private static TableDescription described(DynamoDbClient dynamo) {
        return dynamo.describeTable(describe -> describe.tableName(TABLE)).table();
    }

    @Test
    void aReplicaHasThroughputClassAndKeyOfItsOwn(TestWorld world) {
        DynamoDbClient virginia = table(world);
        update(virginia, create(Region.EU_WEST_1));
        DynamoDbClient ireland = in(world, Region.EU_WEST_1);
        change(virginia, ireland().onDemandThroughputOverride(limit -> limit.maxReadRequestUnits(7L)));
        change(virginia, ireland().tableClassOverride("STANDARD_INFREQUENT_ACCESS"));
        KmsClient kms = world.client(KmsClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        String first = kms.createKey().keyMetadata().arn();
        change(virginia, ireland().kmsMasterKeyId(first));
        virginia.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("a"))));
        String second = kms.createKey().keyMetadata().arn();
        change(virginia, ireland().kmsMasterKeyId(second));
        assertThat(kms.listGrants(list -> list.keyId(first)).grants()).isEmpty();
        assertThat(kms.listGrants(list -> list.keyId(second)).grants()).hasSize(1);
        assertThat(ireland.scan(scan -> scan.tableName(TABLE)).count()).isEqualTo(1);
        assertThat(described(virginia).replicas()).singleElement().satisfies(replica -> {
            assertThat(replica.onDemandThroughputOverride().maxReadRequestUnits())
                    .isEqualTo(7);
            assertThat(replica.replicaTableClassSummary().tableClassAsString()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
            assertThat(replica.kmsMasterKeyId()).isEqualTo(second);
        });
        assertThat(described(virginia).onDemandThroughput()).isNull();
        assertThat(described(ireland).onDemandThroughput().maxReadRequestUnits())
                .isEqualTo(7);
        assertThat(described(ireland).tableClassSummary().tableClassAsString()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
        assertThat(described(ireland).sseDescription().kmsMasterKeyArn()).isEqualTo(second);
        update(virginia, create(Region.AP_SOUTHEAST_2));
        assertThat(described(in(world, Region.AP_SOUTHEAST_2)).replicas())
                .extracting(ReplicaDescription::regionName, ReplicaDescription::kmsMasterKeyId)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("eu-west-1", second),
                        org.assertj.core.api.Assertions.tuple("us-east-1", null));
        update(virginia, delete(Region.EU_WEST_1));
        assertThat(kms.listGrants(list -> list.keyId(second)).grants()).isEmpty();
    }

    @Test
    void replicasFollowTheThroughputOfTheirGroup(TestWorld world) {
        DynamoDbClient virginia = table(world);
        update(virginia, create(Region.EU_WEST_1));
        assertThatThrownBy(() ->
                        change(virginia, ireland().provisionedThroughputOverride(units -> units.readCapacityUnits(9L))))
                .hasMessageContaining("ProvisionedThroughputOverride cannot be specified in the billing mode");
        virginia.updateTable(update -> update.tableName(TABLE)
                .billingMode("PROVISIONED")
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(6L)));
        change(virginia, ireland().provisionedThroughputOverride(units -> units.readCapacityUnits(9L)));
        virginia.updateTable(update -> update.tableName(TABLE)
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(8L)));
        TableDescription there = described(in(world, Region.EU_WEST_1));
        assertThat(there.provisionedThroughput().readCapacityUnits()).isEqualTo(9);
        assertThat(there.provisionedThroughput().writeCapacityUnits()).isEqualTo(8);
        assertThatThrownBy(() -> change(
                        virginia,
                        ireland()
                                .globalSecondaryIndexes(ReplicaGlobalSecondaryIndex.builder()
                                        .indexName("none")
                                        .build())))
                .hasMessageContaining("Requested resource not found: Index: none");
    }

    private static UpdateTableRequest strong(Stream<Region> replicas) {
        return UpdateTableRequest.builder()
                .tableName(TABLE)
                .multiRegionConsistency(MultiRegionConsistency.STRONG)
                .replicaUpdates(
                        replicas.map(ReplicaSettingsAcceptanceTest::create).toList())
                .build();
    }

    private static UpdateTableRequest witnessed(Region replica, Region witness) {
        return strong(Stream.of(replica))
                .copy(update -> update.globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                        .create(create -> create.regionName(witness.id()))
                        .build()));
    }

    @Test
    void aStrongGlobalTableHasThreeReplicas(TestWorld world) {
        DynamoDbClient virginia = table(world);
        virginia.updateTable(strong(Stream.of(Region.US_EAST_2, Region.US_WEST_2)));
        for (Region region : new Region[] {Region.US_EAST_1, Region.US_EAST_2, Region.US_WEST_2}) {
            TableDescription described = described(in(world, region));
            assertThat(described.multiRegionConsistencyAsString()).isEqualTo("STRONG");
            assertThat(described.replicas()).hasSize(2);
        }
        virginia.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("a"))));
        assertThat(in(world, Region.US_WEST_2)
                        .getItem(get ->
                                get.tableName(TABLE).key(Map.of("id", s("a"))).consistentRead(true))
                        .hasItem())
                .isTrue();
        assertThatThrownBy(() -> virginia.updateTimeToLive(update -> update.tableName(TABLE)
                        .timeToLiveSpecification(life -> life.enabled(true).attributeName("end"))))
                .isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> update(virginia, delete(Region.US_EAST_2)))
                .hasMessageContaining("the others are deleted together");
        update(virginia, delete(Region.US_EAST_2), delete(Region.US_WEST_2));
        assertThat(described(virginia).multiRegionConsistency()).isNull();
        assertThat(described(virginia).hasReplicas()).isFalse();
    }

    @Test
    void aWitnessIsInThePlaceOfAReplica(TestWorld world) {
        DynamoDbClient virginia = table(world);
        virginia.updateTable(witnessed(Region.US_EAST_2, Region.US_WEST_2));
        for (Region region : new Region[] {Region.US_EAST_1, Region.US_EAST_2}) {
            TableDescription described = described(in(world, region));
            assertThat(described.replicas()).hasSize(1);
            assertThat(described.globalTableWitnesses()).singleElement().satisfies(witness -> {
                assertThat(witness.regionName()).isEqualTo("us-west-2");
                assertThat(witness.witnessStatusAsString()).isEqualTo("ACTIVE");
            });
        }
        assertThat(in(world, Region.US_WEST_2).listTables().tableNames()).isEmpty();
        virginia.updateTable(update -> update.tableName(TABLE)
                .replicaUpdates(delete(Region.US_EAST_2))
                .globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                        .delete(delete -> delete.regionName("us-west-2"))
                        .build()));
        assertThat(described(virginia).hasGlobalTableWitnesses()).isFalse();
    }

    @Test
    void whatCannotBeStrongIsRefused(TestWorld world) {
        DynamoDbClient virginia = table(world);
        refused(virginia, strong(Stream.of(Region.US_EAST_2)), "has three replicas, or two and a witness");
        refused(virginia, strong(Stream.of(Region.US_EAST_2, Region.EU_WEST_1)), "in the Regions of one set");
        refused(virginia, witnessed(Region.US_EAST_2, Region.EU_WEST_1), "in the Regions of one set");
        refused(
                virginia,
                strong(Stream.of(Region.US_EAST_2, Region.US_WEST_2))
                        .copy(update -> update.replicaUpdates((java.util.List<ReplicationGroupUpdate>) null)),
                "adding its replicas");
        virginia.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("a"))));
        refused(virginia, strong(Stream.of(Region.US_EAST_2, Region.US_WEST_2)), "of an empty table");
    }

    private static void refused(DynamoDbClient dynamo, UpdateTableRequest request, String why) {
        assertThatThrownBy(() -> dynamo.updateTable(request))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("A global table with multi-Region strong consistency ")
                .hasMessageContaining(why);
    }
}

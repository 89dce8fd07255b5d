package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AutoScalingSettingsDescription;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaAutoScalingDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaAutoScalingUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Replicas of tables that are scaled, by AWS's SDK. [DDB-3] */
class ReplicaAutoScalingAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static ProvisionedThroughputDescription throughput(DynamoDbClient dynamo) {
        return dynamo.describeTable(describe -> describe.tableName("global"))
                .table()
                .provisionedThroughput();
    }

    private static ReplicationGroupUpdate ireland() {
        return ReplicationGroupUpdate.builder()
                .create(create -> create.regionName("eu-west-1")
                        .provisionedThroughputOverride(override -> override.readCapacityUnits(20L)))
                .build();
    }

    private DynamoDbClient virginia;
    private DynamoDbClient ireland;

    @BeforeEach
    void replicate(TestWorld world) {
        virginia = world.client(DynamoDbClient.builder());
        ireland = world.client(DynamoDbClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1);
        virginia.createTable(table -> table.tableName("global")
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH)));
        assertThatThrownBy(() -> virginia.updateTable(
                        update -> update.tableName("global").replicaUpdates(ireland())))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Table write capacity should either be Pay-Per-Request or AutoScaled.");
        world.client(ApplicationAutoScalingClient.builder())
                .registerScalableTarget(target -> target.serviceNamespace(ServiceNamespace.DYNAMODB)
                        .resourceId("table/global")
                        .scalableDimension(ScalableDimension.DYNAMODB_TABLE_WRITE_CAPACITY_UNITS)
                        .minCapacity(5)
                        .maxCapacity(50));
        virginia.updateTable(update -> update.tableName("global").replicaUpdates(ireland()));
    }

    @Test
    void aReplicaHasReadThroughputOfItsOwn() {
        assertThat(throughput(ireland).readCapacityUnits()).isEqualTo(20);
        virginia.updateTable(update -> update.tableName("global")
                .replicaUpdates(ReplicationGroupUpdate.builder()
                        .update(change -> change.regionName("eu-west-1")
                                .provisionedThroughputOverride(override -> override.readCapacityUnits(30L)))
                        .build()));
        assertThat(throughput(ireland).readCapacityUnits()).isEqualTo(30);
        assertThat(throughput(virginia).readCapacityUnits()).isEqualTo(5);
    }

    @Test
    void writesAreScaledAlikeEverywhereAndReadsInEachRegion() {
        var described = virginia.updateTableReplicaAutoScaling(update -> update.tableName("global")
                        .provisionedWriteCapacityAutoScalingUpdate(writes -> writes.minimumUnits(10L)
                                .maximumUnits(100L)
                                .scalingPolicyUpdate(policy -> policy.targetTrackingScalingPolicyConfiguration(
                                        tracking -> tracking.targetValue(70.0))))
                        .replicaUpdates(ReplicaAutoScalingUpdate.builder()
                                .regionName("eu-west-1")
                                .replicaProvisionedReadCapacityAutoScalingUpdate(
                                        reads -> reads.minimumUnits(40L).maximumUnits(80L))
                                .build()))
                .tableAutoScalingDescription();
        assertThat(described.replicas())
                .extracting(ReplicaAutoScalingDescription::regionName)
                .containsExactly("us-east-1", "eu-west-1");
        assertThat(described.replicas())
                .extracting(ReplicaAutoScalingDescription::replicaProvisionedWriteCapacityAutoScalingSettings)
                .allSatisfy(writes -> {
                    assertThat(writes.maximumUnits()).isEqualTo(100);
                    assertThat(writes.scalingPolicies()).singleElement().satisfies(policy -> assertThat(
                                    policy.targetTrackingScalingPolicyConfiguration()
                                            .targetValue())
                            .isEqualTo(70.0));
                });
        assertThat(throughput(virginia).writeCapacityUnits()).isEqualTo(10);
        assertThat(throughput(ireland).writeCapacityUnits()).isEqualTo(10);
        assertThat(throughput(ireland).readCapacityUnits()).isEqualTo(40);
        virginia.updateTableReplicaAutoScaling(update -> update.tableName("global")
                .provisionedWriteCapacityAutoScalingUpdate(writes -> writes.autoScalingDisabled(true)));
        assertThat(virginia.describeTableReplicaAutoScaling(describe -> describe.tableName("global"))
                        .tableAutoScalingDescription()
                        .replicas())
                .extracting(ReplicaAutoScalingDescription::replicaProvisionedWriteCapacityAutoScalingSettings)
                .extracting(AutoScalingSettingsDescription::autoScalingDisabled)
                .containsExactly(true, true);
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AutoScalingSettingsUpdate;
import cloudjar.api.dynamodb.CreateGlobalTableInput;
import cloudjar.api.dynamodb.CreateGlobalTableOutput;
import cloudjar.api.dynamodb.DescribeGlobalTableInput;
import cloudjar.api.dynamodb.DescribeGlobalTableOutput;
import cloudjar.api.dynamodb.DescribeGlobalTableSettingsInput;
import cloudjar.api.dynamodb.DescribeGlobalTableSettingsOutput;
import cloudjar.api.dynamodb.DescribeTableReplicaAutoScalingInput;
import cloudjar.api.dynamodb.DescribeTableReplicaAutoScalingOutput;
import cloudjar.api.dynamodb.GlobalTables;
import cloudjar.api.dynamodb.ListGlobalTablesInput;
import cloudjar.api.dynamodb.ListGlobalTablesOutput;
import cloudjar.api.dynamodb.ReplicaAutoScalingDescription;
import cloudjar.api.dynamodb.ReplicaAutoScalingUpdate;
import cloudjar.api.dynamodb.ReplicaGlobalSecondaryIndexAutoScalingDescription;
import cloudjar.api.dynamodb.ReplicaStatus;
import cloudjar.api.dynamodb.TableAutoScalingDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.UpdateGlobalTableInput;
import cloudjar.api.dynamodb.UpdateGlobalTableOutput;
import cloudjar.api.dynamodb.UpdateGlobalTableSettingsInput;
import cloudjar.api.dynamodb.UpdateGlobalTableSettingsOutput;
import cloudjar.api.dynamodb.UpdateTableReplicaAutoScalingInput;
import cloudjar.api.dynamodb.UpdateTableReplicaAutoScalingOutput;
import cloudjar.kernel.call.Call;
import cloudjar.services.dynamodb.ReplicaAutoScaling.Scaled;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Global tables of version 2017.11.29, which AWS makes no more: there are none, and none can be made. Those of version
 * 2019.11.21 are {@link Replicas}; how they are scaled is asked for and changed here.
 */
final class GlobalTableOperations implements GlobalTables {
    private final ReplicaAutoScaling scaling;

    GlobalTableOperations(ReplicaAutoScaling scaling) {
        this.scaling = scaling;
    }

    @Override
    public CreateGlobalTableOutput createGlobalTable(CreateGlobalTableInput in, Call call) {
        throw ReplicaErrors.legacy();
    }

    @Override
    public UpdateGlobalTableOutput updateGlobalTable(UpdateGlobalTableInput in, Call call) {
        throw ReplicaErrors.legacy();
    }

    @Override
    public DescribeGlobalTableOutput describeGlobalTable(DescribeGlobalTableInput in, Call call) {
        throw ReplicaErrors.globalTableNotFound(in.globalTableName());
    }

    @Override
    public ListGlobalTablesOutput listGlobalTables(ListGlobalTablesInput in, Call call) {
        return ListGlobalTablesOutput.builder().globalTables(List.of()).build();
    }

    @Override
    public DescribeGlobalTableSettingsOutput describeGlobalTableSettings(
            DescribeGlobalTableSettingsInput in, Call call) {
        throw ReplicaErrors.globalTableNotFound(in.globalTableName());
    }

    @Override
    public UpdateGlobalTableSettingsOutput updateGlobalTableSettings(UpdateGlobalTableSettingsInput in, Call call) {
        throw ReplicaErrors.globalTableNotFound(in.globalTableName());
    }

    @Override
    public DescribeTableReplicaAutoScalingOutput describeTableReplicaAutoScaling(
            DescribeTableReplicaAutoScalingInput in, Call call) {
        return DescribeTableReplicaAutoScalingOutput.builder()
                .tableAutoScalingDescription(described(TableName.of(in.tableName()), call))
                .build();
    }

    private TableAutoScalingDescription described(String name, Call call) {
        DynamoTable table = call.read(snapshot -> TableLookup.named(snapshot, call, name));
        return TableAutoScalingDescription.builder()
                .tableName(name)
                .tableStatus(table.passing() == null ? TableStatus.ACTIVE : table.passing())
                .replicas(regions(table, call).stream()
                        .map(region -> replica(table, region, call.in(call.account(), region)))
                        .toList())
                .build();
    }

    /** The regions of a global table; none of a table without replicas. */
    private static List<String> regions(DynamoTable table, Call call) {
        List<String> regions = new ArrayList<>(table.told().replicas());
        if (!regions.isEmpty()) {
            regions.addFirst(call.region());
        }
        return regions;
    }

    private ReplicaAutoScalingDescription replica(DynamoTable table, String region, Call there) {
        List<ReplicaGlobalSecondaryIndexAutoScalingDescription> indexes =
                table.description().globalSecondaryIndexes().stream()
                        .map(index -> ReplicaGlobalSecondaryIndexAutoScalingDescription.builder()
                                .indexName(index.indexName())
                                .indexStatus(index.indexStatus())
                                .provisionedReadCapacityAutoScalingSettings(scaling.described(
                                        new Scaled(table.name(), index.indexName(), Kind.READ), there))
                                .provisionedWriteCapacityAutoScalingSettings(scaling.described(
                                        new Scaled(table.name(), index.indexName(), Kind.WRITE), there))
                                .build())
                        .toList();
        return ReplicaAutoScalingDescription.builder()
                .regionName(region)
                .replicaStatus(ReplicaStatus.ACTIVE)
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .replicaProvisionedReadCapacityAutoScalingSettings(
                        scaling.described(new Scaled(table.name(), null, Kind.READ), there))
                .replicaProvisionedWriteCapacityAutoScalingSettings(
                        scaling.described(new Scaled(table.name(), null, Kind.WRITE), there))
                .build();
    }

    /** Writes are scaled alike in all regions, reads in each by itself. */
    @Override
    public UpdateTableReplicaAutoScalingOutput updateTableReplicaAutoScaling(
            UpdateTableReplicaAutoScalingInput in, Call call) {
        String name = TableName.of(in.tableName());
        DynamoTable table = call.read(snapshot -> TableLookup.named(snapshot, call, name));
        List<String> regions = regions(table, call);
        if (in.provisionedWriteCapacityAutoScalingUpdate() == null
                && in.globalSecondaryIndexUpdates().isEmpty()
                && in.replicaUpdates().isEmpty()) {
            throw ReplicaErrors.noScaling();
        }
        for (ReplicaAutoScalingUpdate replica : in.replicaUpdates()) {
            if (!regions.contains(replica.regionName())) {
                throw ReplicaErrors.unknown(replica.regionName());
            }
        }
        for (String region : regions) {
            Call there = call.in(call.account(), region);
            apply(new Scaled(name, null, Kind.WRITE), in.provisionedWriteCapacityAutoScalingUpdate(), there);
            in.globalSecondaryIndexUpdates()
                    .forEach(index -> apply(
                            new Scaled(name, index.indexName(), Kind.WRITE),
                            index.provisionedWriteCapacityAutoScalingUpdate(),
                            there));
        }
        for (ReplicaAutoScalingUpdate replica : in.replicaUpdates()) {
            Call there = call.in(call.account(), replica.regionName());
            apply(new Scaled(name, null, Kind.READ), replica.replicaProvisionedReadCapacityAutoScalingUpdate(), there);
            replica.replicaGlobalSecondaryIndexUpdates()
                    .forEach(index -> apply(
                            new Scaled(name, index.indexName(), Kind.READ),
                            index.provisionedReadCapacityAutoScalingUpdate(),
                            there));
        }
        return UpdateTableReplicaAutoScalingOutput.builder()
                .tableAutoScalingDescription(described(name, call))
                .build();
    }

    private void apply(Scaled scaled, @Nullable AutoScalingSettingsUpdate update, Call there) {
        if (update != null) {
            scaling.update(scaled, update, there);
        }
    }
}

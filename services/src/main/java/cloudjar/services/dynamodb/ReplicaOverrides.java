package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateReplicationGroupMemberAction;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.OnDemandThroughput;
import cloudjar.api.dynamodb.OnDemandThroughputOverride;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.ProvisionedThroughputOverride;
import cloudjar.api.dynamodb.ReplicaGlobalSecondaryIndex;
import cloudjar.api.dynamodb.TableClassSummary;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.UpdateReplicationGroupMemberAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a replica has otherwise than its table: how much can be read of it, and of its indexes, and its class. */
record ReplicaOverrides(
        @Nullable ProvisionedThroughputOverride provisioned,
        @Nullable OnDemandThroughputOverride onDemand,
        List<ReplicaGlobalSecondaryIndex> indexes,
        @Nullable String tableClass) {
    static ReplicaOverrides of(CreateReplicationGroupMemberAction create) {
        return new ReplicaOverrides(
                create.provisionedThroughputOverride(),
                create.onDemandThroughputOverride(),
                create.globalSecondaryIndexes(),
                create.tableClassOverride());
    }

    static ReplicaOverrides of(UpdateReplicationGroupMemberAction update) {
        return new ReplicaOverrides(
                update.provisionedThroughputOverride(),
                update.onDemandThroughputOverride(),
                update.globalSecondaryIndexes(),
                update.tableClassOverride());
    }

    /**
     * The description of the replica with them.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where an index is not there
     */
    TableDescription over(TableDescription table) {
        TableDescription.Builder changed = table.toBuilder()
                .provisionedThroughput(provisioned(table.provisionedThroughput(), provisioned))
                .onDemandThroughput(onDemand(table.onDemandThroughput(), onDemand));
        if (tableClass != null) {
            changed.tableClassSummary(
                    TableClassSummary.builder().tableClass(tableClass).build());
        }
        if (!indexes.isEmpty()) {
            changed.globalSecondaryIndexes(indexes(table));
        }
        return changed.build();
    }

    private List<GlobalSecondaryIndexDescription> indexes(TableDescription table) {
        List<GlobalSecondaryIndexDescription> changed = new ArrayList<>(table.globalSecondaryIndexes());
        for (ReplicaGlobalSecondaryIndex override : indexes) {
            int at = -1;
            for (int i = 0; i < changed.size(); i++) {
                at = Objects.equals(changed.get(i).indexName(), override.indexName()) ? i : at;
            }
            if (at < 0) {
                throw ReplicaErrors.noIndex(override.indexName());
            }
            GlobalSecondaryIndexDescription index = changed.get(at);
            changed.set(
                    at,
                    index.toBuilder()
                            .provisionedThroughput(provisioned(
                                    index.provisionedThroughput(), override.provisionedThroughputOverride()))
                            .onDemandThroughput(
                                    onDemand(index.onDemandThroughput(), override.onDemandThroughputOverride()))
                            .build());
        }
        return changed;
    }

    private static @Nullable ProvisionedThroughputDescription provisioned(
            @Nullable ProvisionedThroughputDescription own, @Nullable ProvisionedThroughputOverride override) {
        if (own == null || override == null || override.readCapacityUnits() == null) {
            return own;
        }
        return own.toBuilder().readCapacityUnits(override.readCapacityUnits()).build();
    }

    private static @Nullable OnDemandThroughput onDemand(
            @Nullable OnDemandThroughput own, @Nullable OnDemandThroughputOverride override) {
        if (override == null || override.maxReadRequestUnits() == null) {
            return own;
        }
        OnDemandThroughput.Builder changed = own == null ? OnDemandThroughput.builder() : own.toBuilder();
        return changed.maxReadRequestUnits(override.maxReadRequestUnits()).build();
    }
}

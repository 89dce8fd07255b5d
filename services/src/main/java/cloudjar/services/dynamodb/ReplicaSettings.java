package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BillingMode;
import cloudjar.api.dynamodb.CreateReplicationGroupMemberAction;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.OnDemandThroughput;
import cloudjar.api.dynamodb.OnDemandThroughputOverride;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.ProvisionedThroughputOverride;
import cloudjar.api.dynamodb.ReplicaDescription;
import cloudjar.api.dynamodb.ReplicaGlobalSecondaryIndex;
import cloudjar.api.dynamodb.ReplicaGlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.ReplicaStatus;
import cloudjar.api.dynamodb.TableClassSummary;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.UpdateReplicationGroupMemberAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one replica has otherwise than the others of its group; null where it is as they are.
 *
 * @param key the ARN of its owner's key
 * @param indexes what is otherwise of its global indexes
 */
record ReplicaSettings(
        String region,
        @Nullable String key,
        @Nullable ProvisionedThroughputOverride throughput,
        @Nullable OnDemandThroughputOverride onDemand,
        List<ReplicaGlobalSecondaryIndexDescription> indexes,
        @Nullable String tableClass) {
    ReplicaSettings {
        indexes = List.copyOf(indexes);
    }

    static ReplicaSettings of(CreateReplicationGroupMemberAction wanted, @Nullable String key) {
        return new ReplicaSettings(
                wanted.regionName(),
                key,
                wanted.provisionedThroughputOverride(),
                wanted.onDemandThroughputOverride(),
                described(wanted.globalSecondaryIndexes()),
                wanted.tableClassOverride());
    }

    static ReplicaSettings of(UpdateReplicationGroupMemberAction wanted, @Nullable String key) {
        return new ReplicaSettings(
                wanted.regionName(),
                key,
                wanted.provisionedThroughputOverride(),
                wanted.onDemandThroughputOverride(),
                described(wanted.globalSecondaryIndexes()),
                wanted.tableClassOverride());
    }

    static ReplicaSettings of(ReplicaDescription known) {
        TableClassSummary tableClass = known.replicaTableClassSummary();
        return new ReplicaSettings(
                Objects.requireNonNull(known.regionName()),
                known.kmsMasterKeyId(),
                known.provisionedThroughputOverride(),
                known.onDemandThroughputOverride(),
                known.globalSecondaryIndexes(),
                tableClass == null ? null : tableClass.tableClass());
    }

    private static List<ReplicaGlobalSecondaryIndexDescription> described(List<ReplicaGlobalSecondaryIndex> wanted) {
        return wanted.stream()
                .map(index -> ReplicaGlobalSecondaryIndexDescription.builder()
                        .indexName(index.indexName())
                        .provisionedThroughputOverride(index.provisionedThroughputOverride())
                        .onDemandThroughputOverride(index.onDemandThroughputOverride())
                        .build())
                .toList();
    }

    /** These, and of what was before what they say nothing of. */
    ReplicaSettings over(ReplicaSettings before) {
        List<ReplicaGlobalSecondaryIndexDescription> all = new ArrayList<>(indexes);
        for (ReplicaGlobalSecondaryIndexDescription old : before.indexes) {
            if (indexes.stream().noneMatch(index -> Objects.equals(index.indexName(), old.indexName()))) {
                all.add(old);
            }
        }
        return new ReplicaSettings(
                region,
                key == null ? before.key : key,
                throughput == null ? before.throughput : throughput,
                onDemand == null ? before.onDemand : onDemand,
                all,
                tableClass == null ? before.tableClass : tableClass);
    }

    /** How others of the group describe the replica. */
    ReplicaDescription described() {
        return ReplicaDescription.builder()
                .regionName(region)
                .replicaStatus(ReplicaStatus.ACTIVE)
                .kmsMasterKeyId(key)
                .provisionedThroughputOverride(throughput)
                .onDemandThroughputOverride(onDemand)
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .replicaTableClassSummary(
                        tableClass == null
                                ? null
                                : TableClassSummary.builder()
                                        .tableClass(tableClass)
                                        .build())
                .build();
    }

    /**
     * The replica's own description, as its group has it and with what it has otherwise.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is not of its billing mode, or names no index of the table
     */
    TableDescription onto(TableDescription table) {
        boolean onDemandMode = table.billingModeSummary() != null
                && BillingMode.PAY_PER_REQUEST.equals(table.billingModeSummary().billingMode());
        TableDescription.Builder changed = table.toBuilder();
        if (throughput != null) {
            requireMode(!onDemandMode, "ProvisionedThroughputOverride");
            changed.provisionedThroughput(reading(table.provisionedThroughput(), throughput));
        }
        if (onDemand != null) {
            requireMode(onDemandMode, "OnDemandThroughputOverride");
            changed.onDemandThroughput(reading(table.onDemandThroughput(), onDemand));
        }
        if (tableClass != null) {
            changed.tableClassSummary(
                    TableClassSummary.builder().tableClass(tableClass).build());
        }
        if (!indexes.isEmpty()) {
            changed.globalSecondaryIndexes(indexesOnto(table, onDemandMode));
        }
        return changed.build();
    }

    private List<GlobalSecondaryIndexDescription> indexesOnto(TableDescription table, boolean onDemandMode) {
        List<GlobalSecondaryIndexDescription> changed = new ArrayList<>(table.globalSecondaryIndexes());
        for (ReplicaGlobalSecondaryIndexDescription wanted : indexes) {
            int at = changed.stream()
                    .map(GlobalSecondaryIndexDescription::indexName)
                    .toList()
                    .indexOf(wanted.indexName());
            if (at < 0) {
                throw ReplicaErrors.unknownIndex(String.valueOf(wanted.indexName()));
            }
            GlobalSecondaryIndexDescription.Builder index = changed.get(at).toBuilder();
            if (wanted.provisionedThroughputOverride() != null) {
                requireMode(!onDemandMode, "ProvisionedThroughputOverride");
                index.provisionedThroughput(
                        reading(changed.get(at).provisionedThroughput(), wanted.provisionedThroughputOverride()));
            }
            if (wanted.onDemandThroughputOverride() != null) {
                requireMode(onDemandMode, "OnDemandThroughputOverride");
                index.onDemandThroughput(
                        reading(changed.get(at).onDemandThroughput(), wanted.onDemandThroughputOverride()));
            }
            changed.set(at, index.build());
        }
        return changed;
    }

    private static void requireMode(boolean fits, String override) {
        if (!fits) {
            throw ReplicaErrors.otherMode(override);
        }
    }

    private static ProvisionedThroughputDescription reading(
            @Nullable ProvisionedThroughputDescription old, ProvisionedThroughputOverride wanted) {
        ProvisionedThroughputDescription.Builder changed =
                old == null ? ProvisionedThroughputDescription.builder() : old.toBuilder();
        return changed.readCapacityUnits(wanted.readCapacityUnits()).build();
    }

    private static OnDemandThroughput reading(@Nullable OnDemandThroughput old, OnDemandThroughputOverride wanted) {
        OnDemandThroughput.Builder changed = old == null ? OnDemandThroughput.builder() : old.toBuilder();
        return changed.maxReadRequestUnits(wanted.maxReadRequestUnits()).build();
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.ReplicaDescription;
import cloudjar.api.dynamodb.ReplicaStatus;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.TableWarmThroughputDescription;
import cloudjar.kernel.shape.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param id unique for ever; its items lie under it
 * @param description as AWS describes it, without the figures that change with each item
 * @param keys its key attributes
 * @param indexKeys the key attributes of its indexes
 * @param tags by key
 * @param ttlAttribute holds the epoch second at which an item expires; null where time to live is off
 * @param passing its status where it is not there for use: on its way, or without its key; null where it is
 * @param feeds who hears of its changes; null where nobody does
 * @param seal the id of the {@link TableSeal} that its items are sealed with; null where they are not
 */
record DynamoTable(
        String id,
        TableDescription description,
        KeySchema keys,
        List<IndexKey> indexKeys,
        Map<String, String> tags,
        @Nullable String ttlAttribute,
        @Nullable String passing,
        @Nullable Feeds feeds,
        @Nullable Bytes seal) {
    private static final String GLOBAL_VERSION = "2019.11.21";

    DynamoTable {
        indexKeys = List.copyOf(indexKeys);
        tags = Map.copyOf(tags);
    }

    /** A key attribute of the index with this name. */
    record IndexKey(String index, KeyAttribute attribute) {}

    /** Its indexes, local ones first. */
    List<TableIndex> indexes() {
        return TableIndex.of(description);
    }

    String name() {
        return java.util.Objects.requireNonNull(description.tableName());
    }

    String arn() {
        return java.util.Objects.requireNonNull(description.tableArn());
    }

    /** What DescribeTable answers. */
    TableDescription described(TableSize size) {
        return described(description.toBuilder(), told().replicas())
                .tableStatus(passing == null ? TableStatus.ACTIVE : passing)
                .itemCount(size.items())
                .tableSizeBytes(size.bytes())
                .warmThroughput(warmThroughput())
                .build();
    }

    private static TableDescription.Builder described(TableDescription.Builder table, List<String> replicas) {
        if (replicas.isEmpty()) {
            return table;
        }
        List<ReplicaDescription> known = table.build().replicas();
        return table.globalTableVersion(GLOBAL_VERSION)
                .replicas(replicas.stream()
                        .map(region -> known.stream()
                                .filter(replica -> region.equals(replica.regionName()))
                                .findFirst()
                                .orElseGet(() -> ReplicaDescription.builder()
                                        .regionName(region)
                                        .replicaStatus(ReplicaStatus.ACTIVE)
                                        .build()))
                        .toList());
    }

    /** What a replica of it has otherwise; nothing where it is as this table. */
    Optional<ReplicaSettings> settings(String region) {
        return description.replicas().stream()
                .filter(replica -> region.equals(replica.regionName()))
                .map(ReplicaSettings::of)
                .findFirst();
    }

    /** The table that knows of a replica what it has otherwise. */
    DynamoTable knowing(ReplicaSettings settings) {
        List<ReplicaDescription> all = new ArrayList<>(description.replicas());
        all.removeIf(replica -> settings.region().equals(replica.regionName()));
        all.add(settings.described());
        return described(description.toBuilder().replicas(all).build());
    }

    /** The table that has forgotten what a replica had otherwise, which it has no more. */
    DynamoTable forgetting(String region) {
        List<ReplicaDescription> rest = new ArrayList<>(description.replicas());
        rest.removeIf(replica -> region.equals(replica.regionName()));
        return described(
                description.toBuilder().replicas(rest.isEmpty() ? null : rest).build());
    }

    /**
     * What the table can serve at once: what was asked for, else what is provisioned, else where on-demand tables begin.
     * Source: Amazon DynamoDB Developer Guide, "Understanding DynamoDB warm throughput".
     */
    private TableWarmThroughputDescription warmThroughput() {
        TableWarmThroughputDescription wanted = description.warmThroughput();
        if (wanted != null) {
            return wanted.toBuilder().status_(TableStatus.ACTIVE).build();
        }
        ProvisionedThroughputDescription provisioned = description.provisionedThroughput();
        Long reads = provisioned == null ? null : provisioned.readCapacityUnits();
        Long writes = provisioned == null ? null : provisioned.writeCapacityUnits();
        boolean onDemand = reads == null || writes == null || reads == 0;
        return TableWarmThroughputDescription.builder()
                .readUnitsPerSecond(onDemand ? DynamoDbLimits.ON_DEMAND_READS.current() : reads)
                .writeUnitsPerSecond(onDemand ? DynamoDbLimits.ON_DEMAND_WRITES.current() : writes)
                .status_(TableStatus.ACTIVE)
                .build();
    }

    /** The table described anew, its indexes with it. */
    DynamoTable described(TableDescription changed) {
        List<IndexKey> changedKeys = new ArrayList<>();
        for (TableIndex index : TableIndex.of(changed)) {
            index.keys().attributes().forEach(attribute -> changedKeys.add(new IndexKey(index.name(), attribute)));
        }
        return new DynamoTable(id, changed, keys, changedKeys, tags, ttlAttribute, passing, feeds, seal);
    }

    DynamoTable withTags(Map<String, String> changed) {
        return new DynamoTable(id, description, keys, indexKeys, changed, ttlAttribute, passing, feeds, seal);
    }

    DynamoTable withTtlAttribute(@Nullable String changed) {
        return new DynamoTable(id, description, keys, indexKeys, tags, changed, passing, feeds, seal);
    }

    /** The table in this state between others; null for the one in which it is used. */
    DynamoTable passing(@Nullable String state) {
        return new DynamoTable(id, description, keys, indexKeys, tags, ttlAttribute, state, feeds, seal);
    }

    /** Who hears of its changes. */
    Feeds told() {
        return feeds == null ? Feeds.NONE : feeds;
    }

    DynamoTable telling(Feeds changed) {
        Feeds any = changed.isEmpty() ? null : changed;
        return new DynamoTable(id, description, keys, indexKeys, tags, ttlAttribute, passing, any, seal);
    }

    /** The table, whose items are sealed with this data key, or with none; what it has already is not touched. */
    DynamoTable sealedBy(@Nullable Bytes changed) {
        return new DynamoTable(id, description, keys, indexKeys, tags, ttlAttribute, passing, feeds, changed);
    }

    /** Whether it is on its way from one state to another, so that nothing about it can be changed. */
    boolean isPassing() {
        return passing != null;
    }

    /** Whether it cannot be used yet. */
    boolean isCreating() {
        return TableStatus.CREATING.equals(passing);
    }

    /** Whether its key cannot be used, or could not be for so long that its items were put away. */
    boolean isInaccessible() {
        return TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS.equals(passing) || TableStatus.ARCHIVED.equals(passing);
    }

    /** Whether it is on its way out. */
    boolean isDeleting() {
        return TableStatus.DELETING.equals(passing);
    }
}

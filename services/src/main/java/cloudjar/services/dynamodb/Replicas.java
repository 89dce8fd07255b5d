package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BillingMode;
import cloudjar.api.dynamodb.BillingModeSummary;
import cloudjar.api.dynamodb.CreateReplicationGroupMemberAction;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.LocalSecondaryIndexDescription;
import cloudjar.api.dynamodb.ReplicationGroupUpdate;
import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.StreamViewType;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.UpdateReplicationGroupMemberAction;
import cloudjar.api.dynamodb.UpdateTableInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Global tables, version 2019.11.21: replicas of a table in other regions of the account. A write reaches every replica in
 * its own transaction, so of two writes the later one holds everywhere.
 */
final class Replicas {
    private final TableLife life;

    Replicas(TableLife life) {
        this.life = life;
    }

    /** The table with the replicas that an UpdateTable request adds, changes and takes away. */
    DynamoTable updated(Tx tx, Call call, DynamoTable table, UpdateTableInput in, ReplicaPlan plan) {
        List<ReplicationGroupUpdate> updates = in.replicaUpdates();
        boolean strong = new TableUpdate(in).isStrong();
        check(call, table, updates);
        checkCount(tx, call, table, in, strong);
        DynamoTable changed = strong ? StrongConsistency.of(table, in.globalTableWitnessUpdates()) : table;
        for (ReplicationGroupUpdate update : updates) {
            CreateReplicationGroupMemberAction create = update.create();
            if (create != null) {
                changed = added(tx, call, changed, create, plan);
            } else if (update.delete() != null) {
                changed = removed(tx, call, changed, update.delete().regionName());
            } else if (update.update() != null) {
                changed = changed(tx, call, changed, update.update(), plan);
            }
        }
        return changed.told().replicas().isEmpty() ? StrongConsistency.ended(changed) : changed;
    }

    private static void check(Call call, DynamoTable table, List<ReplicationGroupUpdate> updates) {
        Set<String> regions = new HashSet<>();
        for (ReplicationGroupUpdate update : updates) {
            String region = ReplicaPlan.region(update);
            if (region == null) {
                throw ReplicaErrors.noAction();
            }
            if (!regions.add(region)) {
                throw ReplicaErrors.twice();
            }
            if (region.equals(call.region())) {
                throw ReplicaErrors.local();
            }
            requireKnown(table, update, region);
        }
    }

    /** Replicas come and go one by one, those of a global table with strong consistency all at once. */
    private static void checkCount(Tx tx, Call call, DynamoTable table, UpdateTableInput in, boolean strong) {
        List<ReplicationGroupUpdate> updates = in.replicaUpdates();
        List<String> created = updates.stream()
                .filter(update -> update.create() != null)
                .map(update -> update.create().regionName())
                .toList();
        long deleted =
                updates.stream().filter(update -> update.delete() != null).count();
        if (!created.isEmpty() && deleted > 0) {
            throw ReplicaErrors.mixed();
        }
        if (strong) {
            StrongConsistency.require(tx, call, table, created, in.globalTableWitnessUpdates());
        } else if (StrongConsistency.isOf(table)) {
            StrongConsistency.requireWhole(table, created, deleted, in.globalTableWitnessUpdates());
        } else if (created.size() + deleted > 1) {
            throw ReplicaErrors.several();
        }
    }

    private static void requireKnown(DynamoTable table, ReplicationGroupUpdate update, String region) {
        boolean known = table.told().replicas().contains(region);
        if (update.create() == null && !known) {
            throw ReplicaErrors.unknown(region);
        }
        if (update.create() != null && known) {
            throw ReplicaErrors.exists(table.name());
        }
    }

    private DynamoTable added(
            Tx tx, Call call, DynamoTable table, CreateReplicationGroupMemberAction create, ReplicaPlan plan) {
        String region = create.regionName();
        BillingModeSummary billing = table.description().billingModeSummary();
        boolean onDemand = billing != null && BillingMode.PAY_PER_REQUEST.equals(billing.billingMode());
        if (!onDemand && !plan.scaled()) {
            throw ReplicaErrors.capacity();
        }
        Scope there = new Scope(call.account(), region);
        if (DynamoDbTables.TABLES.in(there).contains(tx, table.name())) {
            throw ReplicaErrors.exists(table.name());
        }
        DynamoTable source = streaming(tx, call.scope(), table, call.time());
        KeyClaim claim = plan.claims().get(region);
        ReplicaSettings settings = ReplicaSettings.of(create, plan.key(region));
        DynamoTable bare = new DynamoTable(
                plan.id(region),
                settings.onto(keyed(plan.key(region), moved(source.description(), there, plan.id(region)), call)),
                table.keys(),
                table.indexKeys(),
                source.tags(),
                source.ttlAttribute(),
                null,
                null,
                TableKey.seal(claim));
        List<Row<ItemKey, StoredItem>> items = DynamoDbTables.ITEMS
                .in(call.scope())
                .rows(tx, Range.prefix(table.id()))
                .toList();
        TableContents.fill(tx, call, there, bare, items);
        DynamoTable replica = streaming(tx, there, bare, call.time());
        List<String> all = new ArrayList<>(table.told().replicas());
        for (String other : all) {
            join(tx, new Scope(call.account(), other), table.name(), settings);
        }
        List<String> others = new ArrayList<>(all);
        others.add(call.region());
        life.create(tx, there, replica.telling(replica.told().withReplicas(others)), call.time());
        TimeToLive.apply(tx, call, there, replica);
        KeyWatch.begin(tx, there, replica, claim, call.time());
        all.add(region);
        return source.telling(source.told().withReplicas(all)).knowing(settings);
    }

    /** The description with a key of the table's owner; null for what it is encrypted with already. */
    private static TableDescription keyed(@Nullable String key, TableDescription table, Call call) {
        if (key == null) {
            return table;
        }
        SSESpecification wanted =
                SSESpecification.builder().enabled(true).kmsMasterKeyId(key).build();
        return table.toBuilder()
                .sseDescription(TableDefinition.encryption(wanted, call))
                .build();
    }

    /** The table, a replica of which is changed. */
    private static DynamoTable changed(
            Tx tx, Call call, DynamoTable table, UpdateReplicationGroupMemberAction update, ReplicaPlan plan) {
        String region = update.regionName();
        Scope there = new Scope(call.account(), region);
        DynamoTable replica = TableLookup.named(tx, call.in(call.account(), region), table.name());
        ReplicaSettings wanted = ReplicaSettings.of(update, plan.key(region));
        ReplicaSettings settings = table.settings(region).map(wanted::over).orElse(wanted);
        DynamoTable changed = replica.described(settings.onto(keyed(plan.key(region), replica.description(), call)));
        KeyClaim claim = plan.claims().get(region);
        if (claim != null) {
            changed = changed.sealedBy(TableKey.seal(claim));
            TableContents.reseal(tx, call, there, changed);
            KeyWatch.begin(tx, there, changed, claim, call.time());
        }
        DynamoDbTables.TABLES.in(there).put(tx, table.name(), changed);
        tell(tx, call, table, region, other -> other.knowing(settings));
        return table.knowing(settings);
    }

    /** Tells the other replicas of a group, of which the table and the region are too, of something. */
    private static void tell(Tx tx, Call call, DynamoTable table, String region, UnaryOperator<DynamoTable> change) {
        for (String other : table.told().replicas()) {
            if (!other.equals(region)) {
                var tables = DynamoDbTables.TABLES.in(new Scope(call.account(), other));
                tables.get(tx, table.name()).ifPresent(found -> tables.put(tx, table.name(), change.apply(found)));
            }
        }
    }

    /** A table with a stream of both images, which replicas have. */
    private static DynamoTable streaming(Tx tx, Scope scope, DynamoTable table, Instant now) {
        if (table.told().stream() == null) {
            return TableStreams.begun(tx, scope, table, StreamViewType.NEW_AND_OLD_IMAGES, now);
        }
        var stream = table.description().streamSpecification();
        if (stream != null && !StreamViewType.NEW_AND_OLD_IMAGES.equals(stream.streamViewType())) {
            throw ReplicaErrors.stream();
        }
        return table;
    }

    /** The description of a table's replica in another place. */
    private static TableDescription moved(TableDescription table, Scope there, String id) {
        String arn = Arn.of("dynamodb", there.region(), there.account(), "table/" + table.tableName())
                .toString();
        List<LocalSecondaryIndexDescription> locals = table.localSecondaryIndexes().stream()
                .map(index -> index.toBuilder()
                        .indexArn(arn + "/index/" + index.indexName())
                        .build())
                .toList();
        List<GlobalSecondaryIndexDescription> globals = table.globalSecondaryIndexes().stream()
                .map(index -> index.toBuilder()
                        .indexArn(arn + "/index/" + index.indexName())
                        .build())
                .toList();
        return table.toBuilder()
                .tableArn(arn)
                .tableId(id)
                .streamSpecification(null)
                .latestStreamArn(null)
                .latestStreamLabel(null)
                .restoreSummary(null)
                .sseDescription(encryption(table, there))
                .localSecondaryIndexes(locals.isEmpty() ? null : locals)
                .globalSecondaryIndexes(globals.isEmpty() ? null : globals)
                .build();
    }

    /** A replica is encrypted by DynamoDB's key of its own region, unless it names one. */
    private static @Nullable SSEDescription encryption(TableDescription table, Scope there) {
        SSEDescription source = table.sseDescription();
        if (source == null) {
            return null;
        }
        String key = Arn.of("kms", there.region(), there.account(), "alias/aws/dynamodb")
                .toString();
        return source.toBuilder().kmsMasterKeyArn(key).build();
    }

    private static void join(Tx tx, Scope scope, String name, ReplicaSettings settings) {
        var tables = DynamoDbTables.TABLES.in(scope);
        tables.get(tx, name).ifPresent(table -> {
            List<String> regions = new ArrayList<>(table.told().replicas());
            regions.add(settings.region());
            tables.put(
                    tx, name, table.telling(table.told().withReplicas(regions)).knowing(settings));
        });
    }

    private DynamoTable removed(Tx tx, Call call, DynamoTable table, String region) {
        Scope there = new Scope(call.account(), region);
        DynamoDbTables.TABLES.in(there).get(tx, table.name()).ifPresent(replica -> {
            if (Boolean.TRUE.equals(replica.description().deletionProtectionEnabled())) {
                throw ReplicaErrors.deletionProtected(table.name(), region);
            }
            life.delete(tx, there, replica, call.time());
            leave(tx, there, replica);
        });
        List<String> rest = new ArrayList<>(table.told().replicas());
        rest.remove(region);
        return table.telling(table.told().withReplicas(rest)).forgetting(region);
    }

    /** A table that goes is no replica of the others any more. */
    static void leave(Tx tx, Scope scope, DynamoTable gone) {
        for (String region : gone.told().replicas()) {
            Scope there = new Scope(scope.account(), region);
            var tables = DynamoDbTables.TABLES.in(there);
            tables.get(tx, gone.name()).ifPresent(table -> {
                List<String> rest = new ArrayList<>(table.told().replicas());
                rest.remove(scope.region());
                tables.put(
                        tx,
                        gone.name(),
                        table.telling(table.told().withReplicas(rest)).forgetting(scope.region()));
            });
        }
    }

    /** Makes a change of an item in every replica. */
    static void apply(Tx tx, Call call, Scope scope, DynamoTable table, TableChange change) {
        for (String region : table.told().replicas()) {
            Scope there = new Scope(scope.account(), region);
            DynamoDbTables.TABLES.in(there).get(tx, table.name()).ifPresent(replica -> {
                TableItems items = TableItems.ofReplica(tx, call, there, replica);
                ItemKey key = ItemKey.of(
                        replica.id(), change.key().hash(), change.key().range());
                items.replace(key, items.get(key), change.now());
            });
        }
    }

    /** Gives the replicas of a table its indexes, its throughput where they have none of their own, and its time to live. */
    static void follow(Tx tx, Call call, DynamoTable table) {
        for (String region : table.told().replicas()) {
            Scope there = new Scope(call.account(), region);
            var tables = DynamoDbTables.TABLES.in(there);
            tables.get(tx, table.name()).ifPresent(replica -> {
                TableDescription like = moved(table.description(), there, replica.id());
                TableDescription followed = replica.description().toBuilder()
                        .globalSecondaryIndexes(like.hasGlobalSecondaryIndexes() ? like.globalSecondaryIndexes() : null)
                        .attributeDefinitions(like.attributeDefinitions())
                        .billingModeSummary(like.billingModeSummary())
                        .provisionedThroughput(like.provisionedThroughput())
                        .onDemandThroughput(like.onDemandThroughput())
                        .build();
                DynamoTable changed = replica.described(table.settings(region)
                                .map(own -> own.onto(followed))
                                .orElse(followed))
                        .withTtlAttribute(table.ttlAttribute());
                IndexUpdate.refill(tx, call, there, replica, changed);
                tables.put(tx, table.name(), changed);
                TimeToLive.apply(tx, call, there, changed);
            });
        }
    }
}

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
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
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

    /**
     * The table with the replicas that an UpdateTable request adds and without those that it takes away.
     */
    DynamoTable updated(Tx tx, Call call, DynamoTable table, List<ReplicationGroupUpdate> updates, ReplicaPlan plan) {
        check(call, table, updates);
        DynamoTable changed = table;
        for (ReplicationGroupUpdate update : updates) {
            CreateReplicationGroupMemberAction create = update.create();
            if (create != null) {
                changed = added(tx, call, changed, create, plan);
            } else if (update.update() != null) {
                override(tx, call, changed, update.update());
            } else if (update.delete() != null) {
                changed = removed(tx, call, changed, update.delete().regionName());
            }
        }
        return changed;
    }

    private static void check(Call call, DynamoTable table, List<ReplicationGroupUpdate> updates) {
        Set<String> regions = new HashSet<>();
        int created = 0;
        int deleted = 0;
        for (ReplicationGroupUpdate update : updates) {
            String region;
            if (update.create() != null) {
                created++;
                region = update.create().regionName();
            } else if (update.delete() != null) {
                deleted++;
                region = update.delete().regionName();
            } else if (update.update() != null) {
                requireNoKey(update.update());
                region = update.update().regionName();
            } else {
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
        if (created > 0 && deleted > 0) {
            throw ReplicaErrors.mixed();
        }
        if (created + deleted > 1) {
            throw ReplicaErrors.several();
        }
    }

    private static void requireNoKey(UpdateReplicationGroupMemberAction update) {
        if (update.kmsMasterKeyId() != null) {
            throw NotImplemented.of("dynamodb", "UpdateTable with other keys of replicas");
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
        DynamoTable bare = new DynamoTable(
                plan.id(),
                TableKey.with(
                        claim == null ? null : claim.seal().key(),
                        like(create, moved(source.description(), there, plan.id()), call)),
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
            join(tx, new Scope(call.account(), other), table.name(), region);
        }
        List<String> others = new ArrayList<>(all);
        others.add(call.region());
        life.create(tx, there, replica.telling(replica.told().withReplicas(others)), call.time());
        TimeToLive.apply(tx, call, there, replica);
        KeyWatch.begin(tx, there, replica, claim, call.time());
        all.add(region);
        return source.telling(source.told().withReplicas(all));
    }

    /** The description with what the request wants otherwise in this region. */
    private static TableDescription like(CreateReplicationGroupMemberAction create, TableDescription table, Call call) {
        TableDescription.Builder changed = table.toBuilder();
        if (create.kmsMasterKeyId() != null) {
            SSESpecification wanted = SSESpecification.builder()
                    .enabled(true)
                    .kmsMasterKeyId(create.kmsMasterKeyId())
                    .build();
            changed.sseDescription(TableDefinition.encryption(wanted, call.in(call.account(), create.regionName())));
        }
        return ReplicaOverrides.of(create).over(changed.build());
    }

    /** Changes a replica in its region. */
    private static void override(Tx tx, Call call, DynamoTable table, UpdateReplicationGroupMemberAction update) {
        var tables = DynamoDbTables.TABLES.in(new Scope(call.account(), update.regionName()));
        tables.get(tx, table.name())
                .ifPresent(replica -> tables.put(
                        tx,
                        table.name(),
                        replica.described(ReplicaOverrides.of(update).over(replica.description()))));
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

    private static void join(Tx tx, Scope scope, String name, String region) {
        var tables = DynamoDbTables.TABLES.in(scope);
        tables.get(tx, name).ifPresent(table -> {
            List<String> regions = new ArrayList<>(table.told().replicas());
            regions.add(region);
            tables.put(tx, name, table.telling(table.told().withReplicas(regions)));
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
        return table.telling(table.told().withReplicas(rest));
    }

    /** A table that goes is no replica of the others any more. */
    static void leave(Tx tx, Scope scope, DynamoTable gone) {
        for (String region : gone.told().replicas()) {
            Scope there = new Scope(scope.account(), region);
            var tables = DynamoDbTables.TABLES.in(there);
            tables.get(tx, gone.name()).ifPresent(table -> {
                List<String> rest = new ArrayList<>(table.told().replicas());
                rest.remove(scope.region());
                tables.put(tx, gone.name(), table.telling(table.told().withReplicas(rest)));
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

    /** Gives the replicas of a table its indexes, and its time to live. */
    static void follow(Tx tx, Call call, DynamoTable table) {
        for (String region : table.told().replicas()) {
            Scope there = new Scope(call.account(), region);
            var tables = DynamoDbTables.TABLES.in(there);
            tables.get(tx, table.name()).ifPresent(replica -> {
                TableDescription like = moved(table.description(), there, replica.id());
                DynamoTable changed = replica.described(replica.description().toBuilder()
                                .globalSecondaryIndexes(
                                        like.hasGlobalSecondaryIndexes() ? like.globalSecondaryIndexes() : null)
                                .attributeDefinitions(like.attributeDefinitions())
                                .build())
                        .withTtlAttribute(table.ttlAttribute());
                IndexUpdate.refill(tx, call, there, replica, changed);
                tables.put(tx, table.name(), changed);
                TimeToLive.apply(tx, call, there, changed);
            });
        }
    }
}

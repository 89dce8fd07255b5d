package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.SSEStatus;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.UpdateTableInput;
import cloudjar.api.dynamodb.UpdateTableOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.dynamodb.ReplicaAutoScaling.Scaled;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries UpdateTable out: KMS is asked first, then the table changes in one transaction with its replicas. */
final class TableUpdating {
    private final LimitProfile limits;
    private final TableLife life;
    private final TableKey key;
    private final Unsealing unsealing;
    private final Replicas replicas;
    private final ReplicaAutoScaling scaling;

    TableUpdating(LimitProfile limits, TableLife life, TableKey key, ReplicaAutoScaling scaling) {
        this.scaling = scaling;
        this.limits = limits;
        this.life = life;
        this.key = key;
        this.unsealing = new Unsealing(key);
        this.replicas = new Replicas(life);
    }

    /**
     * What a request wants, with what KMS was asked for before.
     *
     * @param key the ARN of the key that the table is to have; null where the request says nothing of it
     * @param claim null where the table is to have no key of its owner
     */
    private record Wanted(
            UpdateTableInput input,
            @Nullable String key,
            @Nullable KeyClaim claim,
            ReplicaPlan replicas) {
        List<KeyClaim> claims() {
            return Stream.concat(Stream.ofNullable(claim), replicas.claims().values().stream())
                    .toList();
        }
    }

    UpdateTableOutput of(UpdateTableInput in, Call call) {
        String name = TableName.of(in.tableName());
        TableUpdate update = new TableUpdate(in);
        update.check();
        boolean scaled = update.addsReplicas() && scaling.isScaled(new Scaled(name, null, Kind.WRITE), call);
        String wantedKey = key.wanted(in.sseSpecification(), call);
        KeyClaim claim =
                TableKey.isOwn(in.sseSpecification()) ? claim(Objects.requireNonNull(wantedKey), name, call) : null;
        KeyUse before = in.sseSpecification() == null ? null : TableOperations.use(call, name);
        ReplicaPlan plan =
                key.orRetired(list(claim), call, () -> ReplicaPlan.of(in.replicaUpdates(), name, call, this::claimNamed)
                        .scaled(scaled));
        Wanted wanted = new Wanted(in, wantedKey, claim, plan);
        UpdateTableOutput out = key.orRetired(
                wanted.claims(),
                call,
                () -> unsealing.write(call, tx -> {
                    DynamoTable table = usable(tx, call, name);
                    DynamoTable passing = life.update(tx, call.scope(), updated(tx, call, table, wanted), call.time());
                    return UpdateTableOutput.builder()
                            .tableDescription(answered(passing.described(TableLookup.size(tx, call, table)), table))
                            .build();
                }));
        Stream.concat(Stream.ofNullable(before), plan.gone().stream()).forEach(use -> key.retire(use, call));
        if (scaled) {
            update.addedRegions().forEach(region -> scaleAlike(name, call, call.in(call.account(), region)));
        }
        return out;
    }

    /** A replica of a table that is scaled is scaled alike. */
    private void scaleAlike(String name, Call call, Call there) {
        scaling.copy(new Scaled(name, null, Kind.WRITE), call, there);
        scaling.copy(new Scaled(name, null, Kind.READ), call, there);
    }

    private static List<KeyClaim> list(@Nullable KeyClaim claim) {
        return claim == null ? List.of() : List.of(claim);
    }

    /** A key for a table that has none yet, or another; the call is to the table's region. */
    private KeyClaim claim(String wantedKey, String name, Call call) {
        TableSeal seal = call.read(snapshot -> DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, name)
                .flatMap(table -> seal(snapshot, table.seal()))
                .orElse(null));
        return seal == null ? key.claim(wantedKey, name, call) : key.moved(seal, wantedKey, call);
    }

    private KeyClaim claimNamed(String named, String name, Call there) {
        SSESpecification specification =
                SSESpecification.builder().enabled(true).kmsMasterKeyId(named).build();
        return claim(Objects.requireNonNull(key.wanted(specification, there)), name, there);
    }

    private static Optional<TableSeal> seal(Snapshot snapshot, @Nullable Bytes id) {
        return id == null
                ? Optional.empty()
                : DynamoDbTables.SEALS.in(Scope.GLOBAL).get(snapshot, id);
    }

    private static DynamoTable usable(Tx tx, Call call, String name) {
        DynamoTable table = TableLookup.named(tx, call, name);
        if (table.isInaccessible()) {
            throw KeyErrors.inaccessible(table);
        }
        if (table.isPassing()) {
            throw DynamoDbErrors.tableInUse(name, table.isDeleting() ? "deleted" : "updated");
        }
        return table;
    }

    private DynamoTable updated(Tx tx, Call call, DynamoTable table, Wanted wanted) {
        UpdateTableInput in = wanted.input();
        TableDescription changed = TableKey.with(wanted.key(), new TableUpdate(in).of(table.description(), call));
        if (in.hasGlobalSecondaryIndexUpdates()) {
            changed = new IndexUpdate(in.globalSecondaryIndexUpdates(), limits).of(changed);
        }
        DynamoTable updated = table.described(changed);
        if (in.sseSpecification() != null) {
            updated = keyed(tx, call, updated, wanted.claim());
        }
        IndexUpdate.refill(tx, call, call.scope(), table, updated);
        if (in.streamSpecification() != null) {
            updated = TableStreams.updated(tx, call.scope(), updated, in.streamSpecification(), call.time());
        }
        TableStreams.follow(tx, call.scope(), updated, call.time());
        if (in.hasReplicaUpdates()) {
            return replicas.updated(tx, call, updated, in, wanted.replicas());
        }
        if (in.hasGlobalSecondaryIndexUpdates()
                || in.billingMode() != null
                || in.provisionedThroughput() != null
                || in.onDemandThroughput() != null) {
            Replicas.follow(tx, call, updated);
        }
        return updated;
    }

    /** The table with this key from now on; what it has is sealed with it too. */
    private static DynamoTable keyed(Tx tx, Call call, DynamoTable table, @Nullable KeyClaim claim) {
        DynamoTable keyed = table.sealedBy(TableKey.seal(claim));
        if (!Objects.equals(keyed.seal(), table.seal())) {
            TableContents.reseal(tx, call, call.scope(), keyed);
        }
        KeyWatch.begin(tx, call.scope(), keyed, claim, call.time());
        return keyed;
    }

    /** A key that is on its way out is still shown (recorded answer, 2025). */
    private static TableDescription answered(TableDescription now, DynamoTable before) {
        SSEDescription old = before.description().sseDescription();
        return old == null || now.sseDescription() != null
                ? now
                : now.toBuilder()
                        .sseDescription(
                                old.toBuilder().status_(SSEStatus.UPDATING).build())
                        .build();
    }
}

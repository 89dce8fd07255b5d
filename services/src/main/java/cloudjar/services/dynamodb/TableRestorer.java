package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.RestoreSummary;
import cloudjar.api.dynamodb.RestoreTableFromBackupInput;
import cloudjar.api.dynamodb.RestoreTableToPointInTimeInput;
import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes tables of what others were. Tags, streams, time to live and recovery are not restored, as on AWS. */
record TableRestorer(LimitProfile limits, TableLife life, TableKey key) {
    /** A table as a backup holds it. */
    TableDescription fromBackup(RestoreTableFromBackupInput in, Call call) {
        String id = call.world().ids().uuid();
        TableName.check(in.targetTableName());
        DynamoTable source = call.read(
                snapshot -> BackupLookup.backup(snapshot, call, in.backupArn()).table());
        return claiming(source, in.sseSpecificationOverride(), in.targetTableName(), call, (tx, sealing) -> {
            TableBackup backup = BackupLookup.backup(tx, call, in.backupArn());
            requireFree(tx, call, in.targetTableName());
            CreateTableInput definition = RestoreOverrides.of(in).definition(backup.table(), in.targetTableName());
            RestoreSummary summary = RestoreSummary.builder()
                    .sourceBackupArn(backup.arn())
                    .sourceTableArn(backup.table().arn())
                    .restoreDateTime(backup.created())
                    .restoreInProgress(true)
                    .build();
            DynamoTable table = sealing.of(made(definition, backup.table(), call, id, summary));
            TableContents.restore(tx, call, backup, table);
            return create(tx, call, table, summary, sealing.claim());
        });
    }

    /** A table as another was at a time. */
    TableDescription toPointInTime(RestoreTableToPointInTimeInput in, Call call) {
        boolean latest = Boolean.TRUE.equals(in.useLatestRestorableTime());
        if (latest == (in.restoreDateTime() != null)) {
            throw BackupErrors.oneTime();
        }
        Scope from = source(in, call);
        String name = sourceName(in);
        String id = call.world().ids().uuid();
        TableName.check(in.targetTableName());
        DynamoTable known = call.read(snapshot -> source(snapshot, from, name));
        return claiming(known, in.sseSpecificationOverride(), in.targetTableName(), call, (tx, sealing) -> {
            DynamoTable source = source(tx, from, name);
            Instant time = time(tx, from, source, in.restoreDateTime(), call.time());
            requireFree(tx, call, in.targetTableName());
            CreateTableInput definition = RestoreOverrides.of(in).definition(source, in.targetTableName());
            RestoreSummary summary = RestoreSummary.builder()
                    .sourceTableArn(source.arn())
                    .restoreDateTime(time)
                    .restoreInProgress(true)
                    .build();
            DynamoTable table = sealing.of(made(definition, source, call, id, summary));
            TableContents.restore(tx, call, from, source, time, table);
            return create(tx, call, table, summary, sealing.claim());
        });
    }

    /**
     * How a restored table is sealed.
     *
     * @param key the ARN of its key; null where nothing is wanted but what its source has
     * @param claim null where it has no key of its owner
     */
    private record Sealing(@Nullable String key, @Nullable KeyClaim claim) {
        DynamoTable of(DynamoTable table) {
            return table.described(TableKey.with(key, table.description())).sealedBy(TableKey.seal(claim));
        }
    }

    /** Restores a table with the key that is asked for, or with that of its source. */
    private TableDescription claiming(
            DynamoTable source,
            @Nullable SSESpecification override,
            String name,
            Call call,
            BiFunction<Tx, Sealing, TableDescription> restoring) {
        SSEDescription old = source.description().sseDescription();
        SSESpecification wanted = override == null && source.seal() != null && old != null
                ? SSESpecification.builder()
                        .enabled(true)
                        .kmsMasterKeyId(old.kmsMasterKeyArn())
                        .build()
                : override;
        String wantedKey = key.wanted(wanted, call);
        KeyClaim claim = TableKey.isOwn(wanted) ? key.claim(Objects.requireNonNull(wantedKey), name, call) : null;
        Sealing sealing = new Sealing(wantedKey, claim);
        return key.orRetired(claim == null ? List.of() : List.of(claim), call, () -> new Unsealing(key)
                .write(call, tx -> restoring.apply(tx, sealing)));
    }

    private static DynamoTable source(Snapshot snapshot, Scope from, String name) {
        return DynamoDbTables.TABLES.in(from).get(snapshot, name).orElseThrow(() -> BackupErrors.tableNotFound(name));
    }

    private static Scope source(RestoreTableToPointInTimeInput in, Call call) {
        String region = in.sourceTableArn() == null
                ? call.region()
                : Arn.parse(in.sourceTableArn()).map(Arn::region).orElse(call.region());
        return new Scope(call.account(), region);
    }

    private static String sourceName(RestoreTableToPointInTimeInput in) {
        String arn = in.sourceTableArn();
        String name = in.sourceTableName();
        if (arn != null && name == null) {
            return TableName.of(arn);
        }
        if (name != null && arn == null) {
            return TableName.of(name);
        }
        throw BackupErrors.oneSource();
    }

    private static Instant time(Tx tx, Scope scope, DynamoTable source, @Nullable Instant wanted, Instant now) {
        Recovery recovery =
                TableHistory.recovery(tx, scope, source).orElseThrow(() -> BackupErrors.recoveryOff(source.name()));
        if (wanted == null) {
            return now;
        }
        Instant earliest = recovery.earliest(now);
        // A request names whole seconds, and recovery may have begun within one.
        if (wanted.isBefore(Instant.ofEpochSecond(earliest.getEpochSecond())) || wanted.isAfter(now)) {
            throw BackupErrors.restoreTime(earliest, now);
        }
        return wanted;
    }

    private static void requireFree(Tx tx, Call call, String name) {
        if (DynamoDbTables.TABLES.in(call.scope()).contains(tx, name)) {
            throw BackupErrors.tableExists(name);
        }
    }

    private DynamoTable made(CreateTableInput input, DynamoTable source, Call call, String id, RestoreSummary summary) {
        TableDefinition definition = new TableDefinition(input, limits);
        definition.check();
        DynamoTable table = definition.table(call, id);
        TableDescription.Builder described = table.description().toBuilder()
                .restoreSummary(summary.toBuilder().restoreInProgress(false).build());
        if (input.sseSpecification() == null) {
            described.sseDescription(source.description().sseDescription());
        }
        return table.described(described.build());
    }

    private TableDescription create(
            Tx tx, Call call, DynamoTable table, RestoreSummary summary, @Nullable KeyClaim claim) {
        life.create(tx, call.scope(), table, call.time());
        KeyWatch.begin(tx, call.scope(), table, claim, call.time());
        return table.description().toBuilder().restoreSummary(summary).build();
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.RestoreSummary;
import cloudjar.api.dynamodb.RestoreTableFromBackupInput;
import cloudjar.api.dynamodb.RestoreTableToPointInTimeInput;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes tables of what others were. Tags, streams, time to live and recovery are not restored, as on AWS. */
record TableRestorer(LimitProfile limits, TableLife life) {
    /** A table as a backup holds it. */
    TableDescription fromBackup(RestoreTableFromBackupInput in, Call call) {
        String id = call.world().ids().uuid();
        TableName.check(in.targetTableName());
        return call.write(tx -> {
            TableBackup backup = BackupLookup.backup(tx, call, in.backupArn());
            requireFree(tx, call, in.targetTableName());
            CreateTableInput definition = RestoreOverrides.of(in).definition(backup.table(), in.targetTableName());
            RestoreSummary summary = RestoreSummary.builder()
                    .sourceBackupArn(backup.arn())
                    .sourceTableArn(backup.table().arn())
                    .restoreDateTime(backup.created())
                    .restoreInProgress(true)
                    .build();
            DynamoTable table = made(definition, backup.table(), call, id, summary);
            TableContents.restore(tx, call.scope(), backup, table);
            return create(tx, call, table, summary);
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
        return call.write(tx -> {
            DynamoTable source =
                    DynamoDbTables.TABLES.in(from).get(tx, name).orElseThrow(() -> BackupErrors.tableNotFound(name));
            Instant time = time(tx, from, source, in.restoreDateTime(), call.time());
            requireFree(tx, call, in.targetTableName());
            CreateTableInput definition = RestoreOverrides.of(in).definition(source, in.targetTableName());
            RestoreSummary summary = RestoreSummary.builder()
                    .sourceTableArn(source.arn())
                    .restoreDateTime(time)
                    .restoreInProgress(true)
                    .build();
            DynamoTable table = made(definition, source, call, id, summary);
            TableContents.restore(tx, from, source, time, call.scope(), table);
            return create(tx, call, table, summary);
        });
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

    private TableDescription create(Tx tx, Call call, DynamoTable table, RestoreSummary summary) {
        life.create(tx, call.scope(), table, call.time());
        return table.description().toBuilder().restoreSummary(summary).build();
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BackupStatus;
import cloudjar.api.dynamodb.BackupSummary;
import cloudjar.api.dynamodb.BackupType;
import cloudjar.api.dynamodb.BackupTypeFilter;
import cloudjar.api.dynamodb.Backups;
import cloudjar.api.dynamodb.ContinuousBackupsDescription;
import cloudjar.api.dynamodb.ContinuousBackupsStatus;
import cloudjar.api.dynamodb.CreateBackupInput;
import cloudjar.api.dynamodb.CreateBackupOutput;
import cloudjar.api.dynamodb.DeleteBackupInput;
import cloudjar.api.dynamodb.DeleteBackupOutput;
import cloudjar.api.dynamodb.DescribeBackupInput;
import cloudjar.api.dynamodb.DescribeBackupOutput;
import cloudjar.api.dynamodb.DescribeContinuousBackupsInput;
import cloudjar.api.dynamodb.DescribeContinuousBackupsOutput;
import cloudjar.api.dynamodb.ListBackupsInput;
import cloudjar.api.dynamodb.ListBackupsOutput;
import cloudjar.api.dynamodb.PointInTimeRecoveryDescription;
import cloudjar.api.dynamodb.PointInTimeRecoverySpecification;
import cloudjar.api.dynamodb.PointInTimeRecoveryStatus;
import cloudjar.api.dynamodb.RestoreTableFromBackupInput;
import cloudjar.api.dynamodb.RestoreTableFromBackupOutput;
import cloudjar.api.dynamodb.RestoreTableToPointInTimeInput;
import cloudjar.api.dynamodb.RestoreTableToPointInTimeOutput;
import cloudjar.api.dynamodb.UpdateContinuousBackupsInput;
import cloudjar.api.dynamodb.UpdateContinuousBackupsOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Backups of tables, on demand and continuous, and the tables that are restored from them. */
final class BackupOperations implements Backups {
    private final TableRestorer restorer;

    BackupOperations(TableRestorer restorer) {
        this.restorer = restorer;
    }

    @Override
    public CreateBackupOutput createBackup(CreateBackupInput in, Call call) {
        String name = TableName.of(in.tableName());
        String id = BackupLookup.id(call.time(), call.world().ids().hex(8));
        return call.write(tx -> {
            DynamoTable table = DynamoDbTables.TABLES
                    .in(call.scope())
                    .get(tx, name)
                    .filter(found -> !found.isPassing())
                    .orElseThrow(() -> BackupErrors.tableNotFound(name));
            TableBackup backup = BackupLookup.keep(
                    tx, call, new BackupLookup.Plan(id, in.backupName(), BackupType.USER, null), table);
            return CreateBackupOutput.builder()
                    .backupDetails(backup.details(BackupStatus.CREATING))
                    .build();
        });
    }

    @Override
    public DescribeBackupOutput describeBackup(DescribeBackupInput in, Call call) {
        TableBackup backup = call.read(snapshot -> BackupLookup.backup(snapshot, call, in.backupArn()));
        return DescribeBackupOutput.builder()
                .backupDescription(backup.described(BackupStatus.AVAILABLE))
                .build();
    }

    @Override
    public DeleteBackupOutput deleteBackup(DeleteBackupInput in, Call call) {
        TableBackup gone = call.write(tx -> {
            TableBackup backup = BackupLookup.backup(tx, call, in.backupArn());
            if (backup.isSystem()) {
                throw BackupErrors.systemBackup(backup);
            }
            BackupLookup.delete(tx, call.scope(), backup);
            return backup;
        });
        return DeleteBackupOutput.builder()
                .backupDescription(gone.described(BackupStatus.DELETED))
                .build();
    }

    @Override
    public ListBackupsOutput listBackups(ListBackupsInput in, Call call) {
        if (in.timeRangeLowerBound() != null
                && in.timeRangeUpperBound() != null
                && in.timeRangeLowerBound().isAfter(in.timeRangeUpperBound())) {
            throw BackupErrors.timeRange();
        }
        int limit = in.limit() == null ? (int) DynamoDbLimits.BACKUPS_PAGE.current() : in.limit();
        List<BackupSummary> found = call.read(snapshot -> listed(snapshot, in, call, limit));
        ListBackupsOutput.Builder out = ListBackupsOutput.builder();
        if (found.size() > limit) {
            found.removeLast();
            out.lastEvaluatedBackupArn(found.getLast().backupArn());
        }
        return out.backupSummaries(found).build();
    }

    private static List<BackupSummary> listed(Snapshot snapshot, ListBackupsInput in, Call call, int limit) {
        List<BackupSummary> found = new ArrayList<>();
        String table = in.tableName() == null ? null : TableName.of(in.tableName());
        String type = in.backupType() == null ? BackupType.USER : in.backupType();
        String after = in.exclusiveStartBackupArn();
        for (Row<String, TableBackup> row :
                DynamoDbTables.BACKUPS.in(call.scope()).rows(snapshot)) {
            TableBackup backup = row.value();
            boolean wanted = (table == null || table.equals(backup.table().name()))
                    && (type.equals(BackupTypeFilter.ALL) || type.equals(backup.type()))
                    && (in.timeRangeLowerBound() == null || !backup.created().isBefore(in.timeRangeLowerBound()))
                    && (in.timeRangeUpperBound() == null || backup.created().isBefore(in.timeRangeUpperBound()))
                    && (after == null || backup.id().compareTo(BackupLookup.idOf(after)) > 0);
            if (wanted && found.size() <= limit) {
                found.add(backup.summary());
            }
        }
        return found;
    }

    @Override
    public RestoreTableFromBackupOutput restoreTableFromBackup(RestoreTableFromBackupInput in, Call call) {
        return RestoreTableFromBackupOutput.builder()
                .tableDescription(restorer.fromBackup(in, call))
                .build();
    }

    @Override
    public RestoreTableToPointInTimeOutput restoreTableToPointInTime(RestoreTableToPointInTimeInput in, Call call) {
        return RestoreTableToPointInTimeOutput.builder()
                .tableDescription(restorer.toPointInTime(in, call))
                .build();
    }

    @Override
    public DescribeContinuousBackupsOutput describeContinuousBackups(DescribeContinuousBackupsInput in, Call call) {
        String name = TableName.of(in.tableName());
        return call.read(snapshot -> DescribeContinuousBackupsOutput.builder()
                .continuousBackupsDescription(described(snapshot, call, name))
                .build());
    }

    private static ContinuousBackupsDescription described(Snapshot snapshot, Call call, String name) {
        DynamoTable table = BackupLookup.table(snapshot, call, name);
        PointInTimeRecoveryDescription.Builder recovery =
                PointInTimeRecoveryDescription.builder().pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED);
        TableHistory.recovery(snapshot, call.scope(), table)
                .ifPresent(on -> recovery.pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.ENABLED)
                        .recoveryPeriodInDays(on.days())
                        .earliestRestorableDateTime(on.earliest(call.time()))
                        .latestRestorableDateTime(call.time()));
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(recovery.build())
                .build();
    }

    @Override
    public UpdateContinuousBackupsOutput updateContinuousBackups(UpdateContinuousBackupsInput in, Call call) {
        String name = TableName.of(in.tableName());
        PointInTimeRecoverySpecification wanted = in.pointInTimeRecoverySpecification();
        Integer days = wanted.recoveryPeriodInDays();
        if (days != null && !wanted.pointInTimeRecoveryEnabled()) {
            throw BackupErrors.periodWithoutRecovery();
        }
        if (days != null && (days < 1 || days > Recovery.DAYS_MAX)) {
            throw BackupErrors.period(days);
        }
        return call.write(tx -> {
            DynamoTable table = BackupLookup.table(tx, call, name);
            DynamoTable changed = wanted.pointInTimeRecoveryEnabled()
                    ? TableHistory.begun(tx, call.scope(), table, days == null ? Recovery.DAYS_MAX : days, call.time())
                    : TableHistory.ended(tx, call.scope(), table);
            DynamoDbTables.TABLES.in(call.scope()).put(tx, name, changed);
            return UpdateContinuousBackupsOutput.builder()
                    .continuousBackupsDescription(described(tx, call, name))
                    .build();
        });
    }
}

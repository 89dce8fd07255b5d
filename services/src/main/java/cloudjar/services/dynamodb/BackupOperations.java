package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.Backups;
import cloudjar.api.dynamodb.ContinuousBackupsDescription;
import cloudjar.api.dynamodb.ContinuousBackupsStatus;
import cloudjar.api.dynamodb.DescribeContinuousBackupsInput;
import cloudjar.api.dynamodb.DescribeContinuousBackupsOutput;
import cloudjar.api.dynamodb.PointInTimeRecoveryDescription;
import cloudjar.api.dynamodb.PointInTimeRecoveryStatus;
import cloudjar.kernel.call.Call;

/** Backups of tables. */
final class BackupOperations implements Backups {
    @Override
    public DescribeContinuousBackupsOutput describeContinuousBackups(DescribeContinuousBackupsInput in, Call call) {
        String name = TableName.of(in.tableName());
        call.read(snapshot -> TableLookup.named(snapshot, call, name));
        return DescribeContinuousBackupsOutput.builder()
                .continuousBackupsDescription(ContinuousBackupsDescription.builder()
                        .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                        .pointInTimeRecoveryDescription(PointInTimeRecoveryDescription.builder()
                                .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)
                                .build())
                        .build())
                .build();
    }
}

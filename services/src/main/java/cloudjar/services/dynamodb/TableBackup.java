package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BackupDescription;
import cloudjar.api.dynamodb.BackupDetails;
import cloudjar.api.dynamodb.BackupStatus;
import cloudjar.api.dynamodb.BackupSummary;
import cloudjar.api.dynamodb.BackupType;
import cloudjar.api.dynamodb.BillingMode;
import cloudjar.api.dynamodb.BillingModeSummary;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.GlobalSecondaryIndexInfo;
import cloudjar.api.dynamodb.LocalSecondaryIndexDescription;
import cloudjar.api.dynamodb.LocalSecondaryIndexInfo;
import cloudjar.api.dynamodb.ProvisionedThroughput;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.SourceTableDetails;
import cloudjar.api.dynamodb.SourceTableFeatureDetails;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TimeToLiveDescription;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a table: its definition and, under the backup's id, its items.
 *
 * @param id such as {@code 01489602797149-73d8d5bc}
 * @param arn ends with the id
 * @param type {@code USER}, or {@code SYSTEM} for what is kept of a deleted table
 * @param created when
 * @param expires when it goes by itself; null where it stays
 * @param table as it was
 * @param size of the table as it was
 */
record TableBackup(
        String id,
        String arn,
        String name,
        String type,
        Instant created,
        @Nullable Instant expires,
        DynamoTable table,
        TableSize size) {
    /** Whether AWS made it, and takes it away again. */
    boolean isSystem() {
        return BackupType.SYSTEM.equals(type);
    }

    BackupDetails details(String status) {
        return BackupDetails.builder()
                .backupArn(arn)
                .backupName(name)
                .backupSizeBytes(size.bytes())
                .backupStatus(status)
                .backupType(type)
                .backupCreationDateTime(created)
                .backupExpiryDateTime(expires)
                .build();
    }

    BackupSummary summary() {
        return BackupSummary.builder()
                .tableName(table.name())
                .tableId(table.id())
                .tableArn(table.arn())
                .backupArn(arn)
                .backupName(name)
                .backupCreationDateTime(created)
                .backupExpiryDateTime(expires)
                .backupStatus(BackupStatus.AVAILABLE)
                .backupType(type)
                .backupSizeBytes(size.bytes())
                .build();
    }

    BackupDescription described(String status) {
        TableDescription source = table.description();
        BillingModeSummary billing = source.billingModeSummary();
        return BackupDescription.builder()
                .backupDetails(details(status))
                .sourceTableDetails(SourceTableDetails.builder()
                        .tableName(table.name())
                        .tableId(table.id())
                        .tableArn(table.arn())
                        .tableSizeBytes(size.bytes())
                        .itemCount(size.items())
                        .keySchema(source.keySchema())
                        .tableCreationDateTime(source.creationDateTime())
                        .provisionedThroughput(throughput(source.provisionedThroughput()))
                        .billingMode(
                                billing == null || billing.billingMode() == null
                                        ? BillingMode.PROVISIONED
                                        : billing.billingMode())
                        .onDemandThroughput(source.onDemandThroughput())
                        .build())
                .sourceTableFeatureDetails(features(source))
                .build();
    }

    private SourceTableFeatureDetails features(TableDescription source) {
        List<LocalSecondaryIndexInfo> local =
                source.localSecondaryIndexes().stream().map(TableBackup::info).toList();
        List<GlobalSecondaryIndexInfo> global =
                source.globalSecondaryIndexes().stream().map(TableBackup::info).toList();
        return SourceTableFeatureDetails.builder()
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .streamDescription(source.streamSpecification())
                .timeToLiveDescription(
                        table.ttlAttribute() == null
                                ? null
                                : TimeToLiveDescription.builder()
                                        .timeToLiveStatus("ENABLED")
                                        .attributeName(table.ttlAttribute())
                                        .build())
                .sseDescription(source.sseDescription())
                .build();
    }

    private static LocalSecondaryIndexInfo info(LocalSecondaryIndexDescription index) {
        return LocalSecondaryIndexInfo.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .build();
    }

    private static GlobalSecondaryIndexInfo info(GlobalSecondaryIndexDescription index) {
        return GlobalSecondaryIndexInfo.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .provisionedThroughput(throughput(index.provisionedThroughput()))
                .onDemandThroughput(index.onDemandThroughput())
                .build();
    }

    /** What is provisioned, as requests say it. */
    static ProvisionedThroughput throughput(@Nullable ProvisionedThroughputDescription described) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(
                        described == null ? 0L : Objects.requireNonNullElse(described.readCapacityUnits(), 0L))
                .writeCapacityUnits(
                        described == null ? 0L : Objects.requireNonNullElse(described.writeCapacityUnits(), 0L))
                .build();
    }
}

package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static cloudjar.services.dynamodb.Songs.song;
import static cloudjar.services.dynamodb.Songs.tenSongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.InvalidRestoreTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;

/** AWS's SDK for Java against DynamoDB in process: backups on demand and continuous. [DDB-20] */
class BackupAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static int count(DynamoDbClient dynamo, String table) {
        return dynamo.scan(scan -> scan.tableName(table)).count();
    }

    private static void recover(DynamoDbClient dynamo, boolean on) {
        dynamo.updateContinuousBackups(update -> update.tableName("songs")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(on)));
    }

    @Test
    void aBackupHoldsTheTableAsItWas(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        String arn = dynamo.createBackup(create -> create.tableName("songs").backupName("ten"))
                .backupDetails()
                .backupArn();
        dynamo.deleteItem(delete -> delete.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(1960))));
        dynamo.restoreTableFromBackup(restore -> restore.backupArn(arn).targetTableName("again"));
        assertThat(count(dynamo, "songs")).isEqualTo(9);
        assertThat(count(dynamo, "again")).isEqualTo(10);
        assertThat(dynamo.query(query -> query.tableName("again")
                                .indexName("by-genre")
                                .keyConditionExpression("genre = :g")
                                .expressionAttributeValues(Map.of(":g", s("soul"))))
                        .count())
                .isEqualTo(5);
        var restored =
                dynamo.describeTable(describe -> describe.tableName("again")).table();
        assertThat(restored.restoreSummary().sourceBackupArn()).isEqualTo(arn);
        assertThat(restored.restoreSummary().restoreInProgress()).isFalse();
        assertThat(restored.itemCount()).isEqualTo(10);
        var described =
                dynamo.describeBackup(describe -> describe.backupArn(arn)).backupDescription();
        assertThat(described.backupDetails().backupStatusAsString()).isEqualTo("AVAILABLE");
        assertThat(described.sourceTableDetails().itemCount()).isEqualTo(10);
        assertThat(described.sourceTableFeatureDetails().globalSecondaryIndexes())
                .hasSize(1);
        assertThatThrownBy(() -> dynamo.restoreTableFromBackup(
                        restore -> restore.backupArn(arn).targetTableName("again")))
                .isInstanceOf(TableAlreadyExistsException.class);
    }

    @Test
    void aRestoredTableMayDifferFromItsSource(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        String arn = dynamo.createBackup(create -> create.tableName("songs").backupName("ten"))
                .backupDetails()
                .backupArn();
        dynamo.restoreTableFromBackup(restore -> restore.backupArn(arn)
                .targetTableName("other")
                .globalSecondaryIndexOverride(List.of())
                .billingModeOverride("PROVISIONED")
                .provisionedThroughputOverride(ProvisionedThroughput.builder()
                        .readCapacityUnits(3L)
                        .writeCapacityUnits(4L)
                        .build()));
        var other =
                dynamo.describeTable(describe -> describe.tableName("other")).table();
        assertThat(other.hasGlobalSecondaryIndexes()).isFalse();
        assertThat(other.localSecondaryIndexes()).hasSize(1);
        assertThat(other.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
    }

    @Test
    void backupsAreListedInPagesAndDeleted(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        for (String name : List.of("one", "two", "three")) {
            dynamo.createBackup(create -> create.tableName("songs").backupName(name));
        }
        var first = dynamo.listBackups(list -> list.tableName("songs").limit(2));
        assertThat(first.backupSummaries()).hasSize(2);
        var rest = dynamo.listBackups(
                list -> list.tableName("songs").exclusiveStartBackupArn(first.lastEvaluatedBackupArn()));
        assertThat(rest.backupSummaries()).hasSize(1);
        assertThat(rest.lastEvaluatedBackupArn()).isNull();
        String arn = rest.backupSummaries().getFirst().backupArn();
        assertThat(dynamo.deleteBackup(delete -> delete.backupArn(arn))
                        .backupDescription()
                        .backupDetails()
                        .backupStatusAsString())
                .isEqualTo("DELETED");
        assertThatThrownBy(() -> dynamo.describeBackup(describe -> describe.backupArn(arn)))
                .isInstanceOf(BackupNotFoundException.class)
                .hasMessageContaining("Backup not found: " + arn);
    }

    @Test
    void aTableIsRestoredAsItWasAtAnySecond(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = tenSongs(world);
        assertThatThrownBy(() -> dynamo.restoreTableToPointInTime(restore ->
                        restore.sourceTableName("songs").targetTableName("past").useLatestRestorableTime(true)))
                .isInstanceOf(PointInTimeRecoveryUnavailableException.class);
        recover(dynamo, true);
        world.clock().advance(Duration.ofHours(1));
        Instant before = world.clock().now();
        world.clock().advance(Duration.ofSeconds(1));
        dynamo.deleteItem(delete -> delete.tableName("songs").key(Map.of("artist", s("Nina"), "yr", n(1960))));
        dynamo.putItem(put -> put.tableName("songs").item(song("Nina", 1961, "blues", "changed")));
        dynamo.putItem(put -> put.tableName("songs").item(song("Nina", 1999, "blues", "new")));
        Instant between = world.clock().now();
        world.clock().advance(Duration.ofSeconds(1));
        dynamo.putItem(put -> put.tableName("songs").item(song("Nina", 1961, "blues", "changed again")));
        dynamo.restoreTableToPointInTime(restore ->
                restore.sourceTableName("songs").targetTableName("past").restoreDateTime(before));
        dynamo.restoreTableToPointInTime(restore ->
                restore.sourceTableName("songs").targetTableName("later").restoreDateTime(between));
        assertThat(count(dynamo, "past")).isEqualTo(10);
        assertThat(title(dynamo, "past")).isEqualTo("t8");
        assertThat(count(dynamo, "later")).isEqualTo(10);
        assertThat(title(dynamo, "later")).isEqualTo("changed");
        assertThatThrownBy(() -> dynamo.restoreTableToPointInTime(restore -> restore.sourceTableName("songs")
                        .targetTableName("never")
                        .restoreDateTime(before.minus(Duration.ofDays(1)))))
                .isInstanceOf(InvalidRestoreTimeException.class);
        world.clock().advance(Duration.ofDays(36));
        assertThatThrownBy(() -> dynamo.restoreTableToPointInTime(restore -> restore.sourceTableName("songs")
                        .targetTableName("never")
                        .restoreDateTime(before)))
                .as("35 days are kept")
                .isInstanceOf(InvalidRestoreTimeException.class);
    }

    private static String title(DynamoDbClient dynamo, String table) {
        Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(Map.of("artist", s("Nina"), "yr", n(1961))))
                .item();
        return Songs.in(item, "title").s();
    }

    @Test
    void aDeletedTableIsKeptForThirtyFiveDaysWhereItCouldBeRestored(TestWorld world) {
        world.clock().freeze();
        DynamoDbClient dynamo = tenSongs(world);
        recover(dynamo, true);
        dynamo.deleteTable(delete -> delete.tableName("songs"));
        BackupSummary kept = dynamo.listBackups(list -> list.backupType("SYSTEM"))
                .backupSummaries()
                .getFirst();
        assertThat(kept.backupName()).isEqualTo("songs$DeletedTableBackup");
        assertThatThrownBy(() -> dynamo.deleteBackup(delete -> delete.backupArn(kept.backupArn())))
                .hasMessageContaining("User is not allowed to delete the system backup");
        dynamo.restoreTableFromBackup(
                restore -> restore.backupArn(kept.backupArn()).targetTableName("songs"));
        assertThat(count(dynamo, "songs")).isEqualTo(10);
        world.clock().advance(Duration.ofDays(36));
        assertThat(dynamo.listBackups(list -> list.backupType("ALL")).backupSummaries())
                .isEmpty();
    }

    @Test
    void recoveryIsDescribedWithItsPeriod(TestWorld world) {
        DynamoDbClient dynamo = tenSongs(world);
        dynamo.updateContinuousBackups(update -> update.tableName("songs")
                .pointInTimeRecoverySpecification(
                        recovery -> recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(7)));
        var recovery = dynamo.describeContinuousBackups(describe -> describe.tableName("songs"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        assertThat(recovery.recoveryPeriodInDays()).isEqualTo(7);
        assertThat(recovery.earliestRestorableDateTime()).isNotNull();
        recover(dynamo, false);
        assertThat(dynamo.describeContinuousBackups(describe -> describe.tableName("songs"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatusAsString())
                .isEqualTo("DISABLED");
    }
}

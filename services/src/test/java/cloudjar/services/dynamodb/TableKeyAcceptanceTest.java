package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kms.KmsClient;

/** AWS's SDK for Java against DynamoDB in process: tables that are encrypted by keys of their owners. [DDB-20] */
class TableKeyAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TABLE = "sealed";
    private static final Duration LOOK = Duration.ofMinutes(6);

    private static CreateTableRequest.Builder table(String key) {
        return CreateTableRequest.builder()
                .tableName(TABLE)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH))
                .sseSpecification(
                        encryption -> encryption.enabled(true).sseType("KMS").kmsMasterKeyId(key));
    }

    private static DynamoDbClient withItem(TestWorld world, String key) {
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        dynamo.createTable(table(key).build());
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("a"))));
        return dynamo;
    }

    private static String newKey(KmsClient kms) {
        return kms.createKey().keyMetadata().keyId();
    }

    private static TableDescription described(DynamoDbClient dynamo) {
        return dynamo.describeTable(describe -> describe.tableName(TABLE)).table();
    }

    private static boolean has(DynamoDbClient dynamo) {
        return dynamo.getItem(get -> get.tableName(TABLE).key(Map.of("id", s("a"))))
                .hasItem();
    }

    @Test
    void aTableUsesItsKeyByAGrantForAsLongAsItIsThere(TestWorld world) {
        KmsClient kms = world.client(KmsClient.builder());
        String key = newKey(kms);
        kms.createAlias(alias -> alias.aliasName("alias/tables").targetKeyId(key));
        DynamoDbClient dynamo = withItem(world, "alias/tables");
        assertThat(described(dynamo).sseDescription().kmsMasterKeyArn()).endsWith(":key/" + key);
        assertThat(kms.listGrants(list -> list.keyId(key)).grants())
                .singleElement()
                .satisfies(grant -> {
                    assertThat(grant.granteePrincipal()).isEqualTo("dynamodb.us-east-1.amazonaws.com");
                    assertThat(grant.constraints().encryptionContextSubset())
                            .containsEntry("aws:dynamodb:tableName", TABLE);
                });
        String other = newKey(kms);
        dynamo.updateTable(update -> update.tableName(TABLE)
                .sseSpecification(encryption -> encryption.enabled(true).kmsMasterKeyId(other)));
        assertThat(kms.listGrants(list -> list.keyId(key)).grants()).isEmpty();
        assertThat(kms.listGrants(list -> list.keyId(other)).grants()).hasSize(1);
        dynamo.deleteTable(delete -> delete.tableName(TABLE));
        assertThat(kms.listGrants(list -> list.keyId(other)).grants()).isEmpty();
    }

    @Test
    void noTableIsMadeWithAKeyThatCannotBeUsed(TestWorld world) {
        KmsClient kms = world.client(KmsClient.builder());
        DynamoDbClient dynamo = world.client(DynamoDbClient.builder());
        String none = "00000000-0000-0000-0000-000000000001";
        assertThatThrownBy(() -> dynamo.createTable(table(none).build()))
                .isInstanceOfSatisfying(DynamoDbException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("ValidationException"))
                .hasMessageContaining("KMS validation error: com.amazonaws.services.kms.model.NotFoundException: Key '")
                .hasMessageContaining(none + "' does not exist (Service: AWSKMS; Status Code: 400;");
        String key = newKey(kms);
        kms.disableKey(disable -> disable.keyId(key));
        assertThatThrownBy(() -> dynamo.createTable(table(key).build()))
                .hasMessageContaining("kms.model.DisabledException")
                .hasMessageContaining(key + " is disabled.");
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key));
        assertThatThrownBy(() -> dynamo.createTable(table(key).build()))
                .hasMessageContaining(key + " is pending deletion.");
        String pair = kms.createKey(create -> create.keySpec("RSA_2048").keyUsage("ENCRYPT_DECRYPT"))
                .keyMetadata()
                .keyId();
        assertThatThrownBy(() -> dynamo.createTable(table(pair).build()))
                .hasMessageContaining("InvalidKeyUsageException");
        assertThat(dynamo.listTables().tableNames()).isEmpty();
    }

    @Test
    void aTableIsInaccessibleWhileItsKeyIsDisabled(TestWorld world) {
        KmsClient kms = world.client(KmsClient.builder());
        String key = newKey(kms);
        DynamoDbClient dynamo = withItem(world, key);
        kms.disableKey(disable -> disable.keyId(key));
        assertThat(has(dynamo)).as("the key is kept for five minutes").isTrue();
        world.clock().advance(LOOK);
        assertThatThrownBy(() -> has(dynamo)).isInstanceOfSatisfying(DynamoDbException.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo("AccessDeniedException"));
        assertThatThrownBy(() -> dynamo.scan(scan -> scan.tableName(TABLE)))
                .hasMessageContaining("KMS key access denied error");
        TableDescription inaccessible = described(dynamo);
        assertThat(inaccessible.tableStatus()).isEqualTo(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS);
        assertThat(inaccessible.sseDescription().inaccessibleEncryptionDateTime())
                .isNotNull();
        kms.enableKey(enable -> enable.keyId(key));
        world.clock().advance(LOOK);
        assertThat(has(dynamo)).isTrue();
        assertThat(described(dynamo).tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(described(dynamo).sseDescription().inaccessibleEncryptionDateTime())
                .isNull();
    }

    @Test
    void aTableIsArchivedWhenItsKeyWasInaccessibleForSevenDays(TestWorld world) {
        KmsClient kms = world.client(KmsClient.builder());
        String key = newKey(kms);
        DynamoDbClient dynamo = withItem(world, key);
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key).pendingWindowInDays(30));
        world.clock().advance(Duration.ofDays(6));
        assertThat(described(dynamo).tableStatus()).isEqualTo(TableStatus.INACCESSIBLE_ENCRYPTION_CREDENTIALS);
        world.clock().advance(Duration.ofDays(2));
        TableDescription archived = described(dynamo);
        assertThat(archived.tableStatus()).isEqualTo(TableStatus.ARCHIVED);
        assertThat(archived.itemCount()).isZero();
        assertThat(archived.archivalSummary().archivalReason()).isEqualTo("INACCESSIBLE_ENCRYPTION_CREDENTIALS");
        String backup = Objects.requireNonNull(archived.archivalSummary().archivalBackupArn());
        dynamo.deleteTable(delete -> delete.tableName(TABLE));
        assertThatThrownBy(() -> dynamo.restoreTableFromBackup(restore -> restore.backupArn(backup)
                        .targetTableName(TABLE)
                        .sseSpecificationOverride(encryption -> encryption.enabled(false))))
                .hasMessageContaining("KMS key access denied error");
        kms.cancelKeyDeletion(cancel -> cancel.keyId(key));
        kms.enableKey(enable -> enable.keyId(key));
        dynamo.restoreTableFromBackup(restore -> restore.backupArn(backup)
                .targetTableName(TABLE)
                .sseSpecificationOverride(encryption -> encryption.enabled(false)));
        assertThat(has(dynamo)).isTrue();
    }
}

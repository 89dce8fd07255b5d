package cloudjar.services.dynamodb;

import static cloudjar.services.dynamodb.Songs.n;
import static cloudjar.services.dynamodb.Songs.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS's SDK for Java against DynamoDB in process: what a key of KMS seals, and what KMS is asked for. [DDB-20] */
class SealedTableAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TABLE = "sealed";
    private static final String SECRET = "nobody reads this";

    private static final Map<String, AttributeValue> ITEM =
            Map.of("id", s("a"), "kind", s("k"), "text", s(SECRET), "end", n(4_000_000_000L));

    private static DynamoDbClient in(TestWorld world, Region region) {
        return world.client(DynamoDbClient.builder(), TestWorld.ACCOUNT, region);
    }

    private static String key(TestWorld world, Region region) {
        return world.client(KmsClient.builder(), TestWorld.ACCOUNT, region)
                .createKey()
                .keyMetadata()
                .arn();
    }

    /** A table with an index, a stream, recovery and one item. */
    private static DynamoDbClient table(TestWorld world, String key) {
        DynamoDbClient dynamo = in(world, TestWorld.REGION);
        dynamo.createTable(create -> create.tableName(TABLE)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                        Songs.attribute("id", ScalarAttributeType.S), Songs.attribute("kind", ScalarAttributeType.S))
                .keySchema(Songs.key("id", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-kind")
                        .keySchema(Songs.key("kind", KeyType.HASH))
                        .projection(Songs.projection(ProjectionType.ALL))
                        .build())
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType("NEW_AND_OLD_IMAGES"))
                .sseSpecification(
                        encryption -> encryption.enabled(!key.isEmpty()).kmsMasterKeyId(key.isEmpty() ? null : key)));
        dynamo.updateContinuousBackups(update -> update.tableName(TABLE)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        dynamo.putItem(put -> put.tableName(TABLE).item(ITEM));
        return dynamo;
    }

    /** Everything that lies in the store of items. */
    private static List<Bytes> kept(TestWorld world, Region region) {
        Scope scope = new Scope(TestWorld.ACCOUNT, region.id());
        return world.world().store().read(snapshot -> {
            List<Bytes> found = new ArrayList<>();
            DynamoDbTables.ITEMS.in(scope).values(snapshot, Range.all()).forEach(item -> found.add(item.bytes()));
            DynamoDbTables.BACKUP_ITEMS
                    .in(scope)
                    .values(snapshot, Range.all())
                    .forEach(item -> found.add(item.bytes()));
            DynamoDbTables.TABLES.in(scope).rows(snapshot).forEach(row -> {
                DynamoDbTables.HISTORY
                        .in(scope)
                        .from(snapshot, row.value().id(), 0, 100)
                        .forEach(past -> add(past.value().value().old(), found));
            });
            DynamoDbTables.STREAMS.in(scope).rows(snapshot).forEach(row -> row.value()
                    .shards()
                    .forEach(shard -> DynamoDbTables.RECORDS
                            .in(scope)
                            .from(snapshot, row.value().key(shard), 0, 100)
                            .forEach(record -> {
                                found.add(record.value().value().keys());
                                add(record.value().value().old(), found);
                                add(record.value().value().now(), found);
                            })));
            return found;
        });
    }

    private static void add(@org.jspecify.annotations.Nullable Bytes bytes, List<Bytes> to) {
        if (bytes != null) {
            to.add(bytes);
        }
    }

    private static boolean isReadable(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1).contains(SECRET);
    }

    private static Map<String, AttributeValue> item(DynamoDbClient dynamo, String table) {
        return dynamo.getItem(get -> get.tableName(table).key(Map.of("id", s("a"))))
                .item();
    }

    private static long events(TestWorld world, String name) {
        return world
                .client(CloudTrailClient.builder())
                .lookupEvents(lookup -> lookup.lookupAttributes(LookupAttribute.builder()
                        .attributeKey(LookupAttributeKey.EVENT_NAME)
                        .attributeValue(name)
                        .build()))
                .events()
                .stream()
                .filter(event -> event.cloudTrailEvent().contains("\"aws:dynamodb:tableName\":\"" + TABLE + "\""))
                .count();
    }

    @Test
    void nothingOfAnItemLiesInTheStoreInTheClear(TestWorld world) {
        DynamoDbClient dynamo = table(world, key(world, TestWorld.REGION));
        dynamo.updateItem(update -> update.tableName(TABLE)
                .key(Map.of("id", s("a")))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(Map.of(":v", n(1))));
        dynamo.createBackup(backup -> backup.tableName(TABLE).backupName("kept"));
        assertThat(kept(world, TestWorld.REGION))
                .hasSize(8)
                .allMatch(Seals::isSealed)
                .noneMatch(SealedTableAcceptanceTest::isReadable);
    }

    @Test
    void whoMayUseTheKeyReadsAsOfAnyTable(TestWorld world) {
        DynamoDbClient dynamo = table(world, key(world, TestWorld.REGION));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(item(dynamo, TABLE)).isEqualTo(ITEM);
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(dynamo.query(query -> query.tableName(TABLE)
                                .indexName("by-kind")
                                .keyConditionExpression("kind = :k")
                                .expressionAttributeValues(Map.of(":k", s("k"))))
                        .items())
                .containsExactly(ITEM);
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(dynamo.scan(scan -> scan.tableName(TABLE)).items()).containsExactly(ITEM);
        assertThat(dynamo.batchGetItem(get -> get.requestItems(Map.of(
                                TABLE,
                                KeysAndAttributes.builder()
                                        .keys(List.of(Map.of("id", s("a"))))
                                        .build())))
                        .responses())
                .containsEntry(TABLE, List.of(ITEM));
        world.clock().advance(Duration.ofMinutes(6));
        dynamo.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(TABLE)
                        .item(Map.of("id", s("b")))
                        .conditionExpression("attribute_not_exists(id)")
                        .build())
                .build()));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(dynamo.batchExecuteStatement(batch -> batch.statements(BatchStatementRequest.builder()
                                .statement("SELECT * FROM sealed WHERE id = 'a'")
                                .build()))
                        .responses()
                        .getFirst()
                        .item())
                .isEqualTo(ITEM);
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(StreamReader.of(world, dynamo, TABLE).records())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.dynamodb().newImage()).containsKey("id"));
    }

    @Test
    void kmsIsAskedOnceInFiveMinutes(TestWorld world) {
        DynamoDbClient dynamo = table(world, key(world, TestWorld.REGION));
        assertThat(events(world, "GenerateDataKey")).isEqualTo(1);
        item(dynamo, TABLE);
        assertThat(events(world, "Decrypt")).isZero();
        world.clock().advance(Duration.ofMinutes(6));
        item(dynamo, TABLE);
        item(dynamo, TABLE);
        assertThat(events(world, "Decrypt")).isEqualTo(1);
    }

    @Test
    void aTableGetsAKeyAnotherAndNone(TestWorld world) {
        DynamoDbClient dynamo = table(world, "");
        assertThat(kept(world, TestWorld.REGION)).anyMatch(SealedTableAcceptanceTest::isReadable);
        String first = key(world, TestWorld.REGION);
        sealedBy(dynamo, first);
        Scope scope = new Scope(TestWorld.ACCOUNT, TestWorld.REGION.id());
        List<Bytes> sealed = new ArrayList<>();
        world.world().store().read(snapshot -> {
            sealed.clear();
            DynamoDbTables.ITEMS.in(scope).values(snapshot, Range.all()).forEach(item -> sealed.add(item.bytes()));
            return sealed;
        });
        assertThat(sealed).hasSize(1).allMatch(Seals::isSealed);
        sealedBy(dynamo, key(world, TestWorld.REGION));
        assertThat(events(world, "ReEncrypt")).isEqualTo(1);
        world.client(KmsClient.builder()).disableKey(disable -> disable.keyId(first));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(item(dynamo, TABLE)).isEqualTo(ITEM);
        dynamo.updateTable(update -> update.tableName(TABLE).sseSpecification(encryption -> encryption.enabled(false)));
        assertThat(kept(world, TestWorld.REGION)).hasSize(3).noneMatch(Seals::isSealed);
    }

    private static void sealedBy(DynamoDbClient dynamo, String key) {
        dynamo.updateTable(update -> update.tableName(TABLE)
                .sseSpecification(encryption -> encryption.enabled(true).kmsMasterKeyId(key)));
    }

    @Test
    void whatIsMadeOfATableIsSealedByItsOwnKey(TestWorld world) {
        String key = key(world, TestWorld.REGION);
        DynamoDbClient dynamo = table(world, key);
        String backup = dynamo.createBackup(create -> create.tableName(TABLE).backupName("kept"))
                .backupDetails()
                .backupArn();
        dynamo.restoreTableFromBackup(restore -> restore.backupArn(backup).targetTableName("restored"));
        String other = key(world, TestWorld.REGION);
        dynamo.restoreTableToPointInTime(restore -> restore.sourceTableName(TABLE)
                .targetTableName("other")
                .useLatestRestorableTime(true)
                .sseSpecificationOverride(encryption -> encryption.enabled(true).kmsMasterKeyId(other)));
        String away = key(world, Region.EU_WEST_1);
        dynamo.updateTable(update -> update.tableName(TABLE)
                .replicaUpdates(ReplicationGroupUpdate.builder()
                        .create(create ->
                                create.regionName(Region.EU_WEST_1.id()).kmsMasterKeyId(away))
                        .build()));
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("b"), "text", s(SECRET))));
        assertThat(kept(world, TestWorld.REGION)).allMatch(Seals::isSealed);
        assertThat(kept(world, Region.EU_WEST_1)).allMatch(Seals::isSealed);
        DynamoDbClient ireland = in(world, Region.EU_WEST_1);
        assertThat(ireland.scan(scan -> scan.tableName(TABLE)).count()).isEqualTo(2);
        assertThat(item(dynamo, "restored")).isEqualTo(ITEM);
        assertThat(item(dynamo, "other")).isEqualTo(ITEM);
        KmsClient kms = world.client(KmsClient.builder());
        kms.disableKey(disable -> disable.keyId(other));
        world.client(KmsClient.builder(), TestWorld.ACCOUNT, Region.EU_WEST_1)
                .disableKey(disable -> disable.keyId(away));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(status(dynamo, "restored")).isEqualTo("ACTIVE");
        assertThat(status(dynamo, "other")).isEqualTo("INACCESSIBLE_ENCRYPTION_CREDENTIALS");
        assertThat(status(ireland, TABLE)).isEqualTo("INACCESSIBLE_ENCRYPTION_CREDENTIALS");
        assertThat(kms.listGrants(list -> list.keyId(key)).grants()).hasSize(2);
        dynamo.deleteTable(delete -> delete.tableName("restored"));
        assertThat(kms.listGrants(list -> list.keyId(key)).grants()).hasSize(1);
    }

    private static String status(DynamoDbClient dynamo, String table) {
        return dynamo.describeTable(describe -> describe.tableName(table))
                .table()
                .tableStatusAsString();
    }

    @Test
    void sealedItemsAreExportedAndImported(TestWorld world) {
        DynamoDbClient dynamo = table(world, key(world, TestWorld.REGION));
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket("files"));
        String arn = dynamo.describeTable(describe -> describe.tableName(TABLE))
                .table()
                .tableArn();
        String manifest = dynamo.exportTableToPointInTime(
                        export -> export.tableArn(arn).s3Bucket("files"))
                .exportDescription()
                .exportArn();
        world.clock().advance(Duration.ofMinutes(6));
        String folder = Objects.requireNonNull(dynamo.describeExport(describe -> describe.exportArn(manifest))
                        .exportDescription()
                        .exportManifest())
                .replace("manifest-summary.json", "data/");
        String key = key(world, TestWorld.REGION);
        dynamo.importTable(load -> load.inputFormat("DYNAMODB_JSON")
                .inputCompressionType("GZIP")
                .s3BucketSource(source -> source.s3Bucket("files").s3KeyPrefix(folder))
                .tableCreationParameters(create -> create.tableName("imported")
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(Songs.attribute("id", ScalarAttributeType.S))
                        .keySchema(Songs.key("id", KeyType.HASH))
                        .sseSpecification(encryption -> encryption.enabled(true).kmsMasterKeyId(key))));
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(item(dynamo, "imported")).isEqualTo(ITEM);
        assertThat(kept(world, TestWorld.REGION)).hasSize(4).allMatch(Seals::isSealed);
        world.client(KmsClient.builder()).disableKey(disable -> disable.keyId(key));
        world.clock().advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> item(dynamo, "imported")).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void itemsEndWhenTheirKeyCanBeUsedAgain(TestWorld world) {
        String key = key(world, TestWorld.REGION);
        DynamoDbClient dynamo = table(world, key);
        dynamo.updateTimeToLive(update -> update.tableName(TABLE)
                .timeToLiveSpecification(life -> life.enabled(true).attributeName("end")));
        Instant end = world.clock().now().plus(Duration.ofMinutes(20));
        dynamo.putItem(put -> put.tableName(TABLE).item(Map.of("id", s("b"), "end", n(end.getEpochSecond()))));
        KmsClient kms = world.client(KmsClient.builder());
        kms.disableKey(disable -> disable.keyId(key));
        world.clock().advance(Duration.ofMinutes(30));
        assertThat(count(dynamo)).isEqualTo(2);
        kms.enableKey(enable -> enable.keyId(key));
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(count(dynamo)).isEqualTo(1);
        assertThat(dynamo.scan(scan -> scan.tableName(TABLE)).items()).containsExactly(ITEM);
    }

    private static long count(DynamoDbClient dynamo) {
        return dynamo.describeTable(describe -> describe.tableName(TABLE))
                .table()
                .itemCount();
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BillingMode;
import cloudjar.api.dynamodb.BillingModeSummary;
import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.GlobalSecondaryIndex;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.IndexStatus;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.api.dynamodb.LocalSecondaryIndex;
import cloudjar.api.dynamodb.LocalSecondaryIndexDescription;
import cloudjar.api.dynamodb.ProvisionedThroughput;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.SSEStatus;
import cloudjar.api.dynamodb.SSEType;
import cloudjar.api.dynamodb.TableClassSummary;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.TableWarmThroughputDescription;
import cloudjar.api.dynamodb.Tag;
import cloudjar.api.dynamodb.WarmThroughput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The definition in a CreateTable request: checked, then made a {@link DynamoTable}. */
record TableDefinition(CreateTableInput input, LimitProfile limits) {
    /**
     * Checks what the model does not say.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    void check() {
        TableName.check(input.tableName());
        TableStreams.check(input.streamSpecification(), true);
        Set<String> used = new LinkedHashSet<>();
        KeySchemaRules rules = new KeySchemaRules(input.attributeDefinitions());
        rules.check(input.keySchema());
        used.addAll(KeySchemaRules.names(input.keySchema()));
        boolean onDemand = checkThroughput();
        checkLocalIndexes(rules, used);
        checkGlobalIndexes(rules, used, onDemand);
        if (used.size() != input.attributeDefinitions().size()) {
            throw DynamoDbErrors.invalid("Number of attributes in KeySchema does not exactly match number of attributes"
                    + " defined in AttributeDefinitions");
        }
    }

    private boolean checkThroughput() {
        boolean onDemand = BillingMode.PAY_PER_REQUEST.equals(input.billingMode());
        if (onDemand && input.provisionedThroughput() != null) {
            throw DynamoDbErrors.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && input.provisionedThroughput() == null) {
            throw DynamoDbErrors.invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                    + " BillingMode is PROVISIONED");
        }
        return onDemand;
    }

    private void checkLocalIndexes(KeySchemaRules rules, Set<String> used) {
        List<LocalSecondaryIndex> indexes = input.localSecondaryIndexes();
        if (indexes.size() > DynamoDbLimits.LOCAL_INDEXES.in(limits)) {
            throw DynamoDbErrors.invalid("Number of LocalSecondaryIndexes exceeds per-table limit of "
                    + DynamoDbLimits.LOCAL_INDEXES.in(limits));
        }
        if (!indexes.isEmpty() && input.keySchema().size() < 2) {
            throw DynamoDbErrors.invalid(
                    "Table KeySchema does not have a range key, which is required when specifying a"
                            + " LocalSecondaryIndex");
        }
        Set<String> names = new HashSet<>();
        for (LocalSecondaryIndex index : indexes) {
            checkName(index.indexName(), names);
            rules.check(index.keySchema());
            used.addAll(KeySchemaRules.names(index.keySchema()));
            if (index.keySchema().size() < 2) {
                throw DynamoDbErrors.invalid(
                        "Index KeySchema does not have a range key for index: " + index.indexName());
            }
            if (!index.keySchema()
                    .get(0)
                    .attributeName()
                    .equals(input.keySchema().get(0).attributeName())) {
                throw DynamoDbErrors.invalid(
                        "Index KeySchema does not have the same leading hash key as table KeySchema"
                                + " for index: " + index.indexName() + ". index hash key: "
                                + index.keySchema().get(0).attributeName() + ", table hash key: "
                                + input.keySchema().get(0).attributeName());
            }
        }
    }

    private void checkGlobalIndexes(KeySchemaRules rules, Set<String> used, boolean onDemand) {
        List<GlobalSecondaryIndex> indexes = input.globalSecondaryIndexes();
        if (indexes.size() > DynamoDbLimits.GLOBAL_INDEXES.in(limits)) {
            throw DynamoDbErrors.invalid("GlobalSecondaryIndex count exceeds the per-table limit of "
                    + DynamoDbLimits.GLOBAL_INDEXES.in(limits));
        }
        Set<String> names = new HashSet<>();
        input.localSecondaryIndexes().forEach(index -> names.add(index.indexName()));
        for (GlobalSecondaryIndex index : indexes) {
            checkName(index.indexName(), names);
            rules.checkGlobal(index.keySchema());
            used.addAll(KeySchemaRules.names(index.keySchema()));
            if (!onDemand && index.provisionedThroughput() == null) {
                throw DynamoDbErrors.invalid("ProvisionedThroughput is not specified for index: " + index.indexName());
            }
            if (onDemand && index.provisionedThroughput() != null) {
                throw DynamoDbErrors.invalid("ProvisionedThroughput should not be specified for index: "
                        + index.indexName() + " when BillingMode is PAY_PER_REQUEST");
            }
        }
    }

    private static void checkName(String name, Set<String> names) {
        if (!names.add(name)) {
            throw DynamoDbErrors.invalid("Duplicate index name: " + name);
        }
    }

    /** The table that the definition makes, its status still CREATING. */
    DynamoTable table(Call call, String id) {
        String arn = call.arn("dynamodb", "table/" + input.tableName()).toString();
        KeySchema keys = KeySchema.of(input.keySchema(), input.attributeDefinitions());
        List<DynamoTable.IndexKey> indexKeys = new ArrayList<>();
        input.localSecondaryIndexes().forEach(index -> addKeys(indexKeys, index.indexName(), index.keySchema()));
        input.globalSecondaryIndexes().forEach(index -> addKeys(indexKeys, index.indexName(), index.keySchema()));
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : input.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return new DynamoTable(id, description(call, id, arn), keys, indexKeys, tags, null, null, null, null);
    }

    private void addKeys(List<DynamoTable.IndexKey> indexKeys, String index, List<KeySchemaElement> elements) {
        KeySchema.of(elements, input.attributeDefinitions())
                .attributes()
                .forEach(attribute -> indexKeys.add(new DynamoTable.IndexKey(index, attribute)));
    }

    private TableDescription description(Call call, String id, String arn) {
        boolean onDemand = BillingMode.PAY_PER_REQUEST.equals(input.billingMode());
        Instant now = call.time();
        TableDescription.Builder table = TableDescription.builder()
                .tableName(input.tableName())
                .tableArn(arn)
                .tableId(id)
                .tableStatus(TableStatus.CREATING)
                .creationDateTime(now)
                .itemCount(0L)
                .tableSizeBytes(0L)
                .attributeDefinitions(input.attributeDefinitions())
                .keySchema(input.keySchema())
                .provisionedThroughput(throughput(input.provisionedThroughput()))
                .deletionProtectionEnabled(Boolean.TRUE.equals(input.deletionProtectionEnabled()))
                .onDemandThroughput(input.onDemandThroughput())
                .sseDescription(encryption(input.sseSpecification(), call));
        if (onDemand) {
            table.billingModeSummary(BillingModeSummary.builder()
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .lastUpdateToPayPerRequestDateTime(now)
                    .build());
        }
        if (input.tableClass() != null) {
            table.tableClassSummary(
                    TableClassSummary.builder().tableClass(input.tableClass()).build());
        }
        WarmThroughput warm = input.warmThroughput();
        if (warm != null) {
            table.warmThroughput(TableWarmThroughputDescription.builder()
                    .readUnitsPerSecond(warm.readUnitsPerSecond())
                    .writeUnitsPerSecond(warm.writeUnitsPerSecond())
                    .status_(TableStatus.UPDATING)
                    .build());
        }
        if (input.hasLocalSecondaryIndexes()) {
            table.localSecondaryIndexes(input.localSecondaryIndexes().stream()
                    .map(index -> local(index, arn))
                    .toList());
        }
        if (input.hasGlobalSecondaryIndexes()) {
            table.globalSecondaryIndexes(input.globalSecondaryIndexes().stream()
                    .map(index -> global(index, arn))
                    .toList());
        }
        return table.build();
    }

    private static ProvisionedThroughputDescription throughput(@Nullable ProvisionedThroughput wanted) {
        return ProvisionedThroughputDescription.builder()
                .numberOfDecreasesToday(0L)
                .readCapacityUnits(wanted == null ? 0 : wanted.readCapacityUnits())
                .writeCapacityUnits(wanted == null ? 0 : wanted.writeCapacityUnits())
                .build();
    }

    /** How a table is encrypted that wants this; null where by a key of DynamoDB's own. */
    static @Nullable SSEDescription encryption(@Nullable SSESpecification wanted, Call call) {
        if (wanted == null || !Boolean.TRUE.equals(wanted.enabled())) {
            return null;
        }
        String key = wanted.kmsMasterKeyId();
        return SSEDescription.builder()
                .status_(SSEStatus.ENABLED)
                .sseType(SSEType.KMS)
                .kmsMasterKeyArn(
                        key == null
                                ? call.arn("kms", "alias/aws/dynamodb").toString()
                                : key.startsWith("arn:")
                                        ? key
                                        : call.arn("kms", "key/" + key).toString())
                .build();
    }

    private static LocalSecondaryIndexDescription local(LocalSecondaryIndex index, String tableArn) {
        return LocalSecondaryIndexDescription.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .indexArn(tableArn + "/index/" + index.indexName())
                .indexSizeBytes(0L)
                .itemCount(0L)
                .build();
    }

    /** What DescribeTable says of a global index. */
    static GlobalSecondaryIndexDescription global(GlobalSecondaryIndex index, String tableArn) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .indexStatus(IndexStatus.ACTIVE)
                .provisionedThroughput(throughput(index.provisionedThroughput()))
                .onDemandThroughput(index.onDemandThroughput())
                .indexArn(tableArn + "/index/" + index.indexName())
                .indexSizeBytes(0L)
                .itemCount(0L)
                .build();
    }
}

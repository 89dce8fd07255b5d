package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.BillingMode;
import cloudjar.api.dynamodb.BillingModeSummary;
import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.GlobalSecondaryIndex;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.api.dynamodb.LocalSecondaryIndex;
import cloudjar.api.dynamodb.OnDemandThroughput;
import cloudjar.api.dynamodb.ProvisionedThroughput;
import cloudjar.api.dynamodb.RestoreTableFromBackupInput;
import cloudjar.api.dynamodb.RestoreTableToPointInTimeInput;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.TableDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a restored table is to differ from the one it is restored from; null where it is not to.
 *
 * @param global its global indexes, all of them
 * @param local its local indexes, all of them
 */
record RestoreOverrides(
        @Nullable String billingMode,
        @Nullable List<GlobalSecondaryIndex> global,
        @Nullable List<LocalSecondaryIndex> local,
        @Nullable ProvisionedThroughput throughput,
        @Nullable OnDemandThroughput onDemand,
        @Nullable SSESpecification encryption) {
    static RestoreOverrides of(RestoreTableFromBackupInput in) {
        return new RestoreOverrides(
                in.billingModeOverride(),
                in.hasGlobalSecondaryIndexOverride() ? in.globalSecondaryIndexOverride() : null,
                in.hasLocalSecondaryIndexOverride() ? in.localSecondaryIndexOverride() : null,
                in.provisionedThroughputOverride(),
                in.onDemandThroughputOverride(),
                in.sseSpecificationOverride());
    }

    static RestoreOverrides of(RestoreTableToPointInTimeInput in) {
        return new RestoreOverrides(
                in.billingModeOverride(),
                in.hasGlobalSecondaryIndexOverride() ? in.globalSecondaryIndexOverride() : null,
                in.hasLocalSecondaryIndexOverride() ? in.localSecondaryIndexOverride() : null,
                in.provisionedThroughputOverride(),
                in.onDemandThroughputOverride(),
                in.sseSpecificationOverride());
    }

    /**
     * The definition of a table as the source is, with what is overridden.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where an index is none of the source's
     */
    CreateTableInput definition(DynamoTable source, String name) {
        TableDescription from = source.description();
        List<GlobalSecondaryIndex> globals = global == null ? globals(from) : known(global, from);
        List<LocalSecondaryIndex> locals = local == null ? locals(from) : local;
        BillingModeSummary billing = from.billingModeSummary();
        String mode = billingMode != null
                ? billingMode
                : billing == null || billing.billingMode() == null ? BillingMode.PROVISIONED : billing.billingMode();
        boolean onDemandMode = BillingMode.PAY_PER_REQUEST.equals(mode);
        ProvisionedThroughput units =
                throughput != null ? throughput : TableBackup.throughput(from.provisionedThroughput());
        return CreateTableInput.builder()
                .tableName(name)
                .keySchema(from.keySchema())
                .attributeDefinitions(used(from, globals, locals))
                .billingMode(mode)
                .provisionedThroughput(onDemandMode ? throughput : units)
                .onDemandThroughput(onDemand == null ? from.onDemandThroughput() : onDemand)
                .globalSecondaryIndexes(globals.isEmpty() ? null : onDemandMode ? unprovisioned(globals) : globals)
                .localSecondaryIndexes(locals.isEmpty() ? null : locals)
                .sseSpecification(encryption)
                .build();
    }

    private static List<GlobalSecondaryIndex> globals(TableDescription from) {
        return from.globalSecondaryIndexes().stream()
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection())
                        .provisionedThroughput(TableBackup.throughput(index.provisionedThroughput()))
                        .onDemandThroughput(index.onDemandThroughput())
                        .build())
                .toList();
    }

    private static List<LocalSecondaryIndex> locals(TableDescription from) {
        return from.localSecondaryIndexes().stream()
                .map(index -> LocalSecondaryIndex.builder()
                        .indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection())
                        .build())
                .toList();
    }

    private static List<GlobalSecondaryIndex> known(List<GlobalSecondaryIndex> wanted, TableDescription from) {
        for (GlobalSecondaryIndex index : wanted) {
            boolean known = from.globalSecondaryIndexes().stream()
                    .anyMatch(other -> index.indexName().equals(other.indexName()));
            if (!known) {
                throw BackupErrors.unknownIndex(index.indexName());
            }
        }
        return wanted;
    }

    private static List<GlobalSecondaryIndex> unprovisioned(List<GlobalSecondaryIndex> indexes) {
        return indexes.stream()
                .map(index -> index.toBuilder().provisionedThroughput(null).build())
                .toList();
    }

    private static List<AttributeDefinition> used(
            TableDescription from, List<GlobalSecondaryIndex> globals, List<LocalSecondaryIndex> locals) {
        Set<String> used = new HashSet<>(names(from.keySchema()));
        globals.forEach(index -> used.addAll(names(index.keySchema())));
        locals.forEach(index -> used.addAll(names(index.keySchema())));
        return from.attributeDefinitions().stream()
                .filter(definition -> used.contains(definition.attributeName()))
                .toList();
    }

    private static List<String> names(List<KeySchemaElement> keys) {
        return keys.stream().map(KeySchemaElement::attributeName).toList();
    }
}

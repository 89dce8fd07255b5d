package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.BillingMode;
import cloudjar.api.dynamodb.BillingModeSummary;
import cloudjar.api.dynamodb.CreateReplicationGroupMemberAction;
import cloudjar.api.dynamodb.MultiRegionConsistency;
import cloudjar.api.dynamodb.ProvisionedThroughput;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.ReplicationGroupUpdate;
import cloudjar.api.dynamodb.SSEDescription;
import cloudjar.api.dynamodb.SSESpecification;
import cloudjar.api.dynamodb.TableClassSummary;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TableWarmThroughputDescription;
import cloudjar.api.dynamodb.UpdateTableInput;
import cloudjar.kernel.call.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The changes in an UpdateTable request, besides those of indexes. */
record TableUpdate(UpdateTableInput input) {
    /**
     * Checks what can be checked without the table.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    void check() {
        TableStreams.check(input.streamSpecification(), false);
        if (isStrong() && !input.hasReplicaUpdates()) {
            throw ReplicaErrors.strong("is made by adding its replicas");
        }
        if (input.hasReplicaUpdates() && !isEmptyBesides()) {
            throw ReplicaErrors.alone();
        }
        if (isEmptyBesides() && !input.hasReplicaUpdates()) {
            throw DynamoDbErrors.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (input.streamSpecification() != null && input.provisionedThroughput() != null) {
            throw DynamoDbErrors.invalid("You cannot modify stream status while updating table IOPS");
        }
        if (BillingMode.PAY_PER_REQUEST.equals(input.billingMode()) && input.provisionedThroughput() != null) {
            throw DynamoDbErrors.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST");
        }
        if (BillingMode.PROVISIONED.equals(input.billingMode()) && input.provisionedThroughput() == null) {
            throw DynamoDbErrors.invalid(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode"
                            + " is PROVISIONED");
        }
    }

    /** The regions in which there are to be replicas that there are not yet. */
    List<String> addedRegions() {
        return input.replicaUpdates().stream()
                .map(ReplicationGroupUpdate::create)
                .filter(Objects::nonNull)
                .map(CreateReplicationGroupMemberAction::regionName)
                .toList();
    }

    boolean addsReplicas() {
        return !addedRegions().isEmpty();
    }

    /** Whether the table is to become a global table with strong consistency. */
    boolean isStrong() {
        return MultiRegionConsistency.STRONG.equals(input.multiRegionConsistency());
    }

    /** Whether nothing is to change but replicas. */
    private boolean isEmptyBesides() {
        return input.billingMode() == null
                && input.streamSpecification() == null
                && input.sseSpecification() == null
                && input.provisionedThroughput() == null
                && !input.hasGlobalSecondaryIndexUpdates()
                && input.tableClass() == null
                && input.deletionProtectionEnabled() == null
                && input.onDemandThroughput() == null
                && input.warmThroughput() == null;
    }

    /** The description with the changes. */
    TableDescription of(TableDescription table, Call call) {
        TableDescription.Builder changed = table.toBuilder();
        if (input.billingMode() != null) {
            changed.billingModeSummary(billing(table, call));
        }
        if (BillingMode.PAY_PER_REQUEST.equals(input.billingMode())) {
            changed.provisionedThroughput(throughput(table, call, 0L, 0L));
        }
        ProvisionedThroughput wanted = input.provisionedThroughput();
        if (wanted != null) {
            requireChange(table, wanted);
            changed.provisionedThroughput(
                    throughput(table, call, wanted.readCapacityUnits(), wanted.writeCapacityUnits()));
        }
        if (input.sseSpecification() != null) {
            changed.sseDescription(encryption(table, input.sseSpecification(), call));
        }
        if (input.deletionProtectionEnabled() != null) {
            changed.deletionProtectionEnabled(input.deletionProtectionEnabled());
        }
        if (input.tableClass() != null) {
            changed.tableClassSummary(TableClassSummary.builder()
                    .tableClass(input.tableClass())
                    .lastUpdateDateTime(call.time())
                    .build());
        }
        if (input.onDemandThroughput() != null) {
            changed.onDemandThroughput(input.onDemandThroughput());
        }
        if (input.warmThroughput() != null) {
            changed.warmThroughput(TableWarmThroughputDescription.builder()
                    .readUnitsPerSecond(input.warmThroughput().readUnitsPerSecond())
                    .writeUnitsPerSecond(input.warmThroughput().writeUnitsPerSecond())
                    .build());
        }
        return changed.attributeDefinitions(definitions(table)).build();
    }

    private static @Nullable SSEDescription encryption(TableDescription table, SSESpecification wanted, Call call) {
        SSEDescription old = table.sseDescription();
        if (!Boolean.TRUE.equals(wanted.enabled())) {
            if (old == null) {
                throw DynamoDbErrors.invalid("Table is already encrypted by default");
            }
            return null;
        }
        SSEDescription next = TableDefinition.encryption(wanted, call);
        boolean sameKey = old != null && next != null && Objects.equals(old.kmsMasterKeyArn(), next.kmsMasterKeyArn());
        if (sameKey && wanted.kmsMasterKeyId() != null) {
            throw DynamoDbErrors.invalid("Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId"
                    + " parameter if you want to change Master Key");
        }
        return next;
    }

    /** Those of the table and those of the request, which come later in the place of the same name. */
    private List<AttributeDefinition> definitions(TableDescription table) {
        Map<String, AttributeDefinition> byName = new LinkedHashMap<>();
        table.attributeDefinitions().forEach(definition -> byName.put(definition.attributeName(), definition));
        input.attributeDefinitions().forEach(definition -> byName.put(definition.attributeName(), definition));
        return new ArrayList<>(byName.values());
    }

    private BillingModeSummary billing(TableDescription table, Call call) {
        BillingModeSummary old = table.billingModeSummary();
        if (old != null && Objects.equals(old.billingMode(), input.billingMode())) {
            return old;
        }
        BillingModeSummary.Builder changed = old == null ? BillingModeSummary.builder() : old.toBuilder();
        if (BillingMode.PAY_PER_REQUEST.equals(input.billingMode())) {
            changed.lastUpdateToPayPerRequestDateTime(call.time());
        }
        return changed.billingMode(input.billingMode()).build();
    }

    private static ProvisionedThroughputDescription throughput(
            TableDescription table, Call call, Long reads, Long writes) {
        ProvisionedThroughputDescription old = table.provisionedThroughput();
        ProvisionedThroughputDescription.Builder changed =
                old == null ? ProvisionedThroughputDescription.builder().numberOfDecreasesToday(0L) : old.toBuilder();
        long oldReads = old == null ? 0 : Objects.requireNonNullElse(old.readCapacityUnits(), 0L);
        long oldWrites = old == null ? 0 : Objects.requireNonNullElse(old.writeCapacityUnits(), 0L);
        if (reads > oldReads || writes > oldWrites) {
            changed.lastIncreaseDateTime(call.time());
        }
        // What becomes on-demand has no throughput any more, which is no decrease.
        boolean lower = reads < oldReads || writes < oldWrites;
        if (lower && old != null && reads > 0) {
            changed.numberOfDecreasesToday(Decreases.next(old, call.time())).lastDecreaseDateTime(call.time());
        }
        return changed.readCapacityUnits(reads).writeCapacityUnits(writes).build();
    }

    private static void requireChange(TableDescription table, ProvisionedThroughput wanted) {
        ProvisionedThroughputDescription old = table.provisionedThroughput();
        if (old != null
                && Objects.equals(old.readCapacityUnits(), wanted.readCapacityUnits())
                && Objects.equals(old.writeCapacityUnits(), wanted.writeCapacityUnits())) {
            throw DynamoDbErrors.validation(
                    "The provisioned throughput for the table will not change. The requested value"
                            + " equals the current value. Current ReadCapacityUnits provisioned for the table: "
                            + old.readCapacityUnits() + ". Requested ReadCapacityUnits: " + wanted.readCapacityUnits()
                            + ". Current WriteCapacityUnits provisioned for the table: " + old.writeCapacityUnits()
                            + ". Requested WriteCapacityUnits: " + wanted.writeCapacityUnits()
                            + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher"
                            + " limits.");
        }
    }
}

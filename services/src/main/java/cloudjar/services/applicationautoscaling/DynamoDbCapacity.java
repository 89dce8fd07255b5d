package cloudjar.services.applicationautoscaling;

import cloudjar.api.dynamodb.DescribeTableInput;
import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.GlobalSecondaryIndexUpdate;
import cloudjar.api.dynamodb.ProvisionedThroughput;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.UpdateGlobalSecondaryIndexAction;
import cloudjar.api.dynamodb.UpdateTableInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What tables and their global indexes have provisioned. */
final class DynamoDbCapacity {
    private final Cloud cloud;

    DynamoDbCapacity(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Its reads or writes a second; none where the table is on demand or not there for use yet. */
    OptionalInt of(TargetKey key, Call call) {
        ProvisionedThroughputDescription provisioned = provisioned(key, call);
        if (provisioned == null) {
            return OptionalInt.empty();
        }
        long units = Objects.requireNonNullElse(
                key.scaled().isReads() ? provisioned.readCapacityUnits() : provisioned.writeCapacityUnits(), 0L);
        return units == 0 ? OptionalInt.empty() : OptionalInt.of((int) units);
    }

    void set(TargetKey key, int capacity, Call call) {
        ProvisionedThroughputDescription now = Objects.requireNonNull(provisioned(key, call), "seen a moment ago");
        boolean reads = key.scaled().isReads();
        ProvisionedThroughput wanted = ProvisionedThroughput.builder()
                .readCapacityUnits(reads ? Long.valueOf(capacity) : now.readCapacityUnits())
                .writeCapacityUnits(reads ? now.writeCapacityUnits() : Long.valueOf(capacity))
                .build();
        List<String> names = key.scaled().names(key.resource());
        UpdateTableInput.Builder update = UpdateTableInput.builder().tableName(names.getFirst());
        if (names.size() == 1) {
            update.provisionedThroughput(wanted);
        } else {
            update.globalSecondaryIndexUpdates(List.of(GlobalSecondaryIndexUpdate.builder()
                    .update(UpdateGlobalSecondaryIndexAction.builder()
                            .indexName(names.getLast())
                            .provisionedThroughput(wanted)
                            .build())
                    .build()));
        }
        var unused = cloud.client(DynamoDb.API).updateTable(update.build(), call);
    }

    private @Nullable ProvisionedThroughputDescription provisioned(TargetKey key, Call call) {
        List<String> names = key.scaled().names(key.resource());
        TableDescription table;
        try {
            table = Objects.requireNonNull(cloud.client(DynamoDb.API)
                    .describeTable(
                            DescribeTableInput.builder()
                                    .tableName(names.getFirst())
                                    .build(),
                            call)
                    .table());
        } catch (ResourceNotFoundException e) {
            throw ApplicationAutoScalingErrors.noTable(key.resource());
        }
        ProvisionedThroughputDescription found = names.size() == 1
                ? table.provisionedThroughput()
                : table.globalSecondaryIndexes().stream()
                        .filter(index -> names.getLast().equals(index.indexName()))
                        .findFirst()
                        .map(GlobalSecondaryIndexDescription::provisionedThroughput)
                        .orElseThrow(() -> ApplicationAutoScalingErrors.noIndex(key.resource()));
        boolean usable =
                TableStatus.ACTIVE.equals(table.tableStatus()) || TableStatus.UPDATING.equals(table.tableStatus());
        return usable ? found : null;
    }
}

package cloudjar.services.ssm;

import cloudjar.api.ssm.CreateResourceDataSyncRequest;
import cloudjar.api.ssm.CreateResourceDataSyncResult;
import cloudjar.api.ssm.DeleteInventoryRequest;
import cloudjar.api.ssm.DeleteInventoryResult;
import cloudjar.api.ssm.DeleteResourceDataSyncRequest;
import cloudjar.api.ssm.DeleteResourceDataSyncResult;
import cloudjar.api.ssm.DescribeInventoryDeletionsRequest;
import cloudjar.api.ssm.DescribeInventoryDeletionsResult;
import cloudjar.api.ssm.GetInventoryRequest;
import cloudjar.api.ssm.GetInventoryResult;
import cloudjar.api.ssm.GetInventorySchemaRequest;
import cloudjar.api.ssm.GetInventorySchemaResult;
import cloudjar.api.ssm.InvalidDeletionIdException;
import cloudjar.api.ssm.Inventories;
import cloudjar.api.ssm.InventoryDeletionStatus;
import cloudjar.api.ssm.InventoryDeletionStatusItem;
import cloudjar.api.ssm.InventoryDeletionSummary;
import cloudjar.api.ssm.InventoryItemSchema;
import cloudjar.api.ssm.ListComplianceItemsRequest;
import cloudjar.api.ssm.ListComplianceItemsResult;
import cloudjar.api.ssm.ListComplianceSummariesRequest;
import cloudjar.api.ssm.ListComplianceSummariesResult;
import cloudjar.api.ssm.ListInventoryEntriesRequest;
import cloudjar.api.ssm.ListInventoryEntriesResult;
import cloudjar.api.ssm.ListResourceComplianceSummariesRequest;
import cloudjar.api.ssm.ListResourceComplianceSummariesResult;
import cloudjar.api.ssm.ListResourceDataSyncRequest;
import cloudjar.api.ssm.ListResourceDataSyncResult;
import cloudjar.api.ssm.PutComplianceItemsRequest;
import cloudjar.api.ssm.PutComplianceItemsResult;
import cloudjar.api.ssm.PutInventoryRequest;
import cloudjar.api.ssm.PutInventoryResult;
import cloudjar.api.ssm.UpdateResourceDataSyncRequest;
import cloudjar.api.ssm.UpdateResourceDataSyncResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.InventoryTables.Deletion;
import cloudjar.services.ssm.InventoryTables.DeletionKey;
import java.util.List;

/**
 * Inventory and compliance while no instance is managed: nobody is there of whom anything could be kept, so that only what AWS
 * collects, what was deleted and where data go can be told.
 */
final class InventoryOperations implements Inventories {
    private static final String MANAGED = "ManagedInstance";

    /** Ours: how many deletions are remembered; the oldest goes. */
    private static final int DELETIONS_MAX = 1000;

    private final DataSyncs syncs;

    InventoryOperations(Cloud cloud) {
        this.syncs = new DataSyncs(cloud);
    }

    @Override
    public PutInventoryResult putInventory(PutInventoryRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }

    @Override
    public GetInventoryResult getInventory(GetInventoryRequest in, Call call) {
        in.resultAttributes().forEach(attribute -> InventoryTypes.check(attribute.typeName()));
        return GetInventoryResult.builder().entities(List.of()).build();
    }

    @Override
    public ListInventoryEntriesResult listInventoryEntries(ListInventoryEntriesRequest in, Call call) {
        InventoryTypes.check(in.typeName());
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }

    @Override
    public GetInventorySchemaResult getInventorySchema(GetInventorySchemaRequest in, Call call) {
        List<InventoryItemSchema> all =
                Boolean.TRUE.equals(in.aggregator()) ? InventoryTypes.counted() : InventoryTypes.all();
        String type = in.typeName() == null ? "" : in.typeName();
        List<InventoryItemSchema> found = all.stream()
                .filter(schema -> type.isEmpty() || schema.typeName().equals(type))
                .toList();
        if (found.isEmpty()) {
            throw OpsErrors.typeName(type);
        }
        Page<InventoryItemSchema> page = Page.of(
                found,
                InventoryItemSchema::typeName,
                Paging.asked(in.maxResults(), in.nextToken(), "GetInventorySchema " + type + in.aggregator()));
        return GetInventorySchemaResult.builder()
                .schemas(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** Nothing is ever there to be deleted, as AWS answers for a type that no instance has. */
    @Override
    public DeleteInventoryResult deleteInventory(DeleteInventoryRequest in, Call call) {
        if (!in.typeName().startsWith("Custom:")) {
            throw OpsErrors.typeName(in.typeName());
        }
        Deletion made = new Deletion(call.world().ids().uuid(), in.typeName(), call.time(), in.clientToken());
        Deletion kept = Boolean.TRUE.equals(in.dryRun()) ? made : call.write(tx -> keep(tx, made, call));
        return DeleteInventoryResult.builder()
                .deletionId(kept.id())
                .typeName(kept.type())
                .deletionSummary(nothing())
                .build();
    }

    private static Deletion keep(Tx tx, Deletion made, Call call) {
        InventoryTables tables = InventoryTables.of(call);
        for (Deletion known : tables.deletions.values(tx, Range.all())) {
            if (made.token() != null && made.token().equals(known.token())) {
                return known;
            }
        }
        if (tables.deletions.count(tx) >= DELETIONS_MAX) {
            tables.deletions.rows(tx, Range.all().limit(1)).forEach(row -> tables.deletions.delete(tx, row.key()));
        }
        tables.deletions.put(tx, new DeletionKey(made.time(), made.id()), made);
        return made;
    }

    private static InventoryDeletionSummary nothing() {
        return InventoryDeletionSummary.builder()
                .totalCount(0)
                .remainingCount(0)
                .summaryItems(List.of())
                .build();
    }

    @Override
    public DescribeInventoryDeletionsResult describeInventoryDeletions(
            DescribeInventoryDeletionsRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "DescribeInventoryDeletions " + in.deletionId());
        Page<InventoryDeletionStatusItem> page = call.read(snapshot -> Page.of(
                        InventoryTables.of(call).deletions,
                        snapshot,
                        Range.all().reversed(),
                        asked,
                        deletion -> in.deletionId() == null || in.deletionId().equals(deletion.id()))
                .map(deletion -> shown(deletion)));
        if (in.deletionId() != null && page.items().isEmpty()) {
            throw new InvalidDeletionIdException("The deletion does not exist: " + in.deletionId());
        }
        return DescribeInventoryDeletionsResult.builder()
                .inventoryDeletions(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static InventoryDeletionStatusItem shown(Deletion deletion) {
        return InventoryDeletionStatusItem.builder()
                .deletionId(deletion.id())
                .typeName(deletion.type())
                .deletionStartTime(deletion.time())
                .lastStatus(InventoryDeletionStatus.COMPLETE)
                .lastStatusMessage("Deletion is successful")
                .deletionSummary(nothing())
                .lastStatusUpdateTime(deletion.time())
                .build();
    }

    @Override
    public PutComplianceItemsResult putComplianceItems(PutComplianceItemsRequest in, Call call) {
        checkManaged(in.resourceType());
        throw SsmErrors.resourceId();
    }

    private static void checkManaged(String type) {
        if (!type.equals(MANAGED)) {
            throw SsmErrors.resourceType(type);
        }
    }

    @Override
    public ListComplianceItemsResult listComplianceItems(ListComplianceItemsRequest in, Call call) {
        in.resourceTypes().forEach(InventoryOperations::checkManaged);
        if (in.resourceIds().size() > 1) {
            throw SsmErrors.validation("Compliance items are listed of one resource at a time.");
        }
        return ListComplianceItemsResult.builder().complianceItems(List.of()).build();
    }

    @Override
    public ListComplianceSummariesResult listComplianceSummaries(ListComplianceSummariesRequest in, Call call) {
        return ListComplianceSummariesResult.builder()
                .complianceSummaryItems(List.of())
                .build();
    }

    @Override
    public ListResourceComplianceSummariesResult listResourceComplianceSummaries(
            ListResourceComplianceSummariesRequest in, Call call) {
        return ListResourceComplianceSummariesResult.builder()
                .resourceComplianceSummaryItems(List.of())
                .build();
    }

    @Override
    public CreateResourceDataSyncResult createResourceDataSync(CreateResourceDataSyncRequest in, Call call) {
        return syncs.create(in, call);
    }

    @Override
    public UpdateResourceDataSyncResult updateResourceDataSync(UpdateResourceDataSyncRequest in, Call call) {
        return syncs.update(in, call);
    }

    @Override
    public DeleteResourceDataSyncResult deleteResourceDataSync(DeleteResourceDataSyncRequest in, Call call) {
        return syncs.delete(in, call);
    }

    @Override
    public ListResourceDataSyncResult listResourceDataSync(ListResourceDataSyncRequest in, Call call) {
        return syncs.list(in, call);
    }
}

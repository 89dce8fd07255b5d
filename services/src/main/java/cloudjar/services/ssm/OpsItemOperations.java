package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociateOpsItemRelatedItemRequest;
import cloudjar.api.ssm.AssociateOpsItemRelatedItemResponse;
import cloudjar.api.ssm.CreateOpsItemRequest;
import cloudjar.api.ssm.CreateOpsItemResponse;
import cloudjar.api.ssm.CreateOpsMetadataRequest;
import cloudjar.api.ssm.CreateOpsMetadataResult;
import cloudjar.api.ssm.DeleteOpsItemRequest;
import cloudjar.api.ssm.DeleteOpsItemResponse;
import cloudjar.api.ssm.DeleteOpsMetadataRequest;
import cloudjar.api.ssm.DeleteOpsMetadataResult;
import cloudjar.api.ssm.DescribeOpsItemsRequest;
import cloudjar.api.ssm.DescribeOpsItemsResponse;
import cloudjar.api.ssm.DisassociateOpsItemRelatedItemRequest;
import cloudjar.api.ssm.DisassociateOpsItemRelatedItemResponse;
import cloudjar.api.ssm.GetOpsItemRequest;
import cloudjar.api.ssm.GetOpsItemResponse;
import cloudjar.api.ssm.GetOpsMetadataRequest;
import cloudjar.api.ssm.GetOpsMetadataResult;
import cloudjar.api.ssm.GetOpsSummaryRequest;
import cloudjar.api.ssm.GetOpsSummaryResult;
import cloudjar.api.ssm.ListOpsItemEventsRequest;
import cloudjar.api.ssm.ListOpsItemEventsResponse;
import cloudjar.api.ssm.ListOpsItemRelatedItemsRequest;
import cloudjar.api.ssm.ListOpsItemRelatedItemsResponse;
import cloudjar.api.ssm.ListOpsMetadataRequest;
import cloudjar.api.ssm.ListOpsMetadataResult;
import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.OpsItemDataType;
import cloudjar.api.ssm.OpsItemDataValue;
import cloudjar.api.ssm.OpsItemEventSummary;
import cloudjar.api.ssm.OpsItemIdentity;
import cloudjar.api.ssm.OpsItemStatus;
import cloudjar.api.ssm.OpsItemSummary;
import cloudjar.api.ssm.OpsItems;
import cloudjar.api.ssm.UpdateOpsItemRequest;
import cloudjar.api.ssm.UpdateOpsItemResponse;
import cloudjar.api.ssm.UpdateOpsMetadataRequest;
import cloudjar.api.ssm.UpdateOpsMetadataResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.ssm.OpsTables.EventKey;
import cloudjar.services.ssm.OpsTables.OpsEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * OpsItems. What they are related to, what is said of applications, and summaries are dealt with by {@link OpsRelations}, {@link
 * ApplicationMetadata} and {@link OpsSummary}.
 */
final class OpsItemOperations implements OpsItems {
    /** The states of an issue; the others are those of change requests. */
    private static final Set<String> STATES =
            Set.of(OpsItemStatus.OPEN, OpsItemStatus.IN_PROGRESS, OpsItemStatus.RESOLVED);

    private static final String ISSUE = "/aws/issue";

    private final OpsRelations relations = new OpsRelations();
    private final ApplicationMetadata applications = new ApplicationMetadata();
    private final OpsSummary summary = new OpsSummary();
    private final OpsEvents events;

    OpsItemOperations(OpsEvents events) {
        this.events = events;
    }

    @Override
    public CreateOpsItemResponse createOpsItem(CreateOpsItemRequest in, Call call) {
        if (in.accountId() != null && !in.accountId().equals(call.account())) {
            throw OpsErrors.otherAccount();
        }
        OpsItemRules.checkSource(in.source(), call);
        OpsItemRules.checkData(in.operationalData(), call);
        OpsItemRules.checkNotifications(in.notifications());
        StoredOpsItem made = new StoredOpsItem(item(in, call), Tagging.added(Map.of(), in.tags()));
        String eventId = call.world().ids().uuid();
        boolean unused = call.write(tx -> {
            OpsItemRules.checkRelated(tx, in.relatedOpsItems(), call);
            OpsItemMaking.insert(tx, made, eventId, call);
            return true;
        });
        events.tell(made, OpsEvents.CREATED, call);
        return CreateOpsItemResponse.builder()
                .opsItemId(made.id())
                .opsItemArn(made.arn())
                .build();
    }

    private static OpsItem item(CreateOpsItemRequest in, Call call) {
        String id = OpsItemMaking.id(call);
        String by = call.principal().id();
        return OpsItem.builder()
                .opsItemId(id)
                .opsItemArn(call.arn("ssm", "opsitem/" + id).toString())
                .opsItemType(OpsItemRules.type(Objects.requireNonNullElse(in.opsItemType(), ISSUE)))
                .createdBy(by)
                .createdTime(call.time())
                .lastModifiedBy(by)
                .lastModifiedTime(call.time())
                .description(in.description())
                .notifications(in.notifications())
                .priority(in.priority())
                .relatedOpsItems(in.relatedOpsItems())
                .status_(OpsItemStatus.OPEN)
                .version("1")
                .title(in.title())
                .source(in.source())
                .operationalData(typed(in.operationalData()))
                .category(in.category())
                .severity(in.severity())
                .actualStartTime(in.actualStartTime())
                .actualEndTime(in.actualEndTime())
                .plannedStartTime(in.plannedStartTime())
                .plannedEndTime(in.plannedEndTime())
                .build();
    }

    private static Map<String, OpsItemDataValue> typed(Map<String, OpsItemDataValue> data) {
        Map<String, OpsItemDataValue> typed = new LinkedHashMap<>();
        data.forEach((key, value) -> typed.put(
                key,
                value.toBuilder()
                        .type(Objects.requireNonNullElse(value.type(), OpsItemDataType.STRING))
                        .build()));
        return typed;
    }

    @Override
    public UpdateOpsItemResponse updateOpsItem(UpdateOpsItemRequest in, Call call) {
        OpsItemRules.checkNotifications(in.notifications());
        String eventId = call.world().ids().uuid();
        StoredOpsItem updated = call.write(tx -> {
            OpsTables tables = OpsTables.of(call);
            StoredOpsItem stored =
                    tables.items.get(tx, in.opsItemId()).orElseThrow(() -> OpsErrors.noItem(in.opsItemId()));
            OpsItemRules.checkRelated(tx, in.relatedOpsItems(), call);
            StoredOpsItem changed = stored.with(changed(stored.item(), in, call));
            tables.items.put(tx, changed.id(), changed);
            OpsEvents.keep(tx, changed, OpsEvents.UPDATED, eventId, call);
            return changed;
        });
        events.tell(updated, OpsEvents.UPDATED, call);
        return UpdateOpsItemResponse.of();
    }

    private static OpsItem changed(OpsItem item, UpdateOpsItemRequest in, Call call) {
        if (in.status_() != null && ISSUE.equals(item.opsItemType()) && !STATES.contains(in.status_())) {
            throw OpsErrors.parameter("Status", "The status is not one of an issue: " + in.status_());
        }
        Map<String, OpsItemDataValue> data = new LinkedHashMap<>(item.operationalData());
        in.operationalDataToDelete().forEach(data::remove);
        data.putAll(typed(in.operationalData()));
        OpsItemRules.checkData(in.operationalData(), call);
        if (!StoredOpsItem.deduplication(data).equals(StoredOpsItem.deduplication(item.operationalData()))) {
            throw OpsErrors.parameter("OperationalData", "The string against duplicates can't be changed.");
        }
        return item.toBuilder()
                .description(Objects.requireNonNullElse(in.description(), Objects.requireNonNull(item.description())))
                .operationalData(data)
                .notifications(in.hasNotifications() ? in.notifications() : item.notifications())
                .priority(in.priority() == null ? item.priority() : in.priority())
                .relatedOpsItems(in.hasRelatedOpsItems() ? in.relatedOpsItems() : item.relatedOpsItems())
                .status_(in.status_() == null ? item.status_() : in.status_())
                .title(in.title() == null ? item.title() : in.title())
                .category(in.category() == null ? item.category() : in.category())
                .severity(in.severity() == null ? item.severity() : in.severity())
                .actualStartTime(in.actualStartTime() == null ? item.actualStartTime() : in.actualStartTime())
                .actualEndTime(in.actualEndTime() == null ? item.actualEndTime() : in.actualEndTime())
                .plannedStartTime(in.plannedStartTime() == null ? item.plannedStartTime() : in.plannedStartTime())
                .plannedEndTime(in.plannedEndTime() == null ? item.plannedEndTime() : in.plannedEndTime())
                .lastModifiedBy(call.principal().id())
                .lastModifiedTime(call.time())
                .version(Long.toString(Long.parseLong(Objects.requireNonNull(item.version())) + 1))
                .build();
    }

    @Override
    public GetOpsItemResponse getOpsItem(GetOpsItemRequest in, Call call) {
        StoredOpsItem stored = call.read(snapshot -> OpsTables.of(call)
                .items
                .get(snapshot, in.opsItemId())
                .orElseThrow(() -> OpsErrors.noItem(in.opsItemId())));
        return GetOpsItemResponse.builder().opsItem(stored.item()).build();
    }

    /** Nothing happens to an item that is not there: AWS calls the operation idempotent. */
    @Override
    public DeleteOpsItemResponse deleteOpsItem(DeleteOpsItemRequest in, Call call) {
        boolean unused = call.write(tx -> {
            OpsTables tables = OpsTables.of(call);
            if (!tables.items.delete(tx, in.opsItemId())) {
                return false;
            }
            tables.counts.add(tx, OpsItemMaking.ALL, -1);
            OpsEvents.forget(tx, in.opsItemId(), call);
            return tables.related.deleteRange(tx, Range.prefix(Key.of(in.opsItemId()))) > 0;
        });
        return DeleteOpsItemResponse.of();
    }

    /** The newest first. */
    @Override
    public DescribeOpsItemsResponse describeOpsItems(DescribeOpsItemsRequest in, Call call) {
        Predicate<StoredOpsItem> wanted = OpsItemFilters.all(in.opsItemFilters(), call);
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "DescribeOpsItems " + in.opsItemFilters());
        Page<OpsItemSummary> page = call.read(snapshot -> Page.of(
                        OpsTables.of(call).byTime, snapshot, Range.all().reversed(), asked, wanted)
                .map(found -> summarized(found.item())));
        return DescribeOpsItemsResponse.builder()
                .opsItemSummaries(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** Of its data, what may be searched. */
    private static OpsItemSummary summarized(OpsItem item) {
        Map<String, OpsItemDataValue> data = new LinkedHashMap<>();
        item.operationalData().forEach((key, value) -> {
            if (OpsItemDataType.SEARCHABLE_STRING.equals(value.type())) {
                data.put(key, value);
            }
        });
        return OpsItemSummary.builder()
                .createdBy(item.createdBy())
                .createdTime(item.createdTime())
                .lastModifiedBy(item.lastModifiedBy())
                .lastModifiedTime(item.lastModifiedTime())
                .priority(item.priority())
                .source(item.source())
                .status_(item.status_())
                .opsItemId(item.opsItemId())
                .title(item.title())
                .operationalData(data)
                .category(item.category())
                .severity(item.severity())
                .opsItemType(item.opsItemType())
                .actualStartTime(item.actualStartTime())
                .actualEndTime(item.actualEndTime())
                .plannedStartTime(item.plannedStartTime())
                .plannedEndTime(item.plannedEndTime())
                .build();
    }

    @Override
    public ListOpsItemEventsResponse listOpsItemEvents(ListOpsItemEventsRequest in, Call call) {
        List<String> ids = in.filters().stream()
                .flatMap(filter -> filter.values().stream())
                .toList();
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListOpsItemEvents " + in.filters());
        Page<OpsItemEventSummary> page = call.read(snapshot -> {
            OpsTables tables = OpsTables.of(call);
            for (String id : ids) {
                if (!tables.items.contains(snapshot, id)) {
                    throw OpsErrors.noItem(id);
                }
            }
            return Page.rows(
                            tables.events,
                            snapshot,
                            ids.size() == 1 ? Range.prefix(Key.of(ids.getFirst())) : Range.all(),
                            asked,
                            row -> ids.isEmpty() || ids.contains(row.key().item()))
                    .map(OpsItemOperations::shown);
        });
        return ListOpsItemEventsResponse.builder()
                .summaries(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static OpsItemEventSummary shown(Row<EventKey, OpsEvent> row) {
        OpsEvent event = row.value();
        return OpsItemEventSummary.builder()
                .opsItemId(row.key().item())
                .eventId(event.id())
                .source("aws.ssm")
                .detailType(event.detailType())
                .detail(event.detail())
                .createdBy(OpsItemIdentity.builder().arn(event.by()).build())
                .createdTime(event.time())
                .build();
    }

    @Override
    public AssociateOpsItemRelatedItemResponse associateOpsItemRelatedItem(
            AssociateOpsItemRelatedItemRequest in, Call call) {
        return relations.add(in, call);
    }

    @Override
    public DisassociateOpsItemRelatedItemResponse disassociateOpsItemRelatedItem(
            DisassociateOpsItemRelatedItemRequest in, Call call) {
        return relations.remove(in, call);
    }

    @Override
    public ListOpsItemRelatedItemsResponse listOpsItemRelatedItems(ListOpsItemRelatedItemsRequest in, Call call) {
        return relations.list(in, call);
    }

    @Override
    public CreateOpsMetadataResult createOpsMetadata(CreateOpsMetadataRequest in, Call call) {
        return applications.create(in, call);
    }

    @Override
    public GetOpsMetadataResult getOpsMetadata(GetOpsMetadataRequest in, Call call) {
        return applications.get(in, call);
    }

    @Override
    public UpdateOpsMetadataResult updateOpsMetadata(UpdateOpsMetadataRequest in, Call call) {
        return applications.update(in, call);
    }

    @Override
    public DeleteOpsMetadataResult deleteOpsMetadata(DeleteOpsMetadataRequest in, Call call) {
        return applications.delete(in, call);
    }

    @Override
    public ListOpsMetadataResult listOpsMetadata(ListOpsMetadataRequest in, Call call) {
        return applications.list(in, call);
    }

    @Override
    public GetOpsSummaryResult getOpsSummary(GetOpsSummaryRequest in, Call call) {
        return summary.of(in, call);
    }
}

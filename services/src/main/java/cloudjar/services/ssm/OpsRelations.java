package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociateOpsItemRelatedItemRequest;
import cloudjar.api.ssm.AssociateOpsItemRelatedItemResponse;
import cloudjar.api.ssm.DisassociateOpsItemRelatedItemRequest;
import cloudjar.api.ssm.DisassociateOpsItemRelatedItemResponse;
import cloudjar.api.ssm.ListOpsItemRelatedItemsRequest;
import cloudjar.api.ssm.ListOpsItemRelatedItemsResponse;
import cloudjar.api.ssm.OpsItemIdentity;
import cloudjar.api.ssm.OpsItemRelatedItemSummary;
import cloudjar.api.ssm.OpsItemRelatedItemsFilter;
import cloudjar.api.ssm.OpsItemRelatedItemsFilterKey;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.ssm.OpsTables.PartKey;
import cloudjar.services.ssm.OpsTables.RelatedItem;
import java.util.Set;

/** Resources that OpsItems have to do with. */
final class OpsRelations {
    private static final Set<String> RELATIONS = Set.of("IsParentOf", "RelatesTo");
    private static final Set<String> RESOURCES = Set.of("AWS::SSMIncidents::IncidentRecord", "AWS::SSM::Document");

    /** Ours: how many of them an item has. */
    private static final int RELATED_MAX = 100;

    AssociateOpsItemRelatedItemResponse add(AssociateOpsItemRelatedItemRequest in, Call call) {
        if (!RELATIONS.contains(in.associationType())) {
            throw OpsErrors.parameter(
                    "AssociationType", "The type of association is not valid: " + in.associationType());
        }
        if (!RESOURCES.contains(in.resourceType())) {
            throw OpsErrors.parameter("ResourceType", "The type of resource is not valid: " + in.resourceType());
        }
        if (Arn.parse(in.resourceUri()).isEmpty()) {
            throw OpsErrors.parameter("ResourceUri", "The resource is not named by an ARN: " + in.resourceUri());
        }
        String id = call.world().ids().uuid();
        boolean unused = call.write(tx -> {
            OpsTables tables = OpsTables.of(call);
            if (!tables.items.contains(tx, in.opsItemId())) {
                throw OpsErrors.noItem(in.opsItemId());
            }
            Range range = Range.prefix(Key.of(in.opsItemId()));
            long count = 0;
            for (RelatedItem known : tables.related.values(tx, range)) {
                count++;
                if (known.uri().equals(in.resourceUri())) {
                    throw OpsErrors.relatedBefore(in.opsItemId(), in.resourceUri());
                }
            }
            if (count >= RELATED_MAX) {
                throw OpsErrors.tooMany("RelatedItem", RELATED_MAX);
            }
            tables.related.put(
                    tx,
                    new PartKey(in.opsItemId(), id),
                    new RelatedItem(
                            in.associationType(),
                            in.resourceType(),
                            in.resourceUri(),
                            call.principal().id(),
                            call.time()));
            return true;
        });
        return AssociateOpsItemRelatedItemResponse.builder().associationId(id).build();
    }

    DisassociateOpsItemRelatedItemResponse remove(DisassociateOpsItemRelatedItemRequest in, Call call) {
        boolean unused = call.write(tx -> {
            OpsTables tables = OpsTables.of(call);
            if (!tables.items.contains(tx, in.opsItemId())) {
                throw OpsErrors.noItem(in.opsItemId());
            }
            if (!tables.related.delete(tx, new PartKey(in.opsItemId(), in.associationId()))) {
                throw OpsErrors.notRelated(in.associationId());
            }
            return true;
        });
        return DisassociateOpsItemRelatedItemResponse.of();
    }

    ListOpsItemRelatedItemsResponse list(ListOpsItemRelatedItemsRequest in, Call call) {
        PageRequest asked = Paging.asked(
                in.maxResults(), in.nextToken(), "ListOpsItemRelatedItems " + in.opsItemId() + in.filters());
        Page<OpsItemRelatedItemSummary> page = call.read(snapshot -> Page.rows(
                        OpsTables.of(call).related,
                        snapshot,
                        in.opsItemId() == null ? Range.all() : Range.prefix(Key.of(in.opsItemId())),
                        asked,
                        row -> in.filters().stream().allMatch(filter -> holds(filter, row)))
                .map(OpsRelations::shown));
        return ListOpsItemRelatedItemsResponse.builder()
                .summaries(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean holds(OpsItemRelatedItemsFilter filter, Row<PartKey, RelatedItem> row) {
        String text =
                switch (filter.key()) {
                    case OpsItemRelatedItemsFilterKey.ASSOCIATION_ID ->
                        row.key().part();
                    case OpsItemRelatedItemsFilterKey.RESOURCE_TYPE ->
                        row.value().resourceType();
                    default -> row.value().uri();
                };
        return filter.values().contains(text);
    }

    private static OpsItemRelatedItemSummary shown(Row<PartKey, RelatedItem> row) {
        RelatedItem related = row.value();
        OpsItemIdentity by = OpsItemIdentity.builder().arn(related.by()).build();
        return OpsItemRelatedItemSummary.builder()
                .opsItemId(row.key().item())
                .associationId(row.key().part())
                .resourceType(related.resourceType())
                .associationType(related.associationType())
                .resourceUri(related.uri())
                .createdBy(by)
                .createdTime(related.time())
                .lastModifiedBy(by)
                .lastModifiedTime(related.time())
                .build();
    }
}

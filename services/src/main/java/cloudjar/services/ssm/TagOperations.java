package cloudjar.services.ssm;

import cloudjar.api.ssm.AddTagsToResourceRequest;
import cloudjar.api.ssm.AddTagsToResourceResult;
import cloudjar.api.ssm.ListTagsForResourceRequest;
import cloudjar.api.ssm.ListTagsForResourceResult;
import cloudjar.api.ssm.RemoveTagsFromResourceRequest;
import cloudjar.api.ssm.RemoveTagsFromResourceResult;
import cloudjar.api.ssm.ResourceTags;
import cloudjar.kernel.call.Call;
import cloudjar.services.ssm.OpsTables.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tags of resources. */
final class TagOperations implements ResourceTags {
    private static final String PARAMETER = "Parameter";
    private static final Set<String> OTHERS = Set.of("ManagedInstance");

    @Override
    public AddTagsToResourceResult addTagsToResource(AddTagsToResourceRequest in, Call call) {
        change(in.resourceType(), in.resourceId(), tags -> Tagging.added(tags, in.tags()), call);
        return AddTagsToResourceResult.of();
    }

    @Override
    public RemoveTagsFromResourceResult removeTagsFromResource(RemoveTagsFromResourceRequest in, Call call) {
        change(
                in.resourceType(),
                in.resourceId(),
                tags -> {
                    Map<String, String> left = new LinkedHashMap<>(tags);
                    in.tagKeys().forEach(left::remove);
                    return left;
                },
                call);
        return RemoveTagsFromResourceResult.of();
    }

    private static void change(String type, String id, UnaryOperator<Map<String, String>> change, Call call) {
        TaggedRows<?> rows = rows(type, call);
        boolean unused = call.write(tx -> {
            rows.change(tx, key(type, id, call), change);
            return true;
        });
    }

    /** Where resources of a type are; of some types there are none. */
    private static TaggedRows<?> rows(String type, Call call) {
        SsmTables tables = SsmTables.in(call.account(), call.region());
        return switch (type) {
            case PARAMETER -> new TaggedRows<>(tables.parameters, StoredParameter::tags, StoredParameter::tagged);
            case "Association" ->
                new TaggedRows<>(
                        AssociationTables.in(call.scope()).associations,
                        StoredAssociation::tags,
                        StoredAssociation::tagged);
            case "Automation" ->
                new TaggedRows<>(AutomationTables.in(call.scope()).runs, AutomationRun::tags, AutomationRun::tagged);
            case "MaintenanceWindow" ->
                new TaggedRows<>(WindowTables.in(call.scope()).windows, StoredWindow::tags, StoredWindow::tagged);
            case "PatchBaseline" ->
                new TaggedRows<>(PatchTables.of(call).baselines, PatchBaseline::tags, PatchBaseline::tagged);
            case "OpsItem" -> new TaggedRows<>(OpsTables.of(call).items, StoredOpsItem::tags, StoredOpsItem::tagged);
            case "OpsMetadata" -> new TaggedRows<>(OpsTables.of(call).metadata, Metadata::tags, Metadata::tagged);
            case "Document" -> new TaggedRows<>(tables.documents, Document::tags, Document::tagged);
            default -> throw OTHERS.contains(type) ? SsmErrors.resourceId() : SsmErrors.resourceType(type);
        };
    }

    private static String key(String type, String id, Call call) {
        return type.equals(PARAMETER) ? ParameterName.of(id, call).name() : id;
    }

    @Override
    public ListTagsForResourceResult listTagsForResource(ListTagsForResourceRequest in, Call call) {
        TaggedRows<?> rows = rows(in.resourceType(), call);
        Map<String, String> tags =
                call.read(snapshot -> rows.of(snapshot, key(in.resourceType(), in.resourceId(), call)));
        return ListTagsForResourceResult.builder().tagList(Tagging.shown(tags)).build();
    }
}

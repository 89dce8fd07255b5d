package cloudjar.services.ssm;

import cloudjar.api.ssm.AddTagsToResourceRequest;
import cloudjar.api.ssm.AddTagsToResourceResult;
import cloudjar.api.ssm.ListTagsForResourceRequest;
import cloudjar.api.ssm.ListTagsForResourceResult;
import cloudjar.api.ssm.RemoveTagsFromResourceRequest;
import cloudjar.api.ssm.RemoveTagsFromResourceResult;
import cloudjar.api.ssm.ResourceTags;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tags of parameters and documents; of other kinds of resources there are none yet. */
final class TagOperations implements ResourceTags {
    private static final String PARAMETER = "Parameter";
    private static final String DOCUMENT = "Document";
    private static final Set<String> OTHERS = Set.of(
            "ManagedInstance",
            "MaintenanceWindow",
            "PatchBaseline",
            "OpsItem",
            "OpsMetadata",
            "Automation",
            "Association");

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
        boolean unused = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            if (isParameter(type)) {
                StoredParameter parameter = parameter(tx, tables, id, call);
                tables.parameters.put(tx, parameter.name(), parameter.tagged(change.apply(parameter.tags())));
            } else {
                Document document = tables.documents.get(tx, id).orElseThrow(SsmErrors::resourceId);
                tables.documents.put(tx, id, document.tagged(change.apply(document.tags())));
            }
            return true;
        });
    }

    private static boolean isParameter(String type) {
        if (OTHERS.contains(type)) {
            throw SsmErrors.resourceId();
        }
        if (!type.equals(PARAMETER) && !type.equals(DOCUMENT)) {
            throw SsmErrors.resourceType(type);
        }
        return type.equals(PARAMETER);
    }

    private static StoredParameter parameter(Snapshot snapshot, SsmTables tables, String id, Call call) {
        return tables.parameters
                .get(snapshot, ParameterName.of(id, call).name())
                .orElseThrow(SsmErrors::resourceId);
    }

    @Override
    public ListTagsForResourceResult listTagsForResource(ListTagsForResourceRequest in, Call call) {
        return call.read(snapshot -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            Map<String, String> tags = isParameter(in.resourceType())
                    ? parameter(snapshot, tables, in.resourceId(), call).tags()
                    : tables.documents
                            .get(snapshot, in.resourceId())
                            .orElseThrow(SsmErrors::resourceId)
                            .tags();
            return ListTagsForResourceResult.builder()
                    .tagList(Tagging.shown(tags))
                    .build();
        });
    }
}

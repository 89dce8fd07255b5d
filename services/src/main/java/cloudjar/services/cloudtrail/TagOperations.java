package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.AddTagsRequest;
import cloudjar.api.cloudtrail.AddTagsResponse;
import cloudjar.api.cloudtrail.ListTagsRequest;
import cloudjar.api.cloudtrail.ListTagsResponse;
import cloudjar.api.cloudtrail.RemoveTagsRequest;
import cloudjar.api.cloudtrail.RemoveTagsResponse;
import cloudjar.api.cloudtrail.ResourceTag;
import cloudjar.api.cloudtrail.ResourceTags;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of trails. */
final class TagOperations implements ResourceTags {
    @Override
    public AddTagsResponse addTags(AddTagsRequest in, Call call) {
        boolean unused =
                call.write(tx -> change(tx, call, in.resourceId(), tags -> TagText.added(tags, in.tagsList())));
        return AddTagsResponse.of();
    }

    @Override
    public RemoveTagsResponse removeTags(RemoveTagsRequest in, Call call) {
        boolean unused =
                call.write(tx -> change(tx, call, in.resourceId(), tags -> TagText.removed(tags, in.tagsList())));
        return RemoveTagsResponse.of();
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest in, Call call) {
        return call.read(snapshot -> ListTagsResponse.builder()
                .resourceTagList(in.resourceIdList().stream()
                        .map(id -> ResourceTag.builder()
                                .resourceId(id)
                                .tagsList(
                                        TagText.shown(trail(snapshot, call, id).tags()))
                                .build())
                        .toList())
                .build());
    }

    private static boolean change(Tx tx, Call call, String id, UnaryOperator<Map<String, String>> change) {
        StoredTrail trail = trail(tx, call, id);
        CloudTrailTables.TRAILS.put(tx, TrailOperations.key(trail), trail.tagged(change.apply(trail.tags())));
        return true;
    }

    private static StoredTrail trail(Snapshot snapshot, Call call, String id) {
        Arn arn = Arn.parse(id)
                .filter(parsed -> parsed.service().equals("cloudtrail"))
                .orElseThrow(() -> CloudTrailErrors.badArn(id));
        if (!arn.resource().startsWith("trail/")) {
            throw CloudTrailErrors.resourceType(id);
        }
        return TrailLookup.byArn(snapshot, id)
                .filter(trail -> trail.account().equals(call.account()))
                .orElseThrow(() -> CloudTrailErrors.noResource(id));
    }
}

package cloudjar.services.s3control;

import cloudjar.api.s3control.ListTagsForResourceRequest;
import cloudjar.api.s3control.ListTagsForResourceResult;
import cloudjar.api.s3control.TagResourceRequest;
import cloudjar.api.s3control.TagResourceResult;
import cloudjar.api.s3control.TaggedResources;
import cloudjar.api.s3control.UntagResourceRequest;
import cloudjar.api.s3control.UntagResourceResult;
import cloudjar.kernel.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations on tags of whatever has an ARN. */
final class TagOperations implements TaggedResources {
    private final Taggables taggables;

    TagOperations(Taggables taggables) {
        this.taggables = taggables;
    }

    @Override
    public ListTagsForResourceResult listTagsForResource(ListTagsForResourceRequest in, Call call) {
        return ListTagsForResourceResult.builder()
                .tags(ResourceTags.list(taggables.tags(in.resourceArn(), OwnAccount.in(call, in.accountId()))))
                .build();
    }

    @Override
    public TagResourceResult tagResource(TagResourceRequest in, Call call) {
        Map<String, String> added = ResourceTags.of(in.tags());
        taggables.change(in.resourceArn(), OwnAccount.in(call, in.accountId()), tags -> {
            Map<String, String> changed = new LinkedHashMap<>(tags);
            changed.putAll(added);
            return changed;
        });
        return TagResourceResult.of();
    }

    @Override
    public UntagResourceResult untagResource(UntagResourceRequest in, Call call) {
        taggables.change(in.resourceArn(), OwnAccount.in(call, in.accountId()), tags -> {
            Map<String, String> changed = new LinkedHashMap<>(tags);
            in.tagKeys().forEach(changed::remove);
            return changed;
        });
        return UntagResourceResult.of();
    }
}

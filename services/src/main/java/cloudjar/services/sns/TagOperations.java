package cloudjar.services.sns;

import cloudjar.api.sns.ListTagsForResourceRequest;
import cloudjar.api.sns.ListTagsForResourceResponse;
import cloudjar.api.sns.TagResourceRequest;
import cloudjar.api.sns.TagResourceResponse;
import cloudjar.api.sns.TopicTags;
import cloudjar.api.sns.UntagResourceRequest;
import cloudjar.api.sns.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can be done with the tags of topics. */
final class TagOperations implements TopicTags {
    private final LimitProfile limits;

    TagOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest in, Call call) {
        TopicAddress address = TopicAddress.of(in.resourceArn(), "ResourceArn", call);
        Map<String, String> tags = call.read(snapshot -> get(address, snapshot)).tags();
        return ListTagsForResourceResponse.builder().tags(Tags.shown(tags)).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        Map<String, String> added = Tags.checked(in.tags(), limits);
        change(in.resourceArn(), call, tags -> {
            tags.putAll(added);
            Tags.checkNumber(tags, limits);
            return tags;
        });
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        change(in.resourceArn(), call, tags -> {
            tags.keySet().removeAll(in.tagKeys());
            return tags;
        });
        return UntagResourceResponse.of();
    }

    private static Topic get(TopicAddress address, Snapshot snapshot) {
        return address.tables().topics.get(snapshot, address.name()).orElseThrow(SnsErrors::resourceNotFound);
    }

    private static void change(String arn, Call call, UnaryOperator<Map<String, String>> change) {
        TopicAddress address = TopicAddress.of(arn, "ResourceArn", call);
        call.write(tx -> {
            Topic topic = get(address, tx);
            Topic changed = topic.withTags(change.apply(new LinkedHashMap<>(topic.tags())));
            address.tables().topics.put(tx, changed.name(), changed);
            return changed;
        });
    }
}

package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.ListTagsForResourceRequest;
import cloudjar.api.applicationautoscaling.ListTagsForResourceResponse;
import cloudjar.api.applicationautoscaling.TagResourceRequest;
import cloudjar.api.applicationautoscaling.TagResourceResponse;
import cloudjar.api.applicationautoscaling.TargetTags;
import cloudjar.api.applicationautoscaling.UntagResourceRequest;
import cloudjar.api.applicationautoscaling.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tags of scalable targets. */
final class TagOperations implements TargetTags {
    private final LimitProfile limits;

    TagOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        change(in.resourceARN(), call, tags -> tags.putAll(in.tags()));
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        change(in.resourceARN(), call, tags -> in.tagKeys().forEach(tags::remove));
        return UntagResourceResponse.of();
    }

    private void change(String arn, Call call, Consumer<Map<String, String>> change) {
        boolean unused = call.write(tx -> {
            StoredTarget target = find(tx, call, arn);
            SortedMap<String, String> tags = new TreeMap<>(target.tags());
            change.accept(tags);
            check(tags, limits);
            ApplicationAutoScalingTables.of(call).targets.put(tx, target.key(), target.tagged(tags));
            return true;
        });
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest in, Call call) {
        return ListTagsForResourceResponse.builder()
                .tags(call.read(snapshot -> find(snapshot, call, in.resourceARN()))
                        .tags())
                .build();
    }

    private static StoredTarget find(Snapshot snapshot, Call call, String arn) {
        return ApplicationAutoScalingTables.of(call)
                .targetsByArn
                .get(snapshot, arn)
                .orElseThrow(() -> ApplicationAutoScalingErrors.noResource(arn));
    }

    static void check(Map<String, String> tags, LimitProfile limits) {
        long most = ApplicationAutoScalingLimits.TAGS.in(limits);
        if (tags.size() > most) {
            throw ApplicationAutoScalingErrors.tags(most);
        }
        if (tags.keySet().stream().anyMatch(key -> key.startsWith("aws:"))) {
            throw ApplicationAutoScalingErrors.validation("Tag keys that begin with aws: are reserved.");
        }
    }
}

package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.ListTagsForResourceInput;
import cloudjar.api.cloudwatch.ListTagsForResourceOutput;
import cloudjar.api.cloudwatch.MetricTags;
import cloudjar.api.cloudwatch.Tag;
import cloudjar.api.cloudwatch.TagResourceInput;
import cloudjar.api.cloudwatch.TagResourceOutput;
import cloudjar.api.cloudwatch.UntagResourceInput;
import cloudjar.api.cloudwatch.UntagResourceOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.cloudwatch.CloudWatchTables.ResourceTags;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tags of alarms, metric streams and insight rules. */
final class TagOperations implements MetricTags {
    private final LimitProfile limits;

    TagOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public TagResourceOutput tagResource(TagResourceInput in, Call call) {
        change(in.resourceARN(), call, tags -> tags.putAll(Tags.of(in.tags())));
        return TagResourceOutput.of();
    }

    @Override
    public UntagResourceOutput untagResource(UntagResourceInput in, Call call) {
        change(in.resourceARN(), call, tags -> tags.keySet().removeAll(in.tagKeys()));
        return UntagResourceOutput.of();
    }

    private void change(String arn, Call call, Consumer<Map<String, String>> change) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            ResourceTags before =
                    tables.tags.get(tx, arn).orElseThrow(() -> CloudWatchErrors.notFound("resource", arn));
            SortedMap<String, String> tags = new TreeMap<>(before.tags());
            change.accept(tags);
            Tags.check(tags, limits);
            tables.tags.put(tx, arn, new ResourceTags(tags));
            return true;
        });
    }

    /** Of what is not there there are none (recorded: test_tagging_metric_alarm). */
    @Override
    public ListTagsForResourceOutput listTagsForResource(ListTagsForResourceInput in, Call call) {
        SortedMap<String, String> tags = call.read(snapshot -> CloudWatchTables.of(call)
                .tags
                .get(snapshot, in.resourceARN())
                .map(ResourceTags::tags)
                .orElseGet(TreeMap::new));
        return ListTagsForResourceOutput.builder()
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}

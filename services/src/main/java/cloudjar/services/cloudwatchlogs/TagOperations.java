package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.ListTagsForResourceRequest;
import cloudjar.api.cloudwatchlogs.ListTagsForResourceResponse;
import cloudjar.api.cloudwatchlogs.ListTagsLogGroupRequest;
import cloudjar.api.cloudwatchlogs.ListTagsLogGroupResponse;
import cloudjar.api.cloudwatchlogs.LogTags;
import cloudjar.api.cloudwatchlogs.TagLogGroupRequest;
import cloudjar.api.cloudwatchlogs.TagLogGroupResponse;
import cloudjar.api.cloudwatchlogs.TagResourceRequest;
import cloudjar.api.cloudwatchlogs.TagResourceResponse;
import cloudjar.api.cloudwatchlogs.UntagLogGroupRequest;
import cloudjar.api.cloudwatchlogs.UntagLogGroupResponse;
import cloudjar.api.cloudwatchlogs.UntagResourceRequest;
import cloudjar.api.cloudwatchlogs.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tags: of groups, and of the other resources that have an ARN. */
final class TagOperations implements LogTags {
    private static final String GROUP = ":log-group:";

    private final LimitProfile limits;

    TagOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        change(in.resourceArn(), call, tags -> tags.putAll(in.tags()));
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        change(in.resourceArn(), call, tags -> in.tagKeys().forEach(tags::remove));
        return UntagResourceResponse.of();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest in, Call call) {
        return ListTagsForResourceResponse.builder()
                .tags(call.read(snapshot -> tags(snapshot, in.resourceArn(), call)))
                .build();
    }

    @Override
    public TagLogGroupResponse tagLogGroup(TagLogGroupRequest in, Call call) {
        changeGroup(in.logGroupName(), call, tags -> tags.putAll(in.tags()));
        return TagLogGroupResponse.of();
    }

    @Override
    public UntagLogGroupResponse untagLogGroup(UntagLogGroupRequest in, Call call) {
        changeGroup(in.logGroupName(), call, tags -> in.tags().forEach(tags::remove));
        return UntagLogGroupResponse.of();
    }

    @Override
    public ListTagsLogGroupResponse listTagsLogGroup(ListTagsLogGroupRequest in, Call call) {
        return ListTagsLogGroupResponse.builder()
                .tags(call.read(snapshot ->
                        LogsTables.of(call).group(snapshot, in.logGroupName()).tags()))
                .build();
    }

    private static Map<String, String> tags(Snapshot snapshot, String arn, Call call) {
        LogsTables tables = LogsTables.of(call);
        if (arn.contains(GROUP)) {
            return tables.group(snapshot, GroupName.own(arn, call)).tags();
        }
        return tables.tags
                .get(snapshot, arn)
                .orElseThrow(TagOperations::unknown)
                .tags();
    }

    private static RuntimeException unknown() {
        return LogsErrors.notFound("The specified resource does not exist.");
    }

    private void change(String arn, Call call, Consumer<Map<String, String>> change) {
        if (arn.contains(GROUP)) {
            changeGroup(GroupName.own(arn, call), call, change);
            return;
        }
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Map<String, String> tags = changed(
                    tables.tags.get(tx, arn).orElseThrow(TagOperations::unknown).tags(), change);
            tables.tags.put(tx, arn, new ResourceTags(tags));
            return true;
        });
    }

    private void changeGroup(String name, Call call, Consumer<Map<String, String>> change) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, name);
            tables.groups.put(tx, name, group.withTags(changed(group.tags(), change)));
            return true;
        });
    }

    private Map<String, String> changed(Map<String, String> tags, Consumer<Map<String, String>> change) {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        change.accept(changed);
        Tags.check(changed, limits);
        return changed;
    }
}

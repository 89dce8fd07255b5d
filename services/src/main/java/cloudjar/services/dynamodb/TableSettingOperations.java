package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DescribeTimeToLiveInput;
import cloudjar.api.dynamodb.DescribeTimeToLiveOutput;
import cloudjar.api.dynamodb.ListTagsOfResourceInput;
import cloudjar.api.dynamodb.ListTagsOfResourceOutput;
import cloudjar.api.dynamodb.TableSettings;
import cloudjar.api.dynamodb.Tag;
import cloudjar.api.dynamodb.TagResourceInput;
import cloudjar.api.dynamodb.TagResourceResponse;
import cloudjar.api.dynamodb.TimeToLiveDescription;
import cloudjar.api.dynamodb.TimeToLiveSpecification;
import cloudjar.api.dynamodb.TimeToLiveStatus;
import cloudjar.api.dynamodb.UntagResourceInput;
import cloudjar.api.dynamodb.UntagResourceResponse;
import cloudjar.api.dynamodb.UpdateTimeToLiveInput;
import cloudjar.api.dynamodb.UpdateTimeToLiveOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a table has besides its items: tags and time to live. */
final class TableSettingOperations implements TableSettings {
    private static final int TAG_PAGE = 10;

    private final LimitProfile limits;

    TableSettingOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public DescribeTimeToLiveOutput describeTimeToLive(DescribeTimeToLiveInput in, Call call) {
        String name = TableName.of(in.tableName());
        String attribute =
                call.read(snapshot -> TableLookup.named(snapshot, call, name)).ttlAttribute();
        return DescribeTimeToLiveOutput.builder()
                .timeToLiveDescription(TimeToLiveDescription.builder()
                        .timeToLiveStatus(attribute == null ? TimeToLiveStatus.DISABLED : TimeToLiveStatus.ENABLED)
                        .attributeName(attribute)
                        .build())
                .build();
    }

    @Override
    public UpdateTimeToLiveOutput updateTimeToLive(UpdateTimeToLiveInput in, Call call) {
        String name = TableName.of(in.tableName());
        TimeToLiveSpecification wanted = in.timeToLiveSpecification();
        return call.write(tx -> {
            DynamoTable table = TableLookup.named(tx, call, name);
            DynamoTable changed = TimeToLive.switched(table, wanted.attributeName(), wanted.enabled());
            DynamoDbTables.TABLES.in(call.scope()).put(tx, name, changed);
            TimeToLive.apply(tx, call, changed);
            return UpdateTimeToLiveOutput.builder()
                    .timeToLiveSpecification(wanted)
                    .build();
        });
    }

    @Override
    public ListTagsOfResourceOutput listTagsOfResource(ListTagsOfResourceInput in, Call call) {
        Map<String, String> tags = call.read(snapshot -> TableLookup.tagged(snapshot, call, in.resourceArn()))
                .tags();
        List<String> keys = tags.keySet().stream().sorted().toList();
        int from = in.nextToken() == null ? 0 : keys.indexOf(in.nextToken()) + 1;
        List<String> page = keys.subList(from, Math.min(keys.size(), from + TAG_PAGE));
        return ListTagsOfResourceOutput.builder()
                .tags(page.stream()
                        .map(key -> Tag.builder().key(key).value(tags.get(key)).build())
                        .toList())
                .nextToken(from + page.size() < keys.size() ? page.getLast() : null)
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceInput in, Call call) {
        return call.write(tx -> {
            DynamoTable table = TableLookup.tagged(tx, call, in.resourceArn());
            Map<String, String> tags = new HashMap<>(table.tags());
            in.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            if (tags.size() > DynamoDbLimits.TAGS.in(limits)) {
                throw DynamoDbErrors.validation("The number of tags exceeds the limit of "
                        + DynamoDbLimits.TAGS.in(limits) + " tags for the resource: " + in.resourceArn());
            }
            DynamoDbTables.TABLES.in(call.scope()).put(tx, table.name(), table.withTags(tags));
            return TagResourceResponse.of();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceInput in, Call call) {
        return call.write(tx -> {
            DynamoTable table = TableLookup.tagged(tx, call, in.resourceArn());
            Map<String, String> tags = new HashMap<>(table.tags());
            in.tagKeys().forEach(tags::remove);
            DynamoDbTables.TABLES.in(call.scope()).put(tx, table.name(), table.withTags(tags));
            return UntagResourceResponse.of();
        });
    }
}

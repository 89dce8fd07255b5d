package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DeleteResourcePolicyInput;
import cloudjar.api.dynamodb.DeleteResourcePolicyOutput;
import cloudjar.api.dynamodb.DescribeContributorInsightsInput;
import cloudjar.api.dynamodb.DescribeContributorInsightsOutput;
import cloudjar.api.dynamodb.DescribeKinesisStreamingDestinationInput;
import cloudjar.api.dynamodb.DescribeKinesisStreamingDestinationOutput;
import cloudjar.api.dynamodb.DescribeTimeToLiveInput;
import cloudjar.api.dynamodb.DescribeTimeToLiveOutput;
import cloudjar.api.dynamodb.GetResourcePolicyInput;
import cloudjar.api.dynamodb.GetResourcePolicyOutput;
import cloudjar.api.dynamodb.KinesisStreamingDestinationInput;
import cloudjar.api.dynamodb.KinesisStreamingDestinationOutput;
import cloudjar.api.dynamodb.ListContributorInsightsInput;
import cloudjar.api.dynamodb.ListContributorInsightsOutput;
import cloudjar.api.dynamodb.ListTagsOfResourceInput;
import cloudjar.api.dynamodb.ListTagsOfResourceOutput;
import cloudjar.api.dynamodb.PutResourcePolicyInput;
import cloudjar.api.dynamodb.PutResourcePolicyOutput;
import cloudjar.api.dynamodb.TableSettings;
import cloudjar.api.dynamodb.Tag;
import cloudjar.api.dynamodb.TagResourceInput;
import cloudjar.api.dynamodb.TagResourceResponse;
import cloudjar.api.dynamodb.TimeToLiveDescription;
import cloudjar.api.dynamodb.TimeToLiveSpecification;
import cloudjar.api.dynamodb.TimeToLiveStatus;
import cloudjar.api.dynamodb.UntagResourceInput;
import cloudjar.api.dynamodb.UntagResourceResponse;
import cloudjar.api.dynamodb.UpdateContributorInsightsInput;
import cloudjar.api.dynamodb.UpdateContributorInsightsOutput;
import cloudjar.api.dynamodb.UpdateKinesisStreamingDestinationInput;
import cloudjar.api.dynamodb.UpdateKinesisStreamingDestinationOutput;
import cloudjar.api.dynamodb.UpdateTimeToLiveInput;
import cloudjar.api.dynamodb.UpdateTimeToLiveOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a table has besides its items: tags, time to live, a policy, insights, streams of Kinesis. */
final class TableSettingOperations implements TableSettings {
    private static final int TAG_PAGE = 10;

    private final LimitProfile limits;
    private final KinesisDelivery delivery;
    private final Unsealing unsealing;

    TableSettingOperations(LimitProfile limits, KinesisDelivery delivery, Unsealing unsealing) {
        this.unsealing = unsealing;
        this.limits = limits;
        this.delivery = delivery;
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
        return unsealing.write(call, tx -> {
            DynamoTable table = TableLookup.named(tx, call, name);
            if (StrongConsistency.isOf(table)) {
                throw ReplicaErrors.strong("has no time to live");
            }
            DynamoTable changed = TimeToLive.switched(table, wanted.attributeName(), wanted.enabled());
            DynamoDbTables.TABLES.in(call.scope()).put(tx, name, changed);
            TimeToLive.apply(tx, call, call.scope(), changed);
            Replicas.follow(tx, call, changed);
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

    @Override
    public GetResourcePolicyOutput getResourcePolicy(GetResourcePolicyInput in, Call call) {
        return ResourcePolicies.get(in, call);
    }

    @Override
    public PutResourcePolicyOutput putResourcePolicy(PutResourcePolicyInput in, Call call) {
        return ResourcePolicies.put(in, call);
    }

    @Override
    public DeleteResourcePolicyOutput deleteResourcePolicy(DeleteResourcePolicyInput in, Call call) {
        return ResourcePolicies.delete(in, call);
    }

    @Override
    public DescribeContributorInsightsOutput describeContributorInsights(
            DescribeContributorInsightsInput in, Call call) {
        return InsightSettings.describe(in, call);
    }

    @Override
    public UpdateContributorInsightsOutput updateContributorInsights(UpdateContributorInsightsInput in, Call call) {
        return InsightSettings.update(in, call);
    }

    @Override
    public ListContributorInsightsOutput listContributorInsights(ListContributorInsightsInput in, Call call) {
        return InsightSettings.list(in, call);
    }

    @Override
    public KinesisStreamingDestinationOutput enableKinesisStreamingDestination(
            KinesisStreamingDestinationInput in, Call call) {
        return KinesisDestinations.enable(in, call, delivery);
    }

    @Override
    public KinesisStreamingDestinationOutput disableKinesisStreamingDestination(
            KinesisStreamingDestinationInput in, Call call) {
        return KinesisDestinations.disable(in, call);
    }

    @Override
    public DescribeKinesisStreamingDestinationOutput describeKinesisStreamingDestination(
            DescribeKinesisStreamingDestinationInput in, Call call) {
        return KinesisDestinations.describe(in, call);
    }

    @Override
    public UpdateKinesisStreamingDestinationOutput updateKinesisStreamingDestination(
            UpdateKinesisStreamingDestinationInput in, Call call) {
        return KinesisDestinations.update(in, call);
    }
}

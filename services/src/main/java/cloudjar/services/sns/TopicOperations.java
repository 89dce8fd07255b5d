package cloudjar.services.sns;

import cloudjar.api.sns.AddPermissionInput;
import cloudjar.api.sns.AddPermissionResponse;
import cloudjar.api.sns.CreateTopicInput;
import cloudjar.api.sns.CreateTopicResponse;
import cloudjar.api.sns.DeleteTopicInput;
import cloudjar.api.sns.DeleteTopicResponse;
import cloudjar.api.sns.GetDataProtectionPolicyInput;
import cloudjar.api.sns.GetDataProtectionPolicyResponse;
import cloudjar.api.sns.GetTopicAttributesInput;
import cloudjar.api.sns.GetTopicAttributesResponse;
import cloudjar.api.sns.ListTopicsInput;
import cloudjar.api.sns.ListTopicsResponse;
import cloudjar.api.sns.PutDataProtectionPolicyInput;
import cloudjar.api.sns.PutDataProtectionPolicyResponse;
import cloudjar.api.sns.RemovePermissionInput;
import cloudjar.api.sns.RemovePermissionResponse;
import cloudjar.api.sns.SetTopicAttributesInput;
import cloudjar.api.sns.SetTopicAttributesResponse;
import cloudjar.api.sns.Topics;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can be done with topics, but for publishing to them. */
final class TopicOperations implements Topics {
    private final LimitProfile limits;

    TopicOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicInput in, Call call) {
        String name = in.name();
        boolean fifo = "true".equals(in.attributes().get(TopicAttributes.FIFO_TOPIC));
        TopicName.check(name, fifo, SnsLimits.TOPIC_NAME_MAX.intIn(limits));
        Map<String, String> attributes = TopicAttributes.created(in.attributes(), limits);
        Map<String, String> tags = Tags.checked(in.tags(), limits);
        if (in.dataProtectionPolicy() != null) {
            DataProtection.check(in.dataProtectionPolicy(), limits);
        }
        SnsTables tables = SnsTables.of(call);
        Topic topic = call.write(tx -> {
            Topic existing = tables.topics.get(tx, name).orElse(null);
            if (existing != null) {
                checkSame(existing, in.attributes(), tags);
                return existing;
            }
            Topic created = new Topic(
                    call.account(),
                    call.region(),
                    name,
                    tables.next(tx, "topic"),
                    attributes,
                    tags,
                    in.dataProtectionPolicy(),
                    call.time().toEpochMilli());
            checkNumber(tx, tables, created);
            tables.addTopic(tx, created);
            return created;
        });
        return CreateTopicResponse.builder().topicArn(topic.arn()).build();
    }

    /** Creating a topic again finds it, unless it is asked to be another (recorded: test_create_topic_different_attrs). */
    private static void checkSame(Topic existing, Map<String, String> asked, Map<String, String> tags) {
        Map<String, String> has = new LinkedHashMap<>(TopicAttributes.shown(existing, TopicCounts.NONE));
        for (Map.Entry<String, String> wanted : asked.entrySet()) {
            String value = has.getOrDefault(wanted.getKey(), "");
            boolean standard = wanted.getKey().equals(TopicAttributes.FIFO_TOPIC)
                    && wanted.getValue().equals("false");
            if (!value.equals(wanted.getValue()) && !standard) {
                throw SnsErrors.invalid("Attributes", "Topic already exists with different attributes");
            }
        }
        boolean sameTags = tags.entrySet().stream()
                .allMatch(tag -> tag.getValue().equals(existing.tags().get(tag.getKey())));
        if (!sameTags) {
            throw SnsErrors.invalid("Tags", "Topic already exists with different tags");
        }
    }

    private void checkNumber(Tx tx, SnsTables tables, Topic wanted) {
        Limit most = wanted.isFifo() ? SnsLimits.FIFO_TOPICS_MAX : SnsLimits.TOPICS_MAX;
        if (tables.topicCount(tx, wanted) >= most.in(limits)) {
            throw SnsErrors.tooManyTopics();
        }
    }

    @Override
    public DeleteTopicResponse deleteTopic(DeleteTopicInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        SnsTables tables = address.tables();
        call.write(tx -> {
            Topic topic = tables.topics.get(tx, address.name()).orElse(null);
            if (topic != null) {
                tables.removeTopic(tx, topic);
                tables.counts.delete(tx, topic.name());
                tx.at(call.time().plus(SnsTimers.CLEARED_AFTER), SnsTimers.clear(topic));
            }
            return address;
        });
        return DeleteTopicResponse.of();
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        String token = Tokens.given(in.nextToken());
        try {
            Page<cloudjar.api.sns.Topic> page = call.read(snapshot -> tables.topics.page(
                            snapshot, Range.all(), SnsLimits.LISTED_MAX.intIn(limits), token, "ListTopics"))
                    .map(row -> cloudjar.api.sns.Topic.builder()
                            .topicArn(row.value().arn())
                            .build());
            return ListTopicsResponse.builder()
                    .topics(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw SnsErrors.invalid("NextToken");
        }
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        Map<String, String> attributes = call.read(snapshot -> {
            Topic topic = address.get(snapshot);
            Map<String, String> shown =
                    TopicAttributes.shown(topic, address.tables().countsOf(snapshot, topic.name()));
            if (topic.archiveDays() > 0) {
                Archive.beginning(snapshot, address).ifPresent(time -> shown.put("BeginningArchiveTime", time));
            }
            return shown;
        });
        return GetTopicAttributesResponse.builder().attributes(attributes).build();
    }

    @Override
    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        String value = in.attributeValue() == null ? "" : in.attributeValue();
        change(
                address,
                call,
                topic -> topic.withAttributes(TopicAttributes.changed(topic, in.attributeName(), value, limits)));
        return SetTopicAttributesResponse.of();
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        change(
                address,
                call,
                topic -> withPolicy(
                        topic, TopicPolicy.allow(topic, in.label(), in.awsAccountId(), in.actionName(), limits)));
        return AddPermissionResponse.of();
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        change(address, call, topic -> withPolicy(topic, TopicPolicy.disallow(topic.policy(), in.label())));
        return RemovePermissionResponse.of();
    }

    private static Topic withPolicy(Topic topic, String policy) {
        Map<String, String> attributes = new LinkedHashMap<>(topic.attributes());
        attributes.put(TopicAttributes.POLICY, policy);
        return topic.withAttributes(attributes);
    }

    @Override
    public GetDataProtectionPolicyResponse getDataProtectionPolicy(GetDataProtectionPolicyInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.resourceArn(), "ResourceArn", call);
        return GetDataProtectionPolicyResponse.builder()
                .dataProtectionPolicy(call.read(address::get).dataProtectionPolicy())
                .build();
    }

    @Override
    public PutDataProtectionPolicyResponse putDataProtectionPolicy(PutDataProtectionPolicyInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.resourceArn(), "ResourceArn", call);
        String policy = in.dataProtectionPolicy();
        if (!policy.isEmpty()) {
            DataProtection.check(policy, limits);
        }
        change(address, call, topic -> topic.withDataProtection(policy.isEmpty() ? null : policy));
        return PutDataProtectionPolicyResponse.of();
    }

    private static void change(TopicAddress address, Call call, UnaryOperator<Topic> change) {
        call.write(tx -> {
            Topic changed = change.apply(address.get(tx));
            address.tables().topics.put(tx, changed.name(), changed);
            return changed;
        });
    }
}

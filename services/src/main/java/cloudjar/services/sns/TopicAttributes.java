package cloudjar.services.sns;

import cloudjar.kernel.limit.LimitProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The attributes that a topic may be given, and which values they take. */
final class TopicAttributes {
    static final String POLICY = "Policy";
    static final String DISPLAY_NAME = "DisplayName";
    static final String DELIVERY_POLICY = "DeliveryPolicy";
    static final String KMS_MASTER_KEY_ID = "KmsMasterKeyId";
    static final String FIFO_TOPIC = "FifoTopic";
    static final String CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";
    static final String FIFO_THROUGHPUT_SCOPE = "FifoThroughputScope";
    static final String ARCHIVE_POLICY = "ArchivePolicy";
    static final String SIGNATURE_VERSION = "SignatureVersion";
    static final String TRACING_CONFIG = "TracingConfig";

    /** What the log of deliveries is set up with, for each kind of endpoint. */
    private static final Pattern DELIVERY_STATUS = Pattern.compile("(HTTP|Firehose|Lambda|Application|SQS)"
            + "(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)");

    private static final Set<String> EMPTY_IS_NONE = Set.of(DELIVERY_POLICY, KMS_MASTER_KEY_ID, ARCHIVE_POLICY, POLICY);

    private static final int SAMPLE_RATE_MAX = 100;

    private TopicAttributes() {}

    /** The attributes of a topic to be created, checked; a FIFO topic has {@link #CONTENT_BASED_DEDUPLICATION} in any case. */
    static Map<String, String> created(Map<String, String> asked, LimitProfile limits) {
        Map<String, String> attributes = new LinkedHashMap<>();
        boolean fifo = "true".equals(asked.get(FIFO_TOPIC));
        if (fifo) {
            attributes.put(FIFO_TOPIC, "true");
            attributes.put(CONTENT_BASED_DEDUPLICATION, "false");
        }
        asked.forEach((name, value) -> {
            if (name.equals(FIFO_TOPIC)) {
                if (!value.equals("true") && !value.equals("false")) {
                    throw AttributeRefusal.AMONG_OTHERS.of(
                            name, "Invalid value [" + value + "]. Must be true or false.");
                }
            } else {
                put(attributes, name, value, fifo, AttributeRefusal.AMONG_OTHERS, limits);
            }
        });
        return attributes;
    }

    /** The attributes with one changed. */
    static Map<String, String> changed(Topic topic, String name, String value, LimitProfile limits) {
        Map<String, String> attributes = new LinkedHashMap<>(topic.attributes());
        put(attributes, name, value, topic.isFifo(), AttributeRefusal.ALONE, limits);
        return attributes;
    }

    private static void put(
            Map<String, String> attributes,
            String name,
            String value,
            boolean fifo,
            AttributeRefusal refusal,
            LimitProfile limits) {
        if (value.isEmpty() && EMPTY_IS_NONE.contains(name)) {
            attributes.remove(name);
            return;
        }
        attributes.put(name, checked(name, value, fifo, refusal, limits));
    }

    private static String checked(
            String name, String value, boolean fifo, AttributeRefusal refusal, LimitProfile limits) {
        switch (name) {
            case POLICY -> TopicPolicy.check(value, refusal, limits);
            case DISPLAY_NAME ->
                require(value.length() <= SnsLimits.DISPLAY_NAME_MAX.intIn(limits), refusal, name, "too long");
            case DELIVERY_POLICY -> DeliveryPolicy.checkTopic(value, refusal, limits);
            case KMS_MASTER_KEY_ID -> {}
            case CONTENT_BASED_DEDUPLICATION -> {
                requireFifo(fifo, refusal, name);
                requireOneOf(value, refusal, name, "true", "false");
            }
            case FIFO_THROUGHPUT_SCOPE -> {
                requireFifo(fifo, refusal, name);
                requireOneOf(value, refusal, name, "Topic", "MessageGroup");
            }
            case ARCHIVE_POLICY -> {
                requireFifo(fifo, refusal, name);
                require(ArchivePolicy.isValid(value, limits), refusal, name, "Invalid value [" + value + "].");
            }
            case SIGNATURE_VERSION -> requireOneOf(value, refusal, name, "1", "2");
            case TRACING_CONFIG -> requireOneOf(value, refusal, name, "Active", "PassThrough");
            default -> checkDeliveryStatus(name, value, refusal);
        }
        return value;
    }

    private static void checkDeliveryStatus(String name, String value, AttributeRefusal refusal) {
        if (!DELIVERY_STATUS.matcher(name).matches()) {
            throw refusal.unknown(name);
        }
        if (name.endsWith("SampleRate")) {
            boolean percentage = value.matches("[0-9]{1,3}") && Integer.parseInt(value) <= SAMPLE_RATE_MAX;
            require(percentage, refusal, name, "Invalid value [" + value + "]. Must be between 0 and 100.");
        }
    }

    private static void requireFifo(boolean fifo, AttributeRefusal refusal, String name) {
        if (!fifo) {
            throw refusal.unknown(name);
        }
    }

    private static void requireOneOf(String value, AttributeRefusal refusal, String name, String one, String other) {
        require(
                value.equals(one) || value.equals(other),
                refusal,
                name,
                "Invalid value [" + value + "]. Must be " + one + " or " + other + ".");
    }

    private static void require(boolean valid, AttributeRefusal refusal, String name, String reason) {
        if (!valid) {
            throw refusal.of(name, reason);
        }
    }

    /** What {@code GetTopicAttributes} shows. */
    static Map<String, String> shown(Topic topic, TopicCounts counts) {
        Map<String, String> shown = new LinkedHashMap<>(topic.attributes());
        shown.put(POLICY, topic.policy());
        shown.put("Owner", topic.account());
        shown.put("TopicArn", topic.arn());
        shown.putIfAbsent(DISPLAY_NAME, "");
        shown.put("SubscriptionsPending", Long.toString(counts.pending()));
        shown.put("SubscriptionsConfirmed", Long.toString(counts.confirmed()));
        shown.put("SubscriptionsDeleted", Long.toString(counts.deleted()));
        DeliveryPolicy delivery = topic.deliveryPolicy();
        if (topic.attributes().containsKey(DELIVERY_POLICY)) {
            shown.put(DELIVERY_POLICY, delivery.shownForTopic());
        }
        shown.put("EffectiveDeliveryPolicy", delivery.effectiveForTopic());
        return shown;
    }
}

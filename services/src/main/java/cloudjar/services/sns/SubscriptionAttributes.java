package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.json.JsonProblem;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.tenancy.Arn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes that a subscription may be given, and which values they take. */
final class SubscriptionAttributes {
    static final String RAW_MESSAGE_DELIVERY = "RawMessageDelivery";
    static final String FILTER_POLICY = "FilterPolicy";
    static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";
    static final String REDRIVE_POLICY = "RedrivePolicy";
    static final String DELIVERY_POLICY = "DeliveryPolicy";
    static final String REPLAY_POLICY = "ReplayPolicy";
    static final String SUBSCRIPTION_ROLE_ARN = "SubscriptionRoleArn";

    private static final Set<String> NAMES = Set.of(
            RAW_MESSAGE_DELIVERY,
            FILTER_POLICY,
            FILTER_POLICY_SCOPE,
            REDRIVE_POLICY,
            DELIVERY_POLICY,
            REPLAY_POLICY,
            SUBSCRIPTION_ROLE_ARN);

    /** What holds of attributes that were not set. */
    static final Map<String, String> DEFAULTS =
            Map.of(RAW_MESSAGE_DELIVERY, "false", FILTER_POLICY_SCOPE, "MessageAttributes");

    private final Topic topic;
    private final Protocol protocol;
    private final String endpoint;
    private final AttributeRefusal refusal;
    private final LimitProfile limits;

    /** For a subscription to this topic on this way. */
    SubscriptionAttributes(
            Topic topic, Protocol protocol, String endpoint, AttributeRefusal refusal, LimitProfile limits) {
        this.topic = topic;
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.refusal = refusal;
        this.limits = limits;
    }

    /** The attributes of a subscription to be made, checked. */
    Map<String, String> created(Map<String, String> asked) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String scope = asked.get(FILTER_POLICY_SCOPE);
        asked.forEach((name, value) -> {
            String kept = checked(name, value, scope);
            if (kept != null) {
                attributes.put(name, kept);
            }
        });
        return attributes;
    }

    /**
     * The value as it is kept; null where an empty one takes the attribute away.
     *
     * @param filterScope what filter policies of the subscription look at; null for what they do by default
     */
    @Nullable
    String checked(String name, String value, @Nullable String filterScope) {
        if (!NAMES.contains(name)) {
            throw refusal.unknown(name);
        }
        if (value.isEmpty() && !name.equals(RAW_MESSAGE_DELIVERY)) {
            return null;
        }
        switch (name) {
            case RAW_MESSAGE_DELIVERY -> {
                checkRaw(value);
                return value.toLowerCase(Locale.ROOT);
            }
            case FILTER_POLICY -> {
                FilterPolicy.check(value, "MessageBody".equals(filterScope), refusal, limits);
                return value.strip().equals("{}") ? null : value;
            }
            case FILTER_POLICY_SCOPE -> checkScope(value);
            case REDRIVE_POLICY -> checkRedrive(value);
            case DELIVERY_POLICY -> DeliveryPolicy.checkSubscription(value, refusal, limits);
            case REPLAY_POLICY -> ReplayPolicy.check(value, topic, refusal);
            default -> {
                if (Arn.parse(value).isEmpty()) {
                    throw refusal.of(name, "Invalid value [" + value + "].");
                }
            }
        }
        return value;
    }

    private void checkRaw(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw refusal.of(RAW_MESSAGE_DELIVERY, "Invalid value [" + value + "]. Must be true or false.");
        }
        if (value.equalsIgnoreCase("true") && !protocol.canBeRaw()) {
            // Seen in AWS's answers; not recorded.
            throw SnsErrors.invalid(
                    "Delivery protocol [" + protocol.wireName() + "] does not support raw message delivery.");
        }
    }

    private void checkScope(String value) {
        if (!value.equals("MessageBody") && !value.equals("MessageAttributes")) {
            throw refusal.of(
                    FILTER_POLICY_SCOPE,
                    "Invalid value [" + value + "]. Please use either MessageBody or MessageAttributes");
        }
    }

    private void checkRedrive(String value) {
        Optional<String> problem = JsonProblem.of(value);
        if (problem.isPresent()) {
            throw refusal.of(REDRIVE_POLICY, "failed to parse JSON. " + problem.get());
        }
        String target = Json.object(value)
                .map(members -> Json.string(members, "deadLetterTargetArn"))
                .orElse(null);
        Optional<Arn> arn = target == null ? Optional.empty() : Arn.parse(target);
        if (arn.isEmpty() || !arn.get().service().equals("sqs")) {
            throw refusal.of(REDRIVE_POLICY, "deadLetterTargetArn is an invalid arn");
        }
        boolean ordered = topic.isFifo() && endpoint.endsWith(Topic.FIFO_SUFFIX);
        if (ordered && !arn.get().resource().endsWith(Topic.FIFO_SUFFIX)) {
            throw refusal.of(REDRIVE_POLICY, "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
        }
    }

    /** What {@code GetSubscriptionAttributes} shows. */
    static Map<String, String> shown(Subscription subscription, @Nullable Topic topic, String account, String region) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("SubscriptionPrincipal", subscription.principal());
        shown.put("Owner", subscription.owner());
        shown.put(RAW_MESSAGE_DELIVERY, Boolean.toString(subscription.isRaw()));
        shown.put(
                "TopicArn",
                Arn.of("sns", region, account, subscription.topicName()).toString());
        shown.put("Endpoint", subscription.endpoint());
        shown.put("Protocol", subscription.protocol().wireName());
        shown.put("PendingConfirmation", Boolean.toString(subscription.pending()));
        shown.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.authenticated()));
        shown.put("SubscriptionArn", subscription.arn(account, region));
        for (String name : Set.of(FILTER_POLICY, REDRIVE_POLICY, REPLAY_POLICY, SUBSCRIPTION_ROLE_ARN)) {
            String value = subscription.attributes().get(name);
            if (value != null) {
                shown.put(name, value);
            }
        }
        if (subscription.filterPolicy() != null) {
            shown.put(FILTER_POLICY_SCOPE, subscription.filtersOnBody() ? "MessageBody" : "MessageAttributes");
        }
        if (subscription.attributes().containsKey(DELIVERY_POLICY)) {
            shown.put(DELIVERY_POLICY, subscription.deliveryPolicy().shownForSubscription());
        }
        if (subscription.protocol().isWeb()) {
            DeliveryPolicy ofTopic = topic == null ? DeliveryPolicy.NONE : topic.deliveryPolicy();
            shown.put("EffectiveDeliveryPolicy", subscription.deliveryPolicy().effectiveForSubscription(ofTopic));
        }
        return shown;
    }
}

package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.tenancy.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription.
 *
 * @param topicSerial of the topic that it belongs to; a later topic of the same name is another
 * @param owner the account that subscribed
 * @param principal who subscribed
 * @param attributes those that were set, as they were
 * @param pending whether it waits for whoever is behind the endpoint to agree
 * @param authenticated whether only its owners may end it
 */
record Subscription(
        String topicName,
        String id,
        long topicSerial,
        String owner,
        String principal,
        Protocol protocol,
        String endpoint,
        Map<String, String> attributes,
        boolean pending,
        boolean authenticated,
        long createdAtMillis) {
    /** The ARN: the topic's with the id behind it. */
    String arn(String account, String region) {
        return Arn.of("sns", region, account, topicName + ":" + id).toString();
    }

    boolean isRaw() {
        return "true".equals(attributes.get(SubscriptionAttributes.RAW_MESSAGE_DELIVERY));
    }

    @Nullable
    String filterPolicy() {
        return attributes.get(SubscriptionAttributes.FILTER_POLICY);
    }

    boolean filtersOnBody() {
        return "MessageBody".equals(attributes.get(SubscriptionAttributes.FILTER_POLICY_SCOPE));
    }

    /** The queue for what cannot be delivered; null where there is none. */
    @Nullable
    String deadLetterTarget() {
        String policy = attributes.get(SubscriptionAttributes.REDRIVE_POLICY);
        return policy == null
                ? null
                : Json.object(policy)
                        .map(members -> Json.string(members, "deadLetterTargetArn"))
                        .orElse(null);
    }

    DeliveryPolicy deliveryPolicy() {
        String policy = attributes.get(SubscriptionAttributes.DELIVERY_POLICY);
        return policy == null ? DeliveryPolicy.NONE : DeliveryPolicy.ofSubscription(policy);
    }

    Subscription confirmed(boolean withAuthentication) {
        return new Subscription(
                topicName,
                id,
                topicSerial,
                owner,
                principal,
                protocol,
                endpoint,
                attributes,
                false,
                withAuthentication,
                createdAtMillis);
    }

    Subscription withAttribute(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Subscription(
                topicName,
                id,
                topicSerial,
                owner,
                principal,
                protocol,
                endpoint,
                changed,
                pending,
                authenticated,
                createdAtMillis);
    }
}

package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.json.JsonProblem;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.sns.RetryPolicy.Backoff;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a topic or a subscription wants web endpoints to be served: when to try again, how often, with which content type.
 *
 * @param retry the members of its retry policy as they were given; null where it has none
 * @param throttle those of its throttle policy
 * @param request those of its request policy
 * @param overridesDisabled whether a topic's policy holds whatever its subscriptions ask for
 */
record DeliveryPolicy(
        @Nullable Map<String, Object> retry,
        @Nullable Map<String, Object> throttle,
        @Nullable Map<String, Object> request,
        boolean overridesDisabled) {
    static final DeliveryPolicy NONE = new DeliveryPolicy(null, null, null, false);
    private static final String CONTENT_TYPE = "headerContentType";
    private static final String CONTENT_TYPE_DEFAULT = "text/plain; charset=UTF-8";
    private static final String RATE = "maxReceivesPerSecond";

    /** The policy of a topic, from its attribute. */
    static DeliveryPolicy ofTopic(String text) {
        Map<String, Object> http = object(Json.object(text).orElse(Map.of()), "http");
        if (http == null) {
            return NONE;
        }
        return new DeliveryPolicy(
                object(http, "defaultHealthyRetryPolicy"),
                object(http, "defaultThrottlePolicy"),
                object(http, "defaultRequestPolicy"),
                Boolean.TRUE.equals(http.get("disableSubscriptionOverrides")));
    }

    /** The policy of a subscription, from its attribute. */
    static DeliveryPolicy ofSubscription(String text) {
        Map<String, Object> members = Json.object(text).orElse(Map.of());
        return new DeliveryPolicy(
                object(members, "healthyRetryPolicy"),
                object(members, "throttlePolicy"),
                object(members, "requestPolicy"),
                false);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, Object> object(Map<String, Object> members, String name) {
        return members.get(name) instanceof Map<?, ?> object ? (Map<String, Object>) object : null;
    }

    /** Refuses a text that is no policy of a topic. Our wording beyond the JSON. */
    static void checkTopic(String text, AttributeRefusal refusal, LimitProfile limits) {
        requireJson(text, refusal);
        ofTopic(text).check(refusal, limits);
    }

    /** Refuses a text that is no policy of a subscription. */
    static void checkSubscription(String text, AttributeRefusal refusal, LimitProfile limits) {
        requireJson(text, refusal);
        ofSubscription(text).check(refusal, limits);
    }

    private static void requireJson(String text, AttributeRefusal refusal) {
        Optional<String> problem = JsonProblem.of(text);
        if (problem.isPresent()) {
            throw refusal.of(TopicAttributes.DELIVERY_POLICY, "failed to parse JSON. " + problem.get());
        }
        if (Json.object(text).isEmpty()) {
            throw refusal.of(TopicAttributes.DELIVERY_POLICY, "failed to parse JSON.");
        }
    }

    private void check(AttributeRefusal refusal, LimitProfile limits) {
        if (retry != null) {
            for (Map.Entry<String, Object> member : retry.entrySet()) {
                if (!member.getKey().equals("backoffFunction")
                        && number(retry, member.getKey()).isEmpty()) {
                    throw refusal.of(TopicAttributes.DELIVERY_POLICY, member.getKey() + " must be a whole number.");
                }
            }
        }
        RetryPolicy policy = retryPolicy(RetryPolicy.WEB);
        int phases = policy.noDelayRetries() + policy.minDelayRetries() + policy.maxDelayRetries();
        if (policy.retries() > SnsLimits.RETRIES_MAX.intIn(limits)) {
            throw refusal.of(TopicAttributes.DELIVERY_POLICY, "numRetries must be between 0 and 100.");
        }
        if (phases > policy.retries()) {
            throw refusal.of(
                    TopicAttributes.DELIVERY_POLICY,
                    "numRetries must be greater than or equal to the sum of numNoDelayRetries, numMinDelayRetries and"
                            + " numMaxDelayRetries.");
        }
        long maxDelay = SnsLimits.RETRY_TIME_MAX.intIn(limits);
        if (policy.minDelaySeconds() < 1
                || policy.minDelaySeconds() > policy.maxDelaySeconds()
                || policy.maxDelaySeconds() > maxDelay) {
            throw refusal.of(
                    TopicAttributes.DELIVERY_POLICY, "minDelayTarget must be less than or equal to maxDelayTarget.");
        }
        long all = 0;
        for (int attempt = 1; attempt <= policy.retries(); attempt++) {
            all += policy.delayMillis(attempt).orElse(0);
        }
        if (all > maxDelay * 1000) {
            throw refusal.of(
                    TopicAttributes.DELIVERY_POLICY, "The total time of all retries must not exceed 3600 seconds.");
        }
        if (throttle != null && number(throttle, RATE).orElse(0) < 1) {
            throw refusal.of(TopicAttributes.DELIVERY_POLICY, RATE + " must be at least 1.");
        }
    }

    private static OptionalInt number(Map<String, Object> members, String name) {
        if (!(members.get(name) instanceof BigDecimal number)) {
            return OptionalInt.empty();
        }
        try {
            int value = number.intValueExact();
            return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
        } catch (ArithmeticException e) {
            return OptionalInt.empty();
        }
    }

    private RetryPolicy retryPolicy(RetryPolicy otherwise) {
        if (retry == null) {
            return otherwise;
        }
        return new RetryPolicy(
                number(retry, "minDelayTarget").orElse(otherwise.minDelaySeconds()),
                number(retry, "maxDelayTarget").orElse(otherwise.maxDelaySeconds()),
                number(retry, "numRetries").orElse(otherwise.retries()),
                number(retry, "numNoDelayRetries").orElse(otherwise.noDelayRetries()),
                number(retry, "numMinDelayRetries").orElse(otherwise.minDelayRetries()),
                number(retry, "numMaxDelayRetries").orElse(otherwise.maxDelayRetries()),
                backoff(retry, otherwise.backoff()));
    }

    private static Backoff backoff(Map<String, Object> members, Backoff otherwise) {
        String name = Json.string(members, "backoffFunction");
        for (Backoff backoff : Backoff.values()) {
            if (backoff.wireName.equals(name)) {
                return backoff;
            }
        }
        return otherwise;
    }

    /** What holds for a subscription with this policy under a topic with that one. */
    Effective under(DeliveryPolicy topic) {
        DeliveryPolicy own = topic.overridesDisabled() ? NONE : this;
        RetryPolicy ofTopic = topic.retryPolicy(RetryPolicy.WEB);
        Map<String, Object> rate = own.throttle != null ? own.throttle : topic.throttle;
        Map<String, Object> type = own.request != null ? own.request : topic.request;
        String contentType = type == null ? null : Json.string(type, CONTENT_TYPE);
        return new Effective(
                own.retryPolicy(ofTopic),
                rate == null ? 0 : number(rate, RATE).orElse(0),
                contentType == null ? CONTENT_TYPE_DEFAULT : contentType);
    }

    /**
     * What holds.
     *
     * @param receivesPerSecond at most; 0 for as many as there are
     */
    record Effective(RetryPolicy retry, int receivesPerSecond, String contentType) {}

    /** The attribute of a topic as AWS gives it back. */
    String shownForTopic() {
        Map<String, Object> http = new LinkedHashMap<>();
        if (retry != null) {
            http.put("defaultHealthyRetryPolicy", retry);
        }
        http.put("disableSubscriptionOverrides", overridesDisabled);
        if (throttle != null) {
            http.put("defaultThrottlePolicy", throttle);
        }
        if (request != null) {
            http.put("defaultRequestPolicy", request);
        }
        return Json.write(Map.of("http", http));
    }

    /** What a topic's policy comes to. */
    String effectiveForTopic() {
        Effective effective = NONE.under(new DeliveryPolicy(retry, throttle, request, false));
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("defaultHealthyRetryPolicy", effective.retry().toJson());
        http.put("disableSubscriptionOverrides", overridesDisabled);
        if (throttle != null) {
            http.put("defaultThrottlePolicy", throttle);
        }
        http.put("defaultRequestPolicy", Map.of(CONTENT_TYPE, effective.contentType()));
        return Json.write(Map.of("http", http));
    }

    /** The attribute of a subscription as AWS gives it back (recorded: test_subscribe_external_http_endpoint_content_type). */
    String shownForSubscription() {
        return shown(retry == null ? Json.NULL : retryPolicy(RetryPolicy.WEB).toJson(), throttle, request);
    }

    /** What a subscription's policy comes to under its topic's. */
    String effectiveForSubscription(DeliveryPolicy topic) {
        Effective effective = under(topic);
        Map<String, Object> rate = effective.receivesPerSecond() == 0
                ? null
                : Map.of(RATE, BigDecimal.valueOf(effective.receivesPerSecond()));
        return shown(effective.retry().toJson(), rate, Map.of(CONTENT_TYPE, effective.contentType()));
    }

    private static String shown(
            Object retry, @Nullable Map<String, Object> throttle, @Nullable Map<String, Object> request) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("healthyRetryPolicy", retry);
        members.put("sicklyRetryPolicy", Json.NULL);
        members.put("throttlePolicy", throttle == null ? Json.NULL : throttle);
        members.put("requestPolicy", request == null ? Json.NULL : request);
        members.put("guaranteed", false);
        return Json.write(members);
    }
}

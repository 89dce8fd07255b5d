package cloudjar.services.sns;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Filter policies that are ready to be asked: each is compiled once, for all subscriptions that have it. Thread-safe. */
final class FilterPolicies {
    private static final int COMPILED_MAX = 10_000;

    private final Map<String, FilterPolicy> compiled = new ConcurrentHashMap<>();

    /** Whether a subscription wants a message; texts of events are made once a message, by who asks. */
    boolean wants(Subscription subscription, FilteredMessage message) {
        String text = subscription.filterPolicy();
        if (text == null) {
            return true;
        }
        if (compiled.size() >= COMPILED_MAX) {
            compiled.clear();
        }
        FilterPolicy policy = compiled.computeIfAbsent(text, FilterPolicy::compile);
        return policy.wants(subscription.filtersOnBody() ? message.body() : message.attributes());
    }
}

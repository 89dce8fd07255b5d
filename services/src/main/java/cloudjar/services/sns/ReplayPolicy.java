package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which archived messages a subscription wants again: {@code
 * {"PointType":"Timestamp","StartingPoint":"2026-01-01T00:00:00.000Z"}}.
 *
 * @param end null where new messages follow the old ones
 */
record ReplayPolicy(Instant start, @Nullable Instant end) {
    /** Reads a policy. */
    static Optional<ReplayPolicy> parse(String text) {
        Map<String, Object> members = Json.object(text).orElse(Map.of());
        String start = Json.string(members, "StartingPoint");
        String end = Json.string(members, "EndingPoint");
        if (start == null || !"Timestamp".equals(Json.string(members, "PointType"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReplayPolicy(Instant.parse(start), end == null ? null : Instant.parse(end)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Refuses what is no policy, and one where nothing is archived. Our wording. */
    static void check(String text, Topic topic, AttributeRefusal refusal) {
        ReplayPolicy policy = parse(text)
                .orElseThrow(() -> refusal.of(
                        SubscriptionAttributes.REPLAY_POLICY, "PointType and StartingPoint must be a timestamp."));
        if (policy.end != null && policy.end.isBefore(policy.start)) {
            throw refusal.of(SubscriptionAttributes.REPLAY_POLICY, "The StartingPoint must be before the EndingPoint.");
        }
        if (topic.archiveDays() == 0) {
            throw refusal.of(SubscriptionAttributes.REPLAY_POLICY, "The topic has no archive policy.");
        }
    }
}

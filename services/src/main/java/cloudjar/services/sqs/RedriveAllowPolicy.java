package cloudjar.services.sqs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which queues may use a queue as their dead-letter queue.
 *
 * @param sourceQueueArns the queues that may, for {@link Permission#BY_QUEUE}
 */
record RedriveAllowPolicy(Permission permission, List<String> sourceQueueArns) {
    /** Whom the policy lets in. */
    enum Permission {
        ALLOW_ALL("allowAll"),
        DENY_ALL("denyAll"),
        BY_QUEUE("byQueue");

        private final String text;

        Permission(String text) {
            this.text = text;
        }
    }

    RedriveAllowPolicy {
        sourceQueueArns = List.copyOf(sourceQueueArns);
    }

    /**
     * Reads the attribute {@code RedriveAllowPolicy}.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where it is no such policy
     */
    static RedriveAllowPolicy parse(String text, LimitProfile limits) {
        Map<String, Object> members =
                Json.object(text).orElseThrow(() -> refuse(text, "Redrive allow policy is not a valid JSON map."));
        Permission permission = permission(Json.string(members, "redrivePermission"), text);
        List<String> sources = sources(members.get("sourceQueueArns"), text);
        if (sources.isEmpty() == (permission == Permission.BY_QUEUE)) {
            throw refuse(
                    text,
                    permission == Permission.BY_QUEUE
                            ? "Redrive allow policy does not contain mandatory attribute: sourceQueueArns."
                            : "sourceQueueArns can be specified only when redrivePermission is byQueue.");
        }
        int max = SqsLimits.REDRIVE_ALLOW_SOURCES_MAX.intIn(limits);
        if (sources.size() > max) {
            throw refuse(text, "sourceQueueArns can contain at most " + max + " queues.");
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    private static Permission permission(@Nullable String name, String text) {
        for (Permission permission : Permission.values()) {
            if (permission.text.equals(name)) {
                return permission;
            }
        }
        throw refuse(text, "Invalid value for redrivePermission.");
    }

    private static List<String> sources(@Nullable Object value, String text) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw refuse(text, "Invalid value for sourceQueueArns.");
    }

    private static RuntimeException refuse(String text, String reason) {
        return SqsErrors.invalidParameter(text, "RedriveAllowPolicy", reason);
    }

    /** Whether a queue may send its dead letters here. */
    boolean allows(String sourceArn) {
        return switch (permission) {
            case ALLOW_ALL -> true;
            case DENY_ALL -> false;
            case BY_QUEUE -> sourceQueueArns.contains(sourceArn);
        };
    }

    /** The attribute's value. */
    String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("redrivePermission", permission.text);
        if (!sourceQueueArns.isEmpty()) {
            members.put("sourceQueueArns", sourceQueueArns);
        }
        return Json.write(members);
    }
}

package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import java.util.Map;
import java.util.Optional;

/** For how long a FIFO topic keeps its messages: {@code {"MessageRetentionPeriod":"30"}}. */
final class ArchivePolicy {
    private static final String PERIOD = "MessageRetentionPeriod";

    private ArchivePolicy() {}

    /** The days of a policy that was accepted; 0 for one that is empty. */
    static int days(String policy) {
        return Json.object(policy).flatMap(ArchivePolicy::period).orElse(0);
    }

    /** Whether the text is an archive policy: an empty object ends archiving. */
    static boolean isValid(String policy, LimitProfile limits) {
        Map<String, Object> members = Json.object(policy).orElse(null);
        if (members == null) {
            return false;
        }
        if (members.isEmpty()) {
            return true;
        }
        int days = period(members).orElse(0);
        return members.size() == 1 && days >= 1 && days <= SnsLimits.ARCHIVE_DAYS_MAX.intIn(limits);
    }

    private static Optional<Integer> period(Map<String, Object> members) {
        Object value = members.get(PERIOD);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(value.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package cloudjar.services.cloudwatchlogs;

import org.jspecify.annotations.Nullable;

/**
 * The data protection policy of a group.
 *
 * @param document the policy; null where there was one and is none any more
 */
record DataProtection(@Nullable String document, long updatedMillis) {
    /** What descriptions of groups say of it. */
    String status() {
        return document == null ? "DELETED" : "ACTIVATED";
    }
}

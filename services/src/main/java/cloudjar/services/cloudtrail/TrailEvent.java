package cloudjar.services.cloudtrail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event, and by what it can be found.
 *
 * @param account whose event it is
 * @param region where it is an event: us-east-1 for services of no region
 * @param username null where the caller has none
 * @param accessKeyId null where nobody signed
 * @param userArn null for services and for those who did not sign
 * @param dataType the resource type of a data event; null for a management event
 * @param global whether its service is of no region
 * @param json the event itself
 */
record TrailEvent(
        String id,
        String account,
        String region,
        Instant time,
        String name,
        String source,
        @Nullable String username,
        @Nullable String accessKeyId,
        @Nullable String userArn,
        boolean readOnly,
        @Nullable String dataType,
        boolean global,
        List<EventResource> resources,
        String json) {
    TrailEvent {
        resources = List.copyOf(resources);
    }

    EventKind kind() {
        return dataType == null ? EventKind.MANAGEMENT : EventKind.DATA;
    }
}

package cloudjar.services.cloudtrail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event: by what it can be found, and what its text is made of when somebody reads it. Most events are never read.
 *
 * @param account whose event it is
 * @param region where it is an event: us-east-1 for services of no region
 * @param dataType the resource type of a data event; null for a management event
 * @param global whether its service is of no region
 * @param sharedId the same in the events that other accounts have of this call; null where they have none
 */
record TrailEvent(
        String id,
        String account,
        String region,
        Instant time,
        String name,
        String source,
        EventCaller caller,
        boolean readOnly,
        @Nullable String dataType,
        boolean global,
        List<EventResource> resources,
        EventContent content,
        @Nullable String sharedId) {
    TrailEvent {
        resources = List.copyOf(resources);
    }

    EventKind kind() {
        return dataType == null ? EventKind.MANAGEMENT : EventKind.DATA;
    }

    /** As JSON, in AWS's form. */
    String json() {
        return EventText.of(this);
    }
}

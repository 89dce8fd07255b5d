package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.Event;
import cloudjar.api.cloudtrail.Events;
import cloudjar.api.cloudtrail.LookupAttribute;
import cloudjar.api.cloudtrail.LookupEventsRequest;
import cloudjar.api.cloudtrail.LookupEventsResponse;
import cloudjar.api.cloudtrail.Resource;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The management events of the last ninety days. */
final class EventOperations implements Events {
    private static final Duration HISTORY = Duration.ofDays(CloudTrailLimits.HISTORY.current());

    private final Cloud cloud;

    EventOperations(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public LookupEventsResponse lookupEvents(LookupEventsRequest in, Call call) {
        if (in.lookupAttributes().size() > 1) {
            throw CloudTrailErrors.attributes();
        }
        Instant start = in.startTime();
        Instant end = in.endTime();
        if (start != null && end != null && start.isAfter(end)) {
            throw CloudTrailErrors.timeRange();
        }
        if (in.eventCategory() != null) {
            // There are no events of the only category that can be named: insights.
            return LookupEventsResponse.builder().events(java.util.List.of()).build();
        }
        cloud.endedCalls().settle();
        return find(in, call);
    }

    private static LookupEventsResponse find(LookupEventsRequest in, Call call) {
        Instant oldest = call.time().minus(HISTORY);
        LookupAttribute wanted =
                in.lookupAttributes().isEmpty() ? null : in.lookupAttributes().getFirst();
        int limit = Objects.requireNonNullElse(in.maxResults(), (int) CloudTrailLimits.LOOKUP_RESULTS.current());
        Range range = range(in, call, oldest);
        String query = "LookupEvents" + in.startTime() + in.endTime() + wanted;
        return call.read(snapshot -> {
            try {
                Page<Row<Long, TrailEvent>> page = CloudTrailTables.BY_PLACE.page(
                        snapshot,
                        range,
                        limit,
                        in.nextToken(),
                        query,
                        row -> !row.value().time().isBefore(oldest)
                                && (wanted == null || matches(row.value(), wanted)));
                return LookupEventsResponse.builder()
                        .events(page.items().stream()
                                .map(Row::value)
                                .map(EventOperations::shown)
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build();
            } catch (InvalidPageTokenException e) {
                throw CloudTrailErrors.nextToken();
            }
        });
    }

    /** Newest first. The oldest moment moves with the clock, and a token belongs to its range: so it bounds none. */
    private static Range range(LookupEventsRequest in, Call call, Instant oldest) {
        Instant start = in.startTime();
        Instant end = in.endTime();
        Key place = Key.of(call.account(), call.region());
        Key from = start == null || start.isBefore(oldest) ? place : place.then(Key.of(start));
        Key to = end == null ? place.afterPrefix() : place.then(Key.of(end)).afterPrefix();
        return Range.between(from, to).reversed();
    }

    private static boolean matches(TrailEvent event, LookupAttribute wanted) {
        String value = wanted.attributeValue();
        return switch (wanted.attributeKey()) {
            case "EventId" -> event.id().equals(value);
            case "EventName" -> event.name().equals(value);
            case "ReadOnly" -> Boolean.toString(event.readOnly()).equalsIgnoreCase(value);
            case "Username" -> value.equals(event.caller().username());
            case "ResourceType" ->
                event.resources().stream().anyMatch(resource -> resource.type().equals(value));
            case "ResourceName" ->
                event.resources().stream()
                        .anyMatch(resource -> resource.name().equals(value) || value.equals(resource.arn()));
            case "EventSource" -> event.source().equals(value);
            case "AccessKeyId" -> value.equals(event.caller().accessKeyId());
            default -> false;
        };
    }

    private static Event shown(TrailEvent event) {
        return Event.builder()
                .eventId(event.id())
                .eventName(event.name())
                .readOnly(Boolean.toString(event.readOnly()))
                .accessKeyId(event.caller().accessKeyId())
                .eventTime(event.time())
                .eventSource(event.source())
                .username(event.caller().username())
                .resources(event.resources().stream()
                        .map(resource -> Resource.builder()
                                .resourceType(resource.type())
                                .resourceName(resource.name())
                                .build())
                        .toList())
                .cloudTrailEvent(event.json())
                .build();
    }
}

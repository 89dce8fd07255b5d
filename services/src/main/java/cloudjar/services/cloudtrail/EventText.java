package cloudjar.services.cloudtrail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an event.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">
 *     Record contents</a>
 */
final class EventText {
    private static final String VERSION = "1.11";

    private EventText() {}

    static String of(TrailEvent event) {
        EventCaller caller = event.caller();
        EventContent content = event.content();
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("eventVersion", VERSION);
        text.put("userIdentity", new JsonText.Written(caller.identity()));
        text.put("eventTime", event.time());
        text.put("eventSource", event.source());
        text.put("eventName", event.name());
        text.put("awsRegion", event.region());
        text.put("sourceIPAddress", caller.source());
        text.put("userAgent", caller.agent());
        putIfThere(text, "errorCode", content.errorCode());
        putIfThere(text, "errorMessage", content.errorMessage());
        text.put("requestParameters", written(content.request()));
        text.put("responseElements", written(content.response()));
        putIfThere(text, "additionalEventData", written(content.additional()));
        text.put("requestID", content.requestId());
        text.put("eventID", event.id());
        text.put("readOnly", event.readOnly());
        putIfThere(text, "resources", resources(event));
        text.put("eventType", "AwsApiCall");
        text.put("managementEvent", event.kind() == EventKind.MANAGEMENT);
        text.put("recipientAccountId", event.account());
        putIfThere(text, "sharedEventID", event.sharedId());
        text.put("eventCategory", event.kind().category());
        if (caller.host() != null) {
            text.put("tlsDetails", Map.of("clientProvidedHostHeader", caller.host()));
        }
        return JsonText.of(text);
    }

    private static JsonText.@Nullable Written written(@Nullable String json) {
        return json == null ? null : new JsonText.Written(json);
    }

    private static void putIfThere(Map<String, Object> text, String name, @Nullable Object value) {
        if (value != null) {
            text.put(name, value);
        }
    }

    /** Those whose ARN is known; null where it is of none. */
    private static @Nullable List<Map<String, Object>> resources(TrailEvent event) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (EventResource resource : event.resources()) {
            if (resource.arn() != null) {
                String owner = resource.account();
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("accountId", owner == null ? event.content().account() : owner);
                one.put("type", resource.type());
                one.put("ARN", resource.arn());
                shown.add(one);
            }
        }
        return shown.isEmpty() ? null : shown;
    }
}

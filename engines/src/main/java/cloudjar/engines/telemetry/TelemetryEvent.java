package cloudjar.engines.telemetry;

import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a sandbox tells.
 *
 * @param type such as {@code platform.start} or {@code function}
 * @param record a line, or what there is to say of an event
 */
record TelemetryEvent(Instant time, String type, Object record) {
    /** The stream that it belongs to. */
    String stream() {
        return type.startsWith("platform.") ? "platform" : type;
    }

    TelemetryEvent with(String otherType, Object other) {
        return new TelemetryEvent(time, otherType, other);
    }

    String json() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("time", time.toString());
        event.put("type", type);
        event.put("record", record);
        return Json.write(event);
    }
}

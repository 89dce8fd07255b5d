package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.util.HashMap;
import java.util.Map;

/** Opens the events that one call reads: the keys of sealed ones are asked for when the first is met. Used by one thread. */
final class Opening {
    private final GroupKeys keys;
    private final Call call;
    private final Map<LogsTables.KeyPlace, Bytes> open = new HashMap<>();

    Opening(GroupKeys keys, Call call) {
        this.keys = keys;
        this.call = call;
    }

    /**
     * The event as it came.
     *
     * @throws cloudjar.kernel.shape.ApiException where KMS does not open its key
     */
    Event open(String group, Event event) {
        if (event.key() == 0) {
            return event;
        }
        LogsTables.KeyPlace place = new LogsTables.KeyPlace(group, event.key());
        Bytes key = open.get(place);
        if (key == null) {
            key = keys.open(place, call);
            open.put(place, key);
        }
        return Sealing.open(event, key);
    }
}

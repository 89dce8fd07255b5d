package cloudjar.services.lambda;

import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tumbling window of a shard that is open: a stretch of time whose records add up to one state.
 *
 * @param state what the function made of the records so far: JSON
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html">Stateful processing of DynamoDB streams</a>
 */
record Window(Instant start, Instant end, String state) {
    private static final String EMPTY = "{}";

    /** A state may be so long; a longer one ends its window early. */
    static final int STATE_MAX = 1024 * 1024;

    /** Why the function is invoked. */
    enum Turn {
        RECORDS,
        /** The window is over. */
        LAST,
        /** Its state has become too large. */
        EARLY
    }

    /** The window of that length to which a time belongs; windows begin at multiples of their length. */
    static Window of(Instant time, int seconds) {
        Instant start = Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
        return new Window(start, start.plusSeconds(seconds), EMPTY);
    }

    boolean covers(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    Window with(String other) {
        return new Window(start, end, other);
    }

    Window emptied() {
        return with(EMPTY);
    }

    boolean overflows() {
        return state.length() > STATE_MAX;
    }

    /** What the function is told besides records. */
    Map<String, Object> told(Turn turn, String shard, String stream) {
        Map<String, Object> window = new LinkedHashMap<>();
        window.put("start", start.toString());
        window.put("end", end.toString());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("window", window);
        told.put("state", Json.value(state).orElse(Map.of()));
        told.put("shardId", shard);
        told.put("eventSourceARN", stream);
        told.put("isFinalInvokeForWindow", turn == Turn.LAST);
        told.put("isWindowTerminatedEarly", turn == Turn.EARLY);
        return told;
    }

    /** The state that an answer holds; empty where it holds none, which is a failure. */
    static Optional<String> state(String answer) {
        return Json.object(answer).map(object -> object.get("state")).map(Json::write);
    }
}

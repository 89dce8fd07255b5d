package cloudjar.bench;

import java.io.IOException;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured of CloudWatch Logs. */
final class LogScenarios {
    private static final int EVENTS_PER_BATCH = 1_000;
    private static final int MILLION = 1_000_000;

    /** One event in so many has what is looked for. */
    private static final int RARE = 100_000;

    private LogScenarios() {}

    /** Each connection has a stream, as each sender of logs has. */
    static Scenario put() {
        return new Scenario("logs-put", "Logs PutLogEvents of 1,000 events of 100 bytes (50/s)", 0.001, caller -> {
            AtomicInteger next = new AtomicInteger();
            caller.call(logs("CreateLogGroup", "{\"logGroupName\":\"bench-put\"}"));
            for (int i = 0; i < 2 * Measurement.CONNECTIONS; i++) {
                stream(caller, "bench-put", "s" + i);
            }
            return () -> new LogBatches(batch("bench-put", "s" + next.getAndIncrement(), 0));
        });
    }

    /** All events are looked at by one call, whose time on one connection is to be below a second. */
    static Scenario filter() {
        return new Scenario(
                "logs-filter", "Logs FilterLogEvents over 1M events of 100 bytes (1/s)", 0.00002, caller -> {
                    caller.call(logs("CreateLogGroup", "{\"logGroupName\":\"bench-filter\"}"));
                    for (int i = 0; i < 4; i++) {
                        stream(caller, "bench-filter", "s" + i);
                    }
                    for (int event = 0; event < MILLION; event += EVENTS_PER_BATCH) {
                        caller.call(batch("bench-filter", "s" + event / EVENTS_PER_BATCH % 4, event));
                    }
                    byte[] request = logs(
                            "FilterLogEvents",
                            "{\"logGroupName\":\"bench-filter\",\"filterPattern\":\"ERROR -timeout\"}");
                    return () -> Dialogue.repeat(request);
                });
    }

    private static void stream(Caller caller, String group, String stream) throws IOException {
        caller.call(
                logs("CreateLogStream", "{\"logGroupName\":\"" + group + "\",\"logStreamName\":\"" + stream + "\"}"));
    }

    private static byte[] batch(String group, String stream, int first) {
        StringJoiner events = new StringJoiner(
                ",", "{\"logGroupName\":\"" + group + "\",\"logStreamName\":\"" + stream + "\",\"logEvents\":[", "]}");
        long now = System.currentTimeMillis();
        for (int event = first; event < first + EVENTS_PER_BATCH; event++) {
            String level = event % RARE == RARE - 1 ? "ERROR" : "INFO";
            String message = "2026-01-01T00:00:00.000Z " + level + " RequestId: " + (MILLION + event)
                    + " handled GET /orders/" + event + " in 12 ms";
            events.add("{\"timestamp\":" + (now + event % EVENTS_PER_BATCH) + ",\"message\":\"" + message
                    + "x".repeat(Math.max(0, 100 - message.length())) + "\"}");
        }
        return logs("PutLogEvents", events.toString());
    }

    private static byte[] logs(String operation, String json) {
        return Request.json("logs", "1.1", "Logs_20140328." + operation, json);
    }
}

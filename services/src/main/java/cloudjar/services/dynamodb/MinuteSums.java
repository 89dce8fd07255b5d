package cloudjar.services.dynamodb;

import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.HashMap;
import java.util.Map;

/** What was done with a table in a minute, for its metrics. Not thread-safe: {@link TableMetrics} changes it under a lock. */
final class MinuteSums {
    /** One metric of the table, of an index, or of an operation on the table. */
    record Series(String metric, String index, String operation, String unit) {
        private static final String COUNT = "Count";
        private static final String NONE = "";

        static Series consumed(Kind kind, String index) {
            return new Series("Consumed" + word(kind) + "CapacityUnits", index, NONE, COUNT);
        }

        static Series throttled(Kind kind, String index) {
            return new Series(word(kind) + "ThrottleEvents", index, NONE, COUNT);
        }

        static Series ofTable(String metric) {
            return new Series(metric, NONE, NONE, COUNT);
        }

        static Series ofOperation(String metric, String operation) {
            return new Series(metric, NONE, operation, COUNT);
        }

        static Series latency(String operation) {
            return new Series("SuccessfulRequestLatency", NONE, operation, "Milliseconds");
        }

        private static String word(Kind kind) {
            return kind == Kind.READ ? "Read" : "Write";
        }
    }

    private final Map<Series, Distribution> series = new HashMap<>();

    void add(Series which, double value) {
        series.computeIfAbsent(which, _ -> new Distribution()).add(value);
    }

    Map<Series, Distribution> series() {
        return series;
    }
}

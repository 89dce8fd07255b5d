package cloudjar.engines.function;

import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.function.Outcome.Answer;
import cloudjar.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of what the platform tells extensions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Event schema reference</a>
 */
final class Reports {
    private static final double NANOS_OF_A_MILLISECOND = 1_000_000.0;

    private Reports() {}

    private static Map<String, Object> init() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("initializationType", "on-demand");
        record.put("phase", "init");
        return record;
    }

    static Map<String, Object> initStart(Map<String, Object> description) {
        Map<String, Object> record = init();
        record.put("functionName", description.getOrDefault("functionName", ""));
        record.put("functionVersion", description.getOrDefault("functionVersion", ""));
        return record;
    }

    /** The runtime has begun, or has not. */
    static Map<String, Object> initRuntimeDone(Answer.@Nullable Failed failure) {
        Map<String, Object> record = init();
        status(record, failure == null ? "success" : "error", failure);
        return record;
    }

    static Map<String, Object> initReport(Duration duration, Answer.@Nullable Failed failure) {
        Map<String, Object> record = init();
        status(record, failure == null ? "success" : "error", failure);
        record.put("metrics", Map.of("durationMs", millis(duration)));
        return record;
    }

    static Map<String, Object> start(Invocation invocation, Map<String, Object> description) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestId", invocation.requestId());
        record.put("version", description.getOrDefault("functionVersion", ""));
        record.put("tracing", tracing(invocation));
        return record;
    }

    /** The runtime is done with an invocation. */
    static Map<String, Object> runtimeDone(
            Invocation invocation, Answer answer, Instant begin, Duration duration, @Nullable String status) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestId", invocation.requestId());
        status(record, status == null ? "success" : status, answer);
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("name", "responseLatency");
        latency.put("start", begin.toString());
        latency.put("durationMs", millis(duration));
        record.put("spans", List.of(latency));
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("durationMs", millis(duration));
        metrics.put(
                "producedBytes",
                answer instanceof Answer.Returned ? answer.body().size() : 0);
        record.put("metrics", metrics);
        record.put("tracing", tracing(invocation));
        return record;
    }

    /** All that an invocation used. */
    static Map<String, Object> report(
            Invocation invocation, Answer answer, Outcome.Report report, int memoryMegabytes) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("durationMs", millis(report.duration()));
        metrics.put("billedDurationMs", (long) Math.ceil(millis(report.duration())));
        metrics.put("memorySizeMB", memoryMegabytes);
        metrics.put("maxMemoryUsedMB", report.memoryMegabytes());
        Duration init = report.init();
        if (init != null) {
            metrics.put("initDurationMs", millis(init));
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestId", invocation.requestId());
        record.put("metrics", metrics);
        String status = report.status();
        status(record, status == null ? "success" : status, answer);
        record.put("tracing", tracing(invocation));
        return record;
    }

    /** Errors say which: what the function itself answers is none of the platform's. */
    private static void status(Map<String, Object> record, String status, @Nullable Answer answer) {
        record.put("status", status);
        if (status.equals("error") && answer instanceof Answer.Failed) {
            String type = Json.object(answer.body().utf8())
                    .map(error -> Json.string(error, "errorType"))
                    .orElse(null);
            record.put("errorType", type == null ? "Runtime.Unknown" : type);
        }
    }

    private static Map<String, Object> tracing(Invocation invocation) {
        Map<String, Object> tracing = new LinkedHashMap<>();
        for (String part : invocation.traceId().split(";", -1)) {
            if (part.startsWith("Parent=")) {
                tracing.put("spanId", part.substring("Parent=".length()));
            }
        }
        tracing.put("type", "X-Amzn-Trace-Id");
        tracing.put("value", invocation.traceId());
        return tracing;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_OF_A_MILLISECOND;
    }
}

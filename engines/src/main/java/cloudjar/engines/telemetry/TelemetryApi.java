package cloudjar.engines.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two ways to subscribe, which tell of the same events in their own words. */
public enum TelemetryApi {
    /** The one of today. */
    TELEMETRY("Telemetry", "/2022-07-01/telemetry", "2022-07-01, 2022-12-13, 2025-01-29"),

    /**
     * The older one: nothing of beginnings, an event more for the end of an invocation, and fewer members.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-logs-api.html">Logs API</a>
     */
    LOGS("Logs", "/2020-08-15/logs", "2020-08-15, 2021-03-18");

    private static final String WITH_RUNTIME_DONE = "2021-03-18";

    private final String title;
    private final String path;
    private final String versions;

    TelemetryApi(String title, String path, String versions) {
        this.title = title;
        this.path = path;
        this.versions = versions;
    }

    /** As error types begin. */
    public String title() {
        return title;
    }

    List<String> versions() {
        return List.of(versions.split(", ", -1));
    }

    /** The one at a path. */
    public static Optional<TelemetryApi> at(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.equals(TELEMETRY.path)
                ? Optional.of(TELEMETRY)
                : plain.equals(LOGS.path) ? Optional.of(LOGS) : Optional.empty();
    }

    /** An event as subscribers to a version of this one are told of it. */
    List<TelemetryEvent> told(TelemetryEvent event, String version) {
        return this == TELEMETRY ? List.of(event) : toldAsLogs(event, version);
    }

    private static List<TelemetryEvent> toldAsLogs(TelemetryEvent event, String version) {
        return switch (event.type()) {
            case "platform.initStart", "platform.initRuntimeDone", "platform.initReport" -> List.of();
            case "platform.telemetrySubscription" -> List.of(event.with("platform.logsSubscription", event.record()));
            case "platform.start" -> List.of(event.with(event.type(), only(event, "requestId", "version")));
            case "platform.runtimeDone" ->
                version.equals(WITH_RUNTIME_DONE)
                        ? List.of(event.with(event.type(), only(event, "requestId", "status")))
                        : List.of();
            case "platform.report" ->
                List.of(
                        event.with("platform.end", only(event, "requestId")),
                        event.with(event.type(), only(event, "requestId", "metrics")));
            default -> List.of(event);
        };
    }

    private static Map<String, Object> only(TelemetryEvent event, String... members) {
        Map<String, Object> some = new LinkedHashMap<>();
        if (event.record() instanceof Map<?, ?> all) {
            for (String member : members) {
                Object value = all.get(member);
                if (value != null) {
                    some.put(member, value);
                }
            }
        }
        return some;
    }
}

package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.api.lambda.LoggingConfig;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Lambda writes about invocations, around what functions write. */
final class FunctionLogs {
    private static final double NANOS_OF_A_MILLISECOND = 1_000_000.0;

    private final LogShipper shipper;
    private final Roles roles;

    FunctionLogs(LogShipper shipper, Roles roles) {
        this.shipper = shipper;
        this.roles = roles;
    }

    /** Writes the log of an invocation, and gives back its lines from START to REPORT. */
    String written(Invoker.Target target, String requestId, Outcome outcome, Call call) {
        FunctionConfiguration configuration = target.version().configuration();
        LoggingConfig logging = configuration.loggingConfig();
        boolean json = logging != null && "JSON".equals(logging.logFormat());
        Instant end = call.world().clock().now();
        List<LogShipper.Line> lines = new ArrayList<>();
        Instant begin =
                outcome.lines().isEmpty() ? end : outcome.lines().getFirst().time();
        if (outcome.report().init() != null && configuration.runtime() != null) {
            lines.add(new LogShipper.Line(begin, initStart(configuration, json)));
        }
        int shown = lines.size();
        if (json) {
            lines.add(new LogShipper.Line(begin, event(begin, "platform.start", start(requestId, target))));
        } else {
            lines.add(new LogShipper.Line(
                    begin,
                    "START RequestId: " + requestId + " Version: "
                            + target.version().number() + "\n"));
        }
        outcome.lines().forEach(line -> lines.add(new LogShipper.Line(line.time(), line.text() + "\n")));
        if (json) {
            lines.add(
                    new LogShipper.Line(end, event(end, "platform.report", report(requestId, outcome, configuration))));
        } else {
            if ("timeout".equals(outcome.report().status())) {
                lines.add(new LogShipper.Line(
                        end,
                        end + " " + requestId + " Task timed out after "
                                + String.format(
                                        Locale.ROOT,
                                        "%.2f",
                                        outcome.report().duration().toMillis() / 1000.0)
                                + " seconds\n\n"));
            }
            lines.add(new LogShipper.Line(end, "END RequestId: " + requestId + "\n"));
            lines.add(new LogShipper.Line(end, reportLine(requestId, outcome, configuration)));
        }
        Credential session = roles.session(target.name(), String.valueOf(configuration.role()), call);
        shipper.ship(new LogShipper.Parcel(
                call.in(target.name().account(), target.name().region()).as(session.principal()),
                Executions.logGroup(configuration),
                outcome.sandbox(),
                List.copyOf(lines)));
        StringBuilder text = new StringBuilder();
        lines.subList(shown, lines.size()).forEach(line -> text.append(line.text()));
        return text.toString();
    }

    private static String initStart(FunctionConfiguration configuration, boolean json) {
        String runtime = String.valueOf(configuration.runtime());
        int digit = 0;
        while (digit < runtime.length() && !Character.isDigit(runtime.charAt(digit))) {
            digit++;
        }
        String version =
                runtime.substring(0, digit) + ":" + runtime.substring(digit).replace(".x", "") + ".v1";
        String arn = configuration.runtimeVersionConfig() == null
                ? ""
                : String.valueOf(configuration.runtimeVersionConfig().runtimeVersionArn());
        if (!json) {
            return "INIT_START Runtime Version: " + version + "\tRuntime Version ARN: " + arn + "\n";
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("initializationType", "on-demand");
        record.put("phase", "init");
        record.put("runtimeVersion", version);
        record.put("runtimeVersionArn", arn);
        return Json.write(Map.of("type", "platform.initStart", "record", record)) + "\n";
    }

    private static Map<String, Object> start(String requestId, Invoker.Target target) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestId", requestId);
        record.put("version", target.version().number());
        return record;
    }

    private static Map<String, Object> report(String requestId, Outcome outcome, FunctionConfiguration configuration) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("durationMs", millis(outcome.report().duration()));
        metrics.put("billedDurationMs", billed(outcome));
        metrics.put("memorySizeMB", configuration.memorySize() == null ? 0 : configuration.memorySize());
        metrics.put("maxMemoryUsedMB", outcome.report().memoryMegabytes());
        Duration init = outcome.report().init();
        if (init != null) {
            metrics.put("initDurationMs", millis(init));
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestId", requestId);
        record.put("metrics", metrics);
        record.put(
                "status",
                outcome.report().status() == null ? "success" : outcome.report().status());
        return record;
    }

    private static String event(Instant time, String type, Map<String, Object> record) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("time", time.toString());
        event.put("type", type);
        event.put("record", record);
        return Json.write(event) + "\n";
    }

    private static String reportLine(String requestId, Outcome outcome, FunctionConfiguration configuration) {
        StringBuilder line = new StringBuilder("REPORT RequestId: ")
                .append(requestId)
                .append("\tDuration: ")
                .append(text(outcome.report().duration()))
                .append(" ms\tBilled Duration: ")
                .append(billed(outcome))
                .append(" ms\tMemory Size: ")
                .append(configuration.memorySize())
                .append(" MB\tMax Memory Used: ")
                .append(outcome.report().memoryMegabytes())
                .append(" MB\t");
        Duration init = outcome.report().init();
        if (init != null) {
            line.append("Init Duration: ").append(text(init)).append(" ms\t");
        }
        if (outcome.report().status() != null) {
            line.append("Status: ").append(outcome.report().status());
        }
        return line.append('\n').toString();
    }

    /** Whole milliseconds of the function, rounded up. */
    private static long billed(Outcome outcome) {
        return (long) Math.ceil(millis(outcome.report().duration()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_OF_A_MILLISECOND;
    }

    private static String text(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", millis(duration));
    }
}

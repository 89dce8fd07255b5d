package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.Metric;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricStat;
import cloudjar.kernel.json.Json;
import cloudjar.services.cloudwatch.StateChanges.Moment;
import cloudjar.services.cloudwatch.StateChanges.State;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What alarms tell topics and functions (recorded: test_put_metric_alarm, test_alarm_lambda_target). */
final class AlarmMessages {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** As the console names regions: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html. */
    private static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("us-east-1", "US East (N. Virginia)"),
            Map.entry("us-east-2", "US East (Ohio)"),
            Map.entry("us-west-1", "US West (N. California)"),
            Map.entry("us-west-2", "US West (Oregon)"),
            Map.entry("eu-west-1", "EU (Ireland)"),
            Map.entry("eu-west-2", "EU (London)"),
            Map.entry("eu-west-3", "EU (Paris)"),
            Map.entry("eu-central-1", "EU (Frankfurt)"),
            Map.entry("eu-north-1", "EU (Stockholm)"),
            Map.entry("eu-south-1", "EU (Milan)"),
            Map.entry("ca-central-1", "Canada (Central)"),
            Map.entry("sa-east-1", "South America (Sao Paulo)"),
            Map.entry("ap-south-1", "Asia Pacific (Mumbai)"),
            Map.entry("ap-northeast-1", "Asia Pacific (Tokyo)"),
            Map.entry("ap-northeast-2", "Asia Pacific (Seoul)"),
            Map.entry("ap-northeast-3", "Asia Pacific (Osaka)"),
            Map.entry("ap-southeast-1", "Asia Pacific (Singapore)"),
            Map.entry("ap-southeast-2", "Asia Pacific (Sydney)"));

    private AlarmMessages() {}

    static String region(String region) {
        return REGIONS.getOrDefault(region, region);
    }

    static boolean isFunction(String action) {
        return action.contains(":lambda:");
    }

    static String of(Moment moment, MetricAlarm alarm, State before, String action) {
        if (isFunction(action)) {
            Map<String, Object> configuration = new LinkedHashMap<>();
            put(configuration, "description", alarm.alarmDescription());
            configuration.put("metrics", metrics(alarm));
            State after = new State(text(alarm.stateValue()), text(alarm.stateReason()), alarm.stateReasonData());
            return event(moment, text(alarm.alarmName()), text(alarm.alarmArn()), before, after, configuration);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("AlarmName", alarm.alarmName());
        message.put("AlarmDescription", orNull(alarm.alarmDescription()));
        message.put("AWSAccountId", moment.account());
        message.put("AlarmConfigurationUpdatedTimestamp", time(alarm.alarmConfigurationUpdatedTimestamp()));
        message.put("NewStateValue", alarm.stateValue());
        message.put("NewStateReason", alarm.stateReason());
        message.put("StateChangeTime", TIME.format(moment.now()));
        message.put("Region", region(moment.region()));
        message.put("AlarmArn", alarm.alarmArn());
        message.put("OldStateValue", before.value());
        message.put("OKActions", alarm.okActions());
        message.put("AlarmActions", alarm.alarmActions());
        message.put("InsufficientDataActions", alarm.insufficientDataActions());
        message.put("Trigger", trigger(alarm));
        return Json.write(message);
    }

    static String of(Moment moment, CompositeAlarm alarm, State before, String action) {
        if (isFunction(action)) {
            Map<String, Object> configuration = new LinkedHashMap<>();
            put(configuration, "description", alarm.alarmDescription());
            configuration.put("alarmRule", alarm.alarmRule());
            State after = new State(text(alarm.stateValue()), text(alarm.stateReason()), alarm.stateReasonData());
            return event(moment, text(alarm.alarmName()), text(alarm.alarmArn()), before, after, configuration);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("AlarmName", alarm.alarmName());
        message.put("AlarmDescription", orNull(alarm.alarmDescription()));
        message.put("AWSAccountId", moment.account());
        message.put("NewStateValue", alarm.stateValue());
        message.put("NewStateReason", alarm.stateReason());
        message.put("StateChangeTime", TIME.format(moment.now()));
        message.put("Region", region(moment.region()));
        message.put("AlarmArn", alarm.alarmArn());
        message.put("OldStateValue", before.value());
        message.put("OKActions", alarm.okActions());
        message.put("AlarmActions", alarm.alarmActions());
        message.put("InsufficientDataActions", alarm.insufficientDataActions());
        message.put("AlarmRule", alarm.alarmRule());
        List<Object> triggering = triggering(alarm);
        if (!triggering.isEmpty()) {
            message.put("TriggeringChildren", triggering);
        }
        return Json.write(message);
    }

    /** Which alarms made a composite alarm change, as its state's data has them. */
    private static List<Object> triggering(CompositeAlarm alarm) {
        List<Object> children = new ArrayList<>();
        Object data = alarm.stateReasonData() == null
                ? null
                : Json.object(alarm.stateReasonData()).orElse(Map.of()).get("triggeringAlarms");
        if (data instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> child && child.get("state") instanceof Map<?, ?> state) {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("Arn", String.valueOf(child.get("arn")));
                    Map<String, Object> shownState = new LinkedHashMap<>();
                    shownState.put("Value", String.valueOf(state.get("value")));
                    shownState.put("Timestamp", String.valueOf(state.get("timestamp")));
                    shown.put("State", shownState);
                    children.add(shown);
                }
            }
        }
        return children;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? Json.NULL : value;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    private static Map<String, Object> trigger(MetricAlarm alarm) {
        Map<String, Object> trigger = new LinkedHashMap<>();
        if (alarm.metrics().isEmpty()) {
            trigger.put("MetricName", alarm.metricName());
            trigger.put("Namespace", alarm.namespace());
            if (alarm.statistic() != null) {
                trigger.put("StatisticType", "Statistic");
                trigger.put("Statistic", constant(alarm.statistic()));
            } else {
                trigger.put("StatisticType", "ExtendedStatistic");
                trigger.put("ExtendedStatistic", orNull(alarm.extendedStatistic()));
            }
            trigger.put("Unit", orNull(alarm.unit()));
            List<Object> dimensions = new ArrayList<>();
            alarm.dimensions().forEach(dimension -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("value", dimension.value());
                shown.put("name", dimension.name());
                dimensions.add(shown);
            });
            trigger.put("Dimensions", dimensions);
            trigger.put("Period", orNull(alarm.period()));
        } else {
            trigger.put("Metrics", metrics(alarm));
        }
        trigger.put("EvaluationPeriods", orNull(alarm.evaluationPeriods()));
        put(trigger, "DatapointsToAlarm", alarm.datapointsToAlarm());
        trigger.put("ComparisonOperator", alarm.comparisonOperator());
        trigger.put("Threshold", orNull(alarm.threshold() == null ? null : BigDecimal.valueOf(alarm.threshold())));
        trigger.put("TreatMissingData", text(alarm.treatMissingData()));
        trigger.put("EvaluateLowSampleCountPercentile", text(alarm.evaluateLowSampleCountPercentile()));
        return trigger;
    }

    /** {@code SampleCount} is {@code SAMPLE_COUNT}. */
    private static String constant(String statistic) {
        return statistic.equals("SampleCount") ? "SAMPLE_COUNT" : statistic.toUpperCase(Locale.ROOT);
    }

    private static List<Object> metrics(MetricAlarm alarm) {
        List<Object> metrics = new ArrayList<>();
        for (MetricDataQuery query : AlarmEvaluation.queries(alarm)) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", alarm.metrics().isEmpty() ? id(alarm) : query.id());
            put(shown, "expression", query.expression());
            MetricStat stat = query.metricStat();
            if (stat != null) {
                Map<String, Object> metricStat = new LinkedHashMap<>();
                metricStat.put("metric", metric(stat.metric()));
                metricStat.put("period", stat.period());
                metricStat.put("stat", stat.stat());
                put(metricStat, "unit", stat.unit());
                shown.put("metricStat", metricStat);
            }
            shown.put("returnData", Objects.requireNonNullElse(query.returnData(), true));
            metrics.add(shown);
        }
        return metrics;
    }

    /** AWS gives the one metric of an alarm an id of its own. */
    private static String id(MetricAlarm alarm) {
        return UUID.nameUUIDFromBytes(text(alarm.alarmArn()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Map<String, Object> metric(Metric metric) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("namespace", text(metric.namespace()));
        shown.put("name", text(metric.metricName()));
        Map<String, Object> dimensions = new LinkedHashMap<>();
        metric.dimensions().forEach(dimension -> dimensions.put(dimension.name(), dimension.value()));
        shown.put("dimensions", dimensions);
        return shown;
    }

    private static String event(
            Moment moment, String name, String arn, State before, State after, Map<String, Object> configuration) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alarmName", name);
        data.put("state", state(after, moment));
        data.put("previousState", state(before, moment));
        data.put("configuration", configuration);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("source", "aws.cloudwatch");
        event.put("alarmArn", arn);
        event.put("accountId", moment.account());
        event.put("time", TIME.format(moment.now()));
        event.put("region", moment.region());
        event.put("alarmData", data);
        return Json.write(event);
    }

    private static Map<String, Object> state(State state, Moment moment) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("value", state.value());
        shown.put("reason", state.reason());
        put(shown, "reasonData", state.data());
        shown.put("timestamp", TIME.format(moment.now()));
        return shown;
    }
}

package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.Alarm;
import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatch.DeleteAlarmsInput;
import cloudjar.api.cloudwatch.DescribeAlarmsInput;
import cloudjar.api.cloudwatch.DescribeAlarmsOutput;
import cloudjar.api.cloudwatch.GetMetricDataInput;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.PutMetricAlarmInput;
import cloudjar.api.cloudwatch.ScanBy;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms of policies in CloudWatch: those that target tracking policies make for themselves, and those that name others.
 *
 * <p>AWS describes them as "DO NOT EDIT OR DELETE", which keeps people from them.
 */
final class PolicyAlarms {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyAlarms.class);
    private static final int LOW_PERIODS = 15;
    private static final int PROVISIONED_PERIOD = 300;
    private static final int PROVISIONED_PERIODS = 3;
    private static final int NAME_MAX = 255;

    private final Cloud cloud;

    PolicyAlarms(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What an alarm of a target tracking policy is for; its word stands in the alarm's name. */
    enum Kind {
        HIGH("AlarmHigh"),
        LOW("AlarmLow"),
        PROVISIONED_HIGH("ProvisionedCapacityHigh"),
        PROVISIONED_LOW("ProvisionedCapacityLow");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The kind of an alarm; empty where the policy has not made it. */
        static Optional<Kind> of(StoredPolicy policy, String alarm) {
            if (policy.shown().alarms().stream()
                    .noneMatch(made -> made.alarmName().equals(alarm))) {
                return Optional.empty();
            }
            for (Kind kind : values()) {
                if (alarm.contains("-" + kind.word + "-")) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        boolean isProvisioned() {
            return this == PROVISIONED_HIGH || this == PROVISIONED_LOW;
        }
    }

    /** The names of the alarms that a target tracking policy is to have. */
    static List<Alarm> named(TargetTracking tracking, Call call) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.HIGH));
        if (tracking.scalesIn()) {
            kinds.add(Kind.LOW);
        }
        if (tracking.countsUnits()) {
            kinds.add(Kind.PROVISIONED_HIGH);
            kinds.add(Kind.PROVISIONED_LOW);
        }
        List<Alarm> alarms = new ArrayList<>();
        for (Kind kind : kinds) {
            String end = "-" + kind.word + "-" + call.world().ids().uuid();
            String begin = "TargetTracking-" + tracking.key().resource();
            String name = begin.substring(0, Math.min(begin.length(), NAME_MAX - end.length())) + end;
            alarms.add(Alarm.builder()
                    .alarmName(name)
                    .alarmARN(call.arn("cloudwatch", "alarm:" + name).toString())
                    .build());
        }
        return alarms;
    }

    /** Makes the alarms of a target tracking policy, or sets them to a capacity. */
    void put(StoredPolicy policy, int capacity, Call own) {
        TargetTracking tracking = tracking(policy);
        for (Alarm alarm : policy.shown().alarms()) {
            Kind kind = Kind.of(policy, alarm.alarmName()).orElseThrow();
            var unused = cloud.client(CloudWatch.API)
                    .putMetricAlarm(alarm(policy, tracking, alarm.alarmName(), kind, capacity), own);
        }
    }

    static TargetTracking tracking(StoredPolicy policy) {
        return new TargetTracking(
                policy.target(), Objects.requireNonNull(policy.shown().targetTrackingScalingPolicyConfiguration()));
    }

    private static PutMetricAlarmInput alarm(
            StoredPolicy policy, TargetTracking tracking, String name, Kind kind, int capacity) {
        // CreatedBy tells AWS which of its systems made the alarm; here it is the target.
        String action = policy.arn() + ":createdBy/" + policy.arn().split(":", -1)[6];
        PutMetricAlarmInput.Builder alarm = PutMetricAlarmInput.builder()
                .alarmName(name)
                .alarmDescription("DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + policy.arn() + ".")
                .alarmActions(List.of(action))
                .actionsEnabled(true)
                .comparisonOperator(
                        kind == Kind.HIGH || kind == Kind.PROVISIONED_HIGH
                                ? "GreaterThanThreshold"
                                : "LessThanThreshold");
        TrackedMetric metric = TrackedMetric.of(tracking.key(), tracking.configuration());
        if (kind.isProvisioned()) {
            var consumed = Objects.requireNonNull(metric.metric());
            return alarm.namespace(consumed.namespace())
                    .metricName(Objects.requireNonNull(consumed.metricName()).replace("Consumed", "Provisioned"))
                    .dimensions(consumed.dimensions())
                    .statistic("Average")
                    .period(PROVISIONED_PERIOD)
                    .evaluationPeriods(PROVISIONED_PERIODS)
                    .threshold((double) capacity)
                    .build();
        }
        alarm.threshold(kind == Kind.HIGH ? tracking.high(capacity) : tracking.low(capacity))
                .evaluationPeriods(kind == Kind.HIGH ? tracking.highPeriods() : LOW_PERIODS);
        if (metric.metric() == null) {
            return alarm.metrics(metric.math()).build();
        }
        return alarm.namespace(metric.metric().namespace())
                .metricName(metric.metric().metricName())
                .dimensions(metric.metric().dimensions())
                .statistic(metric.statistic())
                .unit(metric.unit())
                .period(TrackedMetric.PERIOD)
                .build();
    }

    /** Takes the alarms away that a policy has made; some may be gone. */
    void delete(StoredPolicy policy, Call own) {
        if (!policy.isTracking()) {
            return;
        }
        for (Alarm alarm : policy.shown().alarms()) {
            try {
                var unused = cloud.client(CloudWatch.API)
                        .deleteAlarms(
                                DeleteAlarmsInput.builder()
                                        .alarmNames(List.of(alarm.alarmName()))
                                        .build(),
                                own);
            } catch (ApiException e) {
                LOG.debug("An alarm of a policy is gone: alarm={}, code={}", alarm.alarmName(), e.code());
            }
        }
    }

    /** The alarms of a policy: those it made, or those that name it. */
    List<Alarm> of(StoredPolicy policy, Call own) {
        if (!policy.isStep()) {
            return policy.shown().alarms();
        }
        DescribeAlarmsOutput found = cloud.client(CloudWatch.API)
                .describeAlarms(
                        DescribeAlarmsInput.builder().actionPrefix(policy.arn()).build(), own);
        return found.metricAlarms().stream()
                .map(alarm -> Alarm.builder()
                        .alarmName(Objects.requireNonNull(alarm.alarmName()))
                        .alarmARN(Objects.requireNonNull(alarm.alarmArn()))
                        .build())
                .toList();
    }

    /** An alarm by its name. */
    Optional<MetricAlarm> find(String name, Call own) {
        return cloud
                .client(CloudWatch.API)
                .describeAlarms(
                        DescribeAlarmsInput.builder().alarmNames(List.of(name)).build(), own)
                .metricAlarms()
                .stream()
                .findFirst();
    }

    /** What was measured in the minutes before now, the newest first. */
    List<Double> measured(List<MetricDataQuery> queries, int minutes, Call own) {
        Instant end = Instant.ofEpochSecond(Math.floorDiv(own.time().getEpochSecond(), 60L) * 60L);
        return cloud
                .client(CloudWatch.API)
                .getMetricData(
                        GetMetricDataInput.builder()
                                .metricDataQueries(queries)
                                .startTime(end.minus(Duration.ofMinutes(minutes)))
                                .endTime(end)
                                .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                                .build(),
                        own)
                .metricDataResults()
                .stream()
                .findFirst()
                .map(result -> result.values())
                .orElse(List.of());
    }
}

package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AlarmContributor;
import cloudjar.api.cloudwatch.Alarms;
import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.DeleteAlarmsInput;
import cloudjar.api.cloudwatch.DeleteAlarmsResponse;
import cloudjar.api.cloudwatch.DescribeAlarmContributorsInput;
import cloudjar.api.cloudwatch.DescribeAlarmContributorsOutput;
import cloudjar.api.cloudwatch.DescribeAlarmsForMetricInput;
import cloudjar.api.cloudwatch.DescribeAlarmsForMetricOutput;
import cloudjar.api.cloudwatch.DescribeAlarmsInput;
import cloudjar.api.cloudwatch.DescribeAlarmsOutput;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.PutCompositeAlarmInput;
import cloudjar.api.cloudwatch.PutCompositeAlarmResponse;
import cloudjar.api.cloudwatch.PutMetricAlarmInput;
import cloudjar.api.cloudwatch.PutMetricAlarmResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with alarms, but for their states. */
final class AlarmOperations implements Alarms {
    private static final String METRIC_ALARM = "MetricAlarm";
    private static final String COMPOSITE_ALARM = "CompositeAlarm";
    private static final int LISTED_MAX = 100;

    private final LimitProfile limits;

    AlarmOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmInput in, Call call) {
        AlarmRules.check(in);
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            if (tables.composites.contains(tx, in.alarmName())) {
                throw CloudWatchErrors.validation("An alarm with this name exists, and is of another type.");
            }
            MetricAlarm before = tables.alarms.get(tx, in.alarmName()).orElse(null);
            MetricAlarm alarm = AlarmRules.alarm(in, before, call);
            tables.alarms.put(tx, in.alarmName(), alarm);
            if (before != null && !before.metrics().equals(alarm.metrics())) {
                AlarmContributors.forget(tx, tables, in.alarmName());
            }
            if (before == null) {
                room(tx, tables);
                Tags.set(tx, tables, StateChanges.arn(call, in.alarmName()), in.tags(), limits);
                AlarmHistory.created(tx, tables, in.alarmName(), METRIC_ALARM, call.time());
            } else {
                AlarmHistory.updated(tx, tables, in.alarmName(), METRIC_ALARM, call.time());
            }
            tx.at(
                    AlarmEvaluation.next(alarm, call.time()),
                    CloudWatchTimers.evaluate(call.account(), call.region(), in.alarmName()));
            return true;
        });
        return PutMetricAlarmResponse.of();
    }

    private void room(Snapshot snapshot, CloudWatchTables tables) {
        if (tables.alarms.count(snapshot) + tables.composites.count(snapshot) > CloudWatchLimits.ALARMS.in(limits)) {
            throw CloudWatchErrors.limit("You have reached the maximum number of alarms.");
        }
    }

    @Override
    public PutCompositeAlarmResponse putCompositeAlarm(PutCompositeAlarmInput in, Call call) {
        AlarmRule rule = AlarmRule.parse(in.alarmRule());
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            if (tables.alarms.contains(tx, in.alarmName())) {
                throw CloudWatchErrors.validation("An alarm with this name exists, and is of another type.");
            }
            for (String child : rule.children()) {
                if (!tables.alarms.contains(tx, child) && !tables.composites.contains(tx, child)) {
                    throw CloudWatchErrors.validation("Could not save the composite alarm as alarms [" + child
                            + "] in the alarm rule do not exist");
                }
            }
            CompositeAlarm before = tables.composites.get(tx, in.alarmName()).orElse(null);
            tables.composites.put(tx, in.alarmName(), AlarmRules.composite(in, before, call));
            if (before == null) {
                room(tx, tables);
                Tags.set(tx, tables, StateChanges.arn(call, in.alarmName()), in.tags(), limits);
                AlarmHistory.created(tx, tables, in.alarmName(), COMPOSITE_ALARM, call.time());
            } else {
                AlarmHistory.updated(tx, tables, in.alarmName(), COMPOSITE_ALARM, call.time());
            }
            tx.at(call.time(), CloudWatchTimers.compose(call.account(), call.region(), in.alarmName()));
            return true;
        });
        return PutCompositeAlarmResponse.of();
    }

    @Override
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            for (String name : in.alarmNames()) {
                if (!tables.alarms.contains(tx, name) && !tables.composites.contains(tx, name)) {
                    throw CloudWatchErrors.noAlarm();
                }
            }
            for (CompositeAlarm parent : tables.composites.rows(tx).values()) {
                boolean goes = in.alarmNames().contains(parent.alarmName());
                Set<String> children = AlarmRule.parse(Objects.requireNonNull(parent.alarmRule()))
                        .children();
                if (!goes && in.alarmNames().stream().anyMatch(children::contains)) {
                    throw CloudWatchErrors.validation("Could not delete alarms: they are in the rule of the composite"
                            + " alarm " + parent.alarmName());
                }
            }
            for (String name : in.alarmNames()) {
                boolean metric = tables.alarms.delete(tx, name);
                boolean composite = tables.composites.delete(tx, name);
                tables.tags.delete(tx, StateChanges.arn(call, name));
                AlarmContributors.forget(tx, tables, name);
                tx.cancel(
                        CloudWatchTimers.EVALUATE,
                        CloudWatchTimers.evaluate(call.account(), call.region(), name)
                                .id());
                AlarmHistory.deleted(
                        tx, tables, name, metric || !composite ? METRIC_ALARM : COMPOSITE_ALARM, call.time());
            }
            return true;
        });
        return DeleteAlarmsResponse.of();
    }

    @Override
    public DescribeAlarmsOutput describeAlarms(DescribeAlarmsInput in, Call call) {
        if (!in.alarmNames().isEmpty() && in.alarmNamePrefix() != null) {
            throw CloudWatchErrors.validation("AlarmNames and AlarmNamePrefix are mutually exclusive");
        }
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean metrics = in.alarmTypes().isEmpty() || in.alarmTypes().contains(METRIC_ALARM);
        boolean composites = in.alarmTypes().contains(COMPOSITE_ALARM)
                || in.alarmTypes().isEmpty() && (!in.alarmNames().isEmpty() || in.alarmNamePrefix() == null);
        return call.read(snapshot -> {
            AlarmFilter filter = AlarmFilter.of(in, snapshot, tables);
            int most = in.maxRecords() == null ? LISTED_MAX : in.maxRecords();
            String after = AlarmFilter.after(in.nextToken());
            List<MetricAlarm> metricAlarms = new ArrayList<>();
            List<CompositeAlarm> compositeAlarms = new ArrayList<>();
            // Both kinds share one order of names, so that a page ends at one name.
            String last = null;
            for (String name : names(snapshot, tables, metrics, composites)) {
                if (after != null && name.compareTo(after) <= 0) {
                    continue;
                }
                MetricAlarm metric = metrics ? tables.alarms.get(snapshot, name).orElse(null) : null;
                CompositeAlarm composite =
                        metric == null ? tables.composites.get(snapshot, name).orElse(null) : null;
                if (!(metric != null ? filter.matches(metric) : composite != null && filter.matches(composite))) {
                    continue;
                }
                if (metricAlarms.size() + compositeAlarms.size() == most) {
                    return output(metricAlarms, compositeAlarms, last);
                }
                if (metric != null) {
                    metricAlarms.add(metric);
                } else if (composite != null) {
                    compositeAlarms.add(composite);
                }
                last = name;
            }
            return output(metricAlarms, compositeAlarms, null);
        });
    }

    private static List<String> names(Snapshot snapshot, CloudWatchTables tables, boolean metrics, boolean composites) {
        List<String> names = new ArrayList<>();
        if (metrics) {
            names.addAll(tables.alarms.rows(snapshot).keys());
        }
        if (composites) {
            names.addAll(tables.composites.rows(snapshot).keys());
        }
        names.sort(null);
        return names;
    }

    private static DescribeAlarmsOutput output(
            List<MetricAlarm> metrics, List<CompositeAlarm> composites, @Nullable String last) {
        return DescribeAlarmsOutput.builder()
                .metricAlarms(metrics)
                .compositeAlarms(composites)
                .nextToken(last == null ? null : AlarmFilter.token(last))
                .build();
    }

    /** Those that are in alarm: an alarm about one time series has none. */
    @Override
    public DescribeAlarmContributorsOutput describeAlarmContributors(DescribeAlarmContributorsInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        String name = in.alarmName();
        try {
            Page<AlarmContributor> page = call.read(snapshot -> {
                        if (!tables.alarms.contains(snapshot, name) && !tables.composites.contains(snapshot, name)) {
                            throw CloudWatchErrors.notFound(METRIC_ALARM, name);
                        }
                        return tables.contributors.page(
                                snapshot,
                                Range.prefix(Key.of(name)),
                                LISTED_MAX,
                                in.nextToken(),
                                "DescribeAlarmContributors " + name,
                                row -> row.value().state().equals(StateChanges.ALARM));
                    })
                    .map(row -> row.value().shown());
            return DescribeAlarmContributorsOutput.builder()
                    .alarmContributors(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    @Override
    public DescribeAlarmsForMetricOutput describeAlarmsForMetric(DescribeAlarmsForMetricInput in, Call call) {
        MetricKey key = MetricKey.of(in.namespace(), in.metricName(), in.dimensions());
        List<MetricAlarm> alarms = call.read(snapshot -> CloudWatchTables.of(call)
                .alarms
                .rows(snapshot, Range.from(Key.EMPTY))
                .values());
        return DescribeAlarmsForMetricOutput.builder()
                .metricAlarms(alarms.stream()
                        .filter(alarm -> alarm.metricName() != null
                                && MetricKey.of(
                                                Objects.requireNonNull(alarm.namespace()),
                                                Objects.requireNonNull(alarm.metricName()),
                                                alarm.dimensions())
                                        .equals(key))
                        .filter(alarm ->
                                in.statistic() == null || in.statistic().equals(alarm.statistic()))
                        .filter(alarm -> in.extendedStatistic() == null
                                || in.extendedStatistic().equals(alarm.extendedStatistic()))
                        .filter(alarm -> in.period() == null || in.period().equals(alarm.period()))
                        .filter(alarm -> in.unit() == null || in.unit().equals(alarm.unit()))
                        .toList())
                .build();
    }
}

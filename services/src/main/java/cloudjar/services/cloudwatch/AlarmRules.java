package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.CompositeAlarm;
import cloudjar.api.cloudwatch.MetricAlarm;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.PutCompositeAlarmInput;
import cloudjar.api.cloudwatch.PutMetricAlarmInput;
import cloudjar.kernel.call.Call;
import cloudjar.services.cloudwatch.math.InvalidMathException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What alarms may be made of, and how they are at first. */
final class AlarmRules {
    private static final String UNCHECKED = "Unchecked: Initial alarm creation";
    private static final Set<String> BANDS =
            Set.of("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold");
    private static final Set<String> MISSING = Set.of("breaching", "notBreaching", "ignore", "missing");
    private static final Set<Integer> FINE_PERIODS = Set.of(10, 20, 30);
    private static final int MINUTE = 60;
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    private AlarmRules() {}

    static void check(PutMetricAlarmInput in) {
        boolean math = !in.metrics().isEmpty();
        if (math && in.metricName() != null) {
            throw CloudWatchErrors.exclusive("Metrics", "MetricName");
        }
        if (!math) {
            checkMetric(in);
        }
        in.metrics().forEach(AlarmRules::checkQuery);
        boolean band = BANDS.contains(in.comparisonOperator());
        if (band != (in.thresholdMetricId() != null)) {
            throw CloudWatchErrors.validation("ComparisonOperator " + in.comparisonOperator()
                    + (band ? " needs ThresholdMetricId" : " cannot be used with ThresholdMetricId"));
        }
        if (!band && in.threshold() == null) {
            throw CloudWatchErrors.missing("The parameter Threshold is required.");
        }
        if (in.treatMissingData() != null && !MISSING.contains(in.treatMissingData())) {
            throw CloudWatchErrors.validation(
                    "The value " + in.treatMissingData() + " for parameter TreatMissingData is not supported.");
        }
        if (in.datapointsToAlarm() != null && in.datapointsToAlarm() > in.evaluationPeriods()) {
            throw CloudWatchErrors.validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        }
    }

    private static void checkQuery(MetricDataQuery query) {
        if (query.expression() != null && InsightsQuery.is(query.expression())) {
            try {
                InsightsQuery unused = InsightsQuery.parse(query.expression());
            } catch (InvalidMathException e) {
                throw CloudWatchErrors.validation("Error in expression '" + query.id() + "': " + e.getMessage());
            }
        }
    }

    private static void checkMetric(PutMetricAlarmInput in) {
        if (in.metricName() == null || in.namespace() == null) {
            throw CloudWatchErrors.missing("The parameters MetricName and Namespace are required.");
        }
        if ((in.statistic() == null) == (in.extendedStatistic() == null)) {
            throw CloudWatchErrors.validation("Exactly one of Statistic and ExtendedStatistic must be specified.");
        }
        if (in.extendedStatistic() != null
                && Statistic.of(in.extendedStatistic()).isEmpty()) {
            throw CloudWatchErrors.value(
                    "The value " + in.extendedStatistic() + " for parameter ExtendedStatistic is not supported.");
        }
        Integer period = in.period();
        if (period == null) {
            throw CloudWatchErrors.missing("The parameter Period is required.");
        }
        if (period <= 0 || period % MINUTE != 0 && !FINE_PERIODS.contains(period)) {
            throw CloudWatchErrors.value("Period must be 10, 20, 30 or a multiple of 60");
        }
        long window = (long) period * in.evaluationPeriods();
        if (window > (period < MINUTE * MINUTE ? DAY : WEEK)) {
            throw CloudWatchErrors.validation("Metrics cannot be checked across more than "
                    + (period < MINUTE * MINUTE ? "a day" : "seven days")
                    + " (EvaluationPeriods * Period must be <= " + (period < MINUTE * MINUTE ? DAY : WEEK) + ").");
        }
    }

    /** The alarm; one that was there keeps its state. */
    static MetricAlarm alarm(PutMetricAlarmInput in, @Nullable MetricAlarm before, Call call) {
        return MetricAlarm.builder()
                .alarmName(in.alarmName())
                .alarmArn(StateChanges.arn(call, in.alarmName()))
                .alarmDescription(in.alarmDescription())
                .alarmConfigurationUpdatedTimestamp(call.time())
                .actionsEnabled(Objects.requireNonNullElse(in.actionsEnabled(), true))
                .okActions(in.okActions())
                .alarmActions(in.alarmActions())
                .insufficientDataActions(in.insufficientDataActions())
                .stateValue(before == null ? StateChanges.INSUFFICIENT_DATA : before.stateValue())
                .stateReason(before == null ? UNCHECKED : before.stateReason())
                .stateReasonData(before == null ? null : before.stateReasonData())
                .stateUpdatedTimestamp(before == null ? call.time() : before.stateUpdatedTimestamp())
                .stateTransitionedTimestamp(before == null ? call.time() : before.stateTransitionedTimestamp())
                .metricName(in.metricName())
                .namespace(in.namespace())
                .statistic(in.statistic())
                .extendedStatistic(in.extendedStatistic())
                .dimensions(in.metrics().isEmpty() ? in.dimensions() : null)
                .period(in.period())
                .unit(in.unit())
                .evaluationPeriods(in.evaluationPeriods())
                .datapointsToAlarm(in.datapointsToAlarm())
                .threshold(in.threshold())
                .comparisonOperator(in.comparisonOperator())
                .treatMissingData(in.treatMissingData())
                .evaluateLowSampleCountPercentile(in.evaluateLowSampleCountPercentile())
                .metrics(in.metrics().isEmpty() ? null : in.metrics())
                .thresholdMetricId(in.thresholdMetricId())
                .build();
    }

    static CompositeAlarm composite(PutCompositeAlarmInput in, @Nullable CompositeAlarm before, Call call) {
        return CompositeAlarm.builder()
                .alarmName(in.alarmName())
                .alarmArn(StateChanges.arn(call, in.alarmName()))
                .alarmDescription(in.alarmDescription())
                .alarmConfigurationUpdatedTimestamp(call.time())
                .alarmRule(in.alarmRule())
                .actionsEnabled(Objects.requireNonNullElse(in.actionsEnabled(), true))
                .okActions(in.okActions())
                .alarmActions(in.alarmActions())
                .insufficientDataActions(in.insufficientDataActions())
                .actionsSuppressor(in.actionsSuppressor())
                .actionsSuppressorWaitPeriod(in.actionsSuppressorWaitPeriod())
                .actionsSuppressorExtensionPeriod(in.actionsSuppressorExtensionPeriod())
                .stateValue(before == null ? StateChanges.INSUFFICIENT_DATA : before.stateValue())
                .stateReason(before == null ? UNCHECKED : before.stateReason())
                .stateReasonData(before == null ? null : before.stateReasonData())
                .stateUpdatedTimestamp(before == null ? call.time() : before.stateUpdatedTimestamp())
                .stateTransitionedTimestamp(before == null ? call.time() : before.stateTransitionedTimestamp())
                .build();
    }
}

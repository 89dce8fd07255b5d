package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.api.cloudwatch.StatisticSet;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.cloudwatch.Metrics.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Takes data points in. */
final class PutMetrics {
    private final LimitProfile limits;

    PutMetrics(LimitProfile limits) {
        this.limits = limits;
    }

    void put(PutMetricDataInput in, Call call) {
        List<MetricDatum> datums = new ArrayList<>(in.metricData());
        in.entityMetricData().forEach(entity -> datums.addAll(entity.metricData()));
        if (datums.isEmpty()) {
            throw CloudWatchErrors.missing("The parameter MetricData is required.");
        }
        if (datums.size() > CloudWatchLimits.DATUMS.in(limits)) {
            throw CloudWatchErrors.value("The collection MetricData must not have a size greater than "
                    + CloudWatchLimits.DATUMS.in(limits) + ".");
        }
        List<MetricKey> keys = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < datums.size(); i++) {
            String where = "MetricData.member." + (i + 1) + ".";
            keys.add(key(in.namespace(), datums.get(i), where));
            samples.add(sample(datums.get(i), where, call.time()));
        }
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            for (int i = 0; i < samples.size(); i++) {
                Metrics.add(tx, tables, keys.get(i), samples.get(i), call.time());
            }
            CloudWatchTimers.trim(tx, call);
            return true;
        });
    }

    private MetricKey key(String namespace, MetricDatum datum, String where) {
        if (datum.dimensions().size() > CloudWatchLimits.DIMENSIONS.in(limits)) {
            throw CloudWatchErrors.value("The collection " + where + "Dimensions must not have a size greater than "
                    + CloudWatchLimits.DIMENSIONS.in(limits) + ".");
        }
        Set<String> names = new HashSet<>();
        datum.dimensions().forEach(dimension -> {
            if (!names.add(dimension.name())) {
                throw CloudWatchErrors.value(
                        "The parameter " + where + "Dimensions has the dimension " + dimension.name() + " twice.");
            }
        });
        return MetricKey.of(namespace, datum.metricName(), datum.dimensions());
    }

    private Sample sample(MetricDatum datum, String where, Instant now) {
        Instant time = Objects.requireNonNullElse(datum.timestamp(), now);
        if (time.isBefore(now.minus(Duration.ofDays(CloudWatchLimits.AGE_DAYS.in(limits))))) {
            throw CloudWatchErrors.value(
                    "The parameter " + where + "Timestamp must specify a time no more than two weeks in the past.");
        }
        if (time.isAfter(now.plus(Duration.ofHours(CloudWatchLimits.FUTURE_HOURS.in(limits))))) {
            throw CloudWatchErrors.value(
                    "The parameter " + where + "Timestamp must specify a time within two hours from now.");
        }
        Integer resolution = datum.storageResolution();
        if (resolution != null && resolution != 1 && resolution != 60) {
            throw CloudWatchErrors.value("The parameter " + where + "StorageResolution must be 1 or 60.");
        }
        return new Sample(
                time,
                Objects.requireNonNullElse(datum.unit(), Metrics.NO_UNIT),
                point(datum, where),
                resolution != null && resolution == 1);
    }

    private Point point(MetricDatum datum, String where) {
        StatisticSet set = datum.statisticValues();
        List<Double> values = datum.values();
        if (datum.value() != null && datum.hasValues()) {
            throw CloudWatchErrors.exclusive(where + "Value", where + "Values");
        }
        if (datum.value() != null && set != null) {
            throw CloudWatchErrors.exclusive(where + "Value", where + "StatisticValues");
        }
        if (datum.value() != null) {
            return Point.of(finite(datum.value(), where + "Value"));
        }
        // AWS takes values beside a statistic set (recorded: test_put_metric_data_validation).
        if (set != null && values.isEmpty()) {
            return ofSet(set, where);
        }
        if (values.isEmpty()) {
            throw CloudWatchErrors.missing("At least one of the parameters must be specified: " + where + "Value, "
                    + where + "Values, " + where + "StatisticValues.");
        }
        List<Double> counts = datum.hasCounts() ? datum.counts() : Collections.nCopies(values.size(), 1.0);
        if (counts.size() != values.size()) {
            throw CloudWatchErrors.value(
                    "The parameters " + where + "Values and " + where + "Counts must be of the same size.");
        }
        if (values.size() > CloudWatchLimits.VALUES.in(limits)) {
            throw CloudWatchErrors.value("The collection " + where + "Values must not have a size greater than "
                    + CloudWatchLimits.VALUES.in(limits) + ".");
        }
        values.forEach(value -> finite(value, where + "Values"));
        return Point.of(values, counts);
    }

    private static Point ofSet(StatisticSet set, String where) {
        if (set.sampleCount() <= 0 || set.minimum() > set.maximum()) {
            throw CloudWatchErrors.value("The parameter " + where + "StatisticValues is not a statistic set.");
        }
        boolean known = set.minimum() == set.maximum();
        return new Point(
                set.sampleCount(),
                finite(set.sum(), where + "StatisticValues.Sum"),
                finite(set.minimum(), where + "StatisticValues.Minimum"),
                finite(set.maximum(), where + "StatisticValues.Maximum"),
                known ? List.of(set.minimum()) : List.of(),
                known ? List.of(set.sampleCount()) : List.of());
    }

    /** Values that are no numbers, or have more than 360 binary digits on either side, are refused (API Reference, MetricDatum). */
    private static double finite(double value, String where) {
        if (!Double.isFinite(value) || Math.abs(value) > 0x1p360) {
            throw CloudWatchErrors.value("The value " + value + " for parameter " + where + " is invalid.");
        }
        return value;
    }
}

package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.Datapoint;
import cloudjar.api.cloudwatch.DimensionFilter;
import cloudjar.api.cloudwatch.GetMetricDataInput;
import cloudjar.api.cloudwatch.GetMetricDataOutput;
import cloudjar.api.cloudwatch.GetMetricStatisticsInput;
import cloudjar.api.cloudwatch.GetMetricStatisticsOutput;
import cloudjar.api.cloudwatch.GetMetricWidgetImageInput;
import cloudjar.api.cloudwatch.GetMetricWidgetImageOutput;
import cloudjar.api.cloudwatch.ListMetricsInput;
import cloudjar.api.cloudwatch.ListMetricsOutput;
import cloudjar.api.cloudwatch.Metric;
import cloudjar.api.cloudwatch.MetricPoints;
import cloudjar.api.cloudwatch.PutMetricDataInput;
import cloudjar.api.cloudwatch.PutMetricDataResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

/** What can be done with metrics. */
final class MetricOperations implements MetricPoints {
    private static final int MINUTE = 60;
    private static final Set<Integer> FINE_PERIODS = Set.of(1, 5, 10, 20, 30);
    private static final Duration RECENT = Duration.ofHours(3);

    private final LimitProfile limits;
    private final PutMetrics putting;
    private final MetricQueries queries;
    private final WidgetImages images;

    MetricOperations(LimitProfile limits) {
        this.limits = limits;
        this.putting = new PutMetrics(limits);
        this.queries = new MetricQueries(limits);
        this.images = new WidgetImages(limits);
    }

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataInput in, Call call) {
        putting.put(in, call);
        return PutMetricDataResponse.of();
    }

    @Override
    public ListMetricsOutput listMetrics(ListMetricsInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        Instant since = call.time()
                .minus(in.recentlyActive() != null ? RECENT : Duration.ofDays(CloudWatchLimits.LISTED_DAYS.in(limits)));
        Range range = in.namespace() == null
                ? Range.all()
                : in.metricName() == null
                        ? Range.prefix(Key.of(in.namespace()))
                        : Range.prefix(Key.of(in.namespace(), in.metricName()));
        String query = "ListMetrics " + in.metricName() + " " + in.dimensions() + " " + in.recentlyActive();
        try {
            Page<Metric> page = call.read(snapshot -> tables.metrics.page(
                            snapshot,
                            range,
                            CloudWatchLimits.LISTED_METRICS.intIn(limits),
                            in.nextToken(),
                            query,
                            row -> matches(row.value(), in, since)))
                    .map(row -> Metric.builder()
                            .namespace(row.value().key().namespace())
                            .metricName(row.value().key().name())
                            .dimensions(row.value().key().shownDimensions())
                            .build());
            return ListMetricsOutput.builder()
                    .metrics(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    private static boolean matches(StoredMetric metric, ListMetricsInput in, Instant since) {
        return (in.metricName() == null || metric.key().name().equals(in.metricName()))
                && metric.latestMillis() >= since.toEpochMilli()
                && in.dimensions().stream().allMatch(filter -> matches(metric, filter));
    }

    private static boolean matches(StoredMetric metric, DimensionFilter filter) {
        String value = metric.key().dimensions().get(filter.name());
        return value != null && (filter.value() == null || value.equals(filter.value()));
    }

    @Override
    public GetMetricStatisticsOutput getMetricStatistics(GetMetricStatisticsInput in, Call call) {
        List<Statistic> statistics = statistics(in);
        checkPeriod(in.period());
        long from = in.startTime().getEpochSecond();
        long to = in.endTime().getEpochSecond();
        if (!in.startTime().isBefore(in.endTime())) {
            throw CloudWatchErrors.times();
        }
        long asked = (to - from) / in.period();
        if (asked > CloudWatchLimits.DATAPOINTS.in(limits)) {
            throw CloudWatchErrors.tooMany(asked, CloudWatchLimits.DATAPOINTS.in(limits));
        }
        MetricKey key = MetricKey.of(in.namespace(), in.metricName(), in.dimensions());
        Metrics.Reading reading = new Metrics.Reading(key, in.unit(), from, to, in.period());
        SortedMap<String, SortedMap<Long, Point>> units =
                call.read(snapshot -> Metrics.read(snapshot, CloudWatchTables.of(call), reading, call.time()));
        List<Datapoint> datapoints = new ArrayList<>();
        units.forEach((unit, points) ->
                points.forEach((start, point) -> datapoints.add(datapoint(statistics, unit, start, point))));
        return GetMetricStatisticsOutput.builder()
                .label(in.metricName())
                .datapoints(datapoints)
                .build();
    }

    private static List<Statistic> statistics(GetMetricStatisticsInput in) {
        if (in.statistics().isEmpty() && in.extendedStatistics().isEmpty()) {
            throw CloudWatchErrors.missing("Must specify either Statistics or ExtendedStatistics");
        }
        if (!in.statistics().isEmpty() && !in.extendedStatistics().isEmpty()) {
            throw CloudWatchErrors.exclusive("Statistics", "ExtendedStatistics");
        }
        List<Statistic> statistics = new ArrayList<>();
        for (String name : in.statistics().isEmpty() ? in.extendedStatistics() : in.statistics()) {
            statistics.add(Statistic.of(name)
                    .orElseThrow(() -> CloudWatchErrors.value(
                            "The value " + name + " for parameter ExtendedStatistics is not supported.")));
        }
        return statistics;
    }

    static void checkPeriod(int period) {
        if (period <= 0 || period % MINUTE != 0 && !FINE_PERIODS.contains(period)) {
            throw CloudWatchErrors.value(
                    "The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60 and greater than 0.");
        }
    }

    private static Datapoint datapoint(List<Statistic> statistics, String unit, long start, Point point) {
        Datapoint.Builder shown =
                Datapoint.builder().timestamp(Instant.ofEpochSecond(start)).unit(unit);
        Map<String, Double> extended = new LinkedHashMap<>();
        for (Statistic statistic : statistics) {
            OptionalDouble value = statistic.of(point);
            if (value.isPresent()) {
                switch (statistic.kind()) {
                    case AVERAGE -> shown.average(value.getAsDouble());
                    case SUM -> shown.sum(value.getAsDouble());
                    case MINIMUM -> shown.minimum(value.getAsDouble());
                    case MAXIMUM -> shown.maximum(value.getAsDouble());
                    case SAMPLE_COUNT -> shown.sampleCount(value.getAsDouble());
                    case PERCENTILE, TRIMMED_MEAN, WINSORIZED_MEAN, TRIMMED_COUNT, TRIMMED_SUM, PERCENTILE_RANK ->
                        extended.put(statistic.name(), value.getAsDouble());
                }
            }
        }
        return shown.extendedStatistics(extended.isEmpty() ? null : extended).build();
    }

    @Override
    public GetMetricDataOutput getMetricData(GetMetricDataInput in, Call call) {
        return queries.answer(in, call);
    }

    @Override
    public GetMetricWidgetImageOutput getMetricWidgetImage(GetMetricWidgetImageInput in, Call call) {
        return GetMetricWidgetImageOutput.builder()
                .metricWidgetImage(images.draw(in.metricWidget(), call))
                .build();
    }
}

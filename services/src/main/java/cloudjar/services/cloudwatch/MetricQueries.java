package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.GetMetricDataInput;
import cloudjar.api.cloudwatch.GetMetricDataOutput;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricDataResult;
import cloudjar.api.cloudwatch.MetricStat;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.cloudwatch.math.InvalidMathException;
import cloudjar.services.cloudwatch.math.Outcome;
import cloudjar.services.cloudwatch.math.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Answers GetMetricData. */
final class MetricQueries {
    private static final int ANSWERED_MAX = 100_800;

    private final LimitProfile limits;

    MetricQueries(LimitProfile limits) {
        this.limits = limits;
    }

    GetMetricDataOutput answer(GetMetricDataInput in, Call call) {
        check(in);
        return call.read(snapshot -> answer(in, snapshot, call));
    }

    private void check(GetMetricDataInput in) {
        if (!in.startTime().isBefore(in.endTime())) {
            throw CloudWatchErrors.validation("The parameter StartTime must be less than the parameter EndTime.");
        }
        if (in.metricDataQueries().size() > CloudWatchLimits.QUERIES.in(limits)) {
            throw CloudWatchErrors.validation("The collection MetricDataQueries must not have a size greater than "
                    + CloudWatchLimits.QUERIES.in(limits) + ".");
        }
        Set<String> ids = new HashSet<>();
        for (MetricDataQuery query : in.metricDataQueries()) {
            if (!ids.add(query.id())) {
                throw CloudWatchErrors.validation("The values for parameter id in MetricDataQueries are not unique.");
            }
            if ((query.metricStat() == null) == (query.expression() == null)) {
                throw CloudWatchErrors.validation(
                        "Exactly one of MetricStat and Expression must be specified for " + query.id() + ".");
            }
            if (query.metricStat() != null) {
                MetricOperations.checkPeriod(query.metricStat().period());
                if (Statistic.of(query.metricStat().stat()).isEmpty()) {
                    throw CloudWatchErrors.validation(
                            "The value " + query.metricStat().stat()
                                    + " for parameter MetricDataQueries.member.1.MetricStat.Stat is not supported.");
                }
            }
        }
    }

    private static GetMetricDataOutput answer(GetMetricDataInput in, Snapshot snapshot, Call call) {
        QueryScope scope = new QueryScope(
                snapshot,
                CloudWatchTables.of(call),
                in.metricDataQueries(),
                new QueryScope.Window(
                        in.startTime().getEpochSecond(), in.endTime().getEpochSecond(), call.time()));
        Labels labels = Labels.of(in.metricDataQueries());
        DynamicLabel.Place place = new DynamicLabel.Place(
                call.account(), call.region(), call.time(), DynamicLabel.zone(in.labelOptions()));
        boolean ascending = "TimestampAscending".equals(in.scanBy());
        List<MetricDataResult> results = new ArrayList<>();
        int room = Objects.requireNonNullElse(in.maxDatapoints(), ANSWERED_MAX);
        for (MetricDataQuery query : in.metricDataQueries()) {
            if (!Boolean.FALSE.equals(query.returnData())) {
                for (Series series : series(scope, query)) {
                    String label = labels.of(query, series, place);
                    MetricDataResult result = result(query, label, series, ascending, room)
                            .messages(scope.messages(query.id()).isEmpty() ? null : scope.messages(query.id()))
                            .build();
                    room -= result.values().size();
                    results.add(result);
                }
            }
        }
        return GetMetricDataOutput.builder()
                .metricDataResults(results)
                .messages(List.of())
                .build();
    }

    private static List<Series> series(QueryScope scope, MetricDataQuery query) {
        try {
            return switch (scope.byId(query.id())) {
                case Series one -> List.of(one);
                case Outcome.Many many -> many.series();
                case Outcome.Scalar _ ->
                    throw CloudWatchErrors.validation("Error in expression '" + query.id()
                            + "': the result of an expression must be a time series or an array of time series.");
            };
        } catch (InvalidMathException e) {
            throw CloudWatchErrors.validation("Error in expression '" + query.id() + "': " + e.getMessage());
        }
    }

    private static MetricDataResult.Builder result(
            MetricDataQuery query, String label, Series series, boolean ascending, int room) {
        Comparator<Map.Entry<Long, Double>> order = Map.Entry.comparingByKey();
        List<Map.Entry<Long, Double>> entries = series.values().entrySet().stream()
                .sorted(ascending ? order : order.reversed())
                .limit(Math.max(0, room))
                .toList();
        boolean whole = entries.size() == series.values().size();
        return MetricDataResult.builder()
                .id(query.id())
                .label(label)
                .timestamps(entries.stream()
                        .map(entry -> Instant.ofEpochSecond(entry.getKey()))
                        .toList())
                .values(entries.stream().map(Map.Entry::getValue).toList())
                .statusCode(whole ? "Complete" : "PartialData");
    }

    /**
     * How results are named where nobody says: by their metric, and by what tells the queries apart beside it (recorded:
     * test_label_generation).
     */
    private record Labels(boolean statistics, boolean periods) {
        static Labels of(List<MetricDataQuery> queries) {
            Set<String> statistics = new HashSet<>();
            Set<Integer> periods = new HashSet<>();
            queries.stream()
                    .map(MetricDataQuery::metricStat)
                    .filter(Objects::nonNull)
                    .forEach(stat -> {
                        statistics.add(stat.stat());
                        periods.add(stat.period());
                    });
            return new Labels(statistics.size() > 1, periods.size() > 1);
        }

        String of(MetricDataQuery query, Series series, DynamicLabel.Place place) {
            return query.label() == null
                    ? usual(query, series)
                    : new DynamicLabel(query.label()).of(series, usual(query, series), place);
        }

        private String usual(MetricDataQuery query, Series series) {
            MetricStat stat = query.metricStat();
            if (stat == null) {
                return series.label().isEmpty() ? query.id() : series.label();
            }
            return series.label() + (statistics ? " " + stat.stat() : "") + (periods ? " " + stat.period() : "");
        }
    }
}

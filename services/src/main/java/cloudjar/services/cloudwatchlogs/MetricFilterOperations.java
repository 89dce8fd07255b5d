package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.DeleteMetricFilterRequest;
import cloudjar.api.cloudwatchlogs.DeleteMetricFilterResponse;
import cloudjar.api.cloudwatchlogs.DescribeMetricFiltersRequest;
import cloudjar.api.cloudwatchlogs.DescribeMetricFiltersResponse;
import cloudjar.api.cloudwatchlogs.MetricFilterMatchRecord;
import cloudjar.api.cloudwatchlogs.MetricFilters;
import cloudjar.api.cloudwatchlogs.MetricTransformation;
import cloudjar.api.cloudwatchlogs.PutMetricFilterRequest;
import cloudjar.api.cloudwatchlogs.PutMetricFilterResponse;
import cloudjar.api.cloudwatchlogs.TestMetricFilterRequest;
import cloudjar.api.cloudwatchlogs.TestMetricFilterResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.services.cloudwatchlogs.LogsTables.PartKey;
import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be done with metric filters. */
final class MetricFilterOperations implements MetricFilters {
    private static final int DIMENSIONS_MAX = 3;

    private final LimitProfile limits;

    MetricFilterOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public PutMetricFilterResponse putMetricFilter(PutMetricFilterRequest in, Call call) {
        FilterPattern pattern = Patterns.of(in.filterPattern());
        List<MetricFilter.Transformation> transformations = in.metricTransformations().stream()
                .map(MetricFilterOperations::checked)
                .toList();
        LogsTables tables = LogsTables.of(call);
        PartKey key = new PartKey(in.logGroupName(), in.filterName());
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, in.logGroupName());
            if (!tables.metricFilters.contains(tx, key)
                    && tables.metricFilterCount(tx, group.name()) >= LogsLimits.METRIC_FILTERS.in(limits)) {
                throw LogsErrors.limit();
            }
            tables.metricFilters.put(
                    tx,
                    key,
                    new MetricFilter(group.name(), key.name(), in.filterPattern(), transformations, call.time()));
            return pattern == FilterPattern.ALL;
        });
        return PutMetricFilterResponse.of();
    }

    private static MetricFilter.Transformation checked(MetricTransformation given) {
        Map<String, String> dimensions = given.dimensions();
        if (dimensions.size() > DIMENSIONS_MAX) {
            throw LogsErrors.invalid("A metric filter can have no more than 3 dimensions.");
        }
        if (!dimensions.isEmpty() && given.defaultValue() != null) {
            throw LogsErrors.invalid(
                    "Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
        }
        String value = given.metricValue();
        if (!value.startsWith("$") && FilteredValue.number(value).isEmpty()) {
            throw LogsErrors.invalid("Invalid metric value: " + value);
        }
        return new MetricFilter.Transformation(
                given.metricName(), given.metricNamespace(), value, given.defaultValue(), dimensions, given.unit());
    }

    @Override
    public DeleteMetricFilterResponse deleteMetricFilter(DeleteMetricFilterRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, in.logGroupName());
            if (!tables.metricFilters.delete(tx, new PartKey(group.name(), in.filterName()))) {
                throw LogsErrors.notFound("The specified metric filter does not exist.");
            }
            return true;
        });
        return DeleteMetricFilterResponse.of();
    }

    @Override
    public DescribeMetricFiltersResponse describeMetricFilters(DescribeMetricFiltersRequest in, Call call) {
        if ((in.metricName() == null) != (in.metricNamespace() == null)) {
            throw LogsErrors.invalid("metricName and metricNamespace must be given together.");
        }
        LogsTables tables = LogsTables.of(call);
        String query =
                "DescribeMetricFilters " + in.filterNamePrefix() + " " + in.metricName() + " " + in.metricNamespace();
        return call.read(snapshot -> {
            Range range = Range.all();
            if (in.logGroupName() != null) {
                range = Range.prefix(
                        Key.of(tables.group(snapshot, in.logGroupName()).name()));
            }
            Range from = range;
            Page<cloudjar.api.cloudwatchlogs.MetricFilter> page = Paging.page(() -> tables.metricFilters.page(
                            snapshot,
                            from,
                            Paging.limit(in.limit()),
                            in.nextToken(),
                            query,
                            row -> Paging.begins(row.key().name(), in.filterNamePrefix())
                                    && (in.metricName() == null || isOf(row.value(), in))))
                    .map(row -> shown(row.value()));
            return DescribeMetricFiltersResponse.builder()
                    .metricFilters(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    private static boolean isOf(MetricFilter filter, DescribeMetricFiltersRequest in) {
        return filter.transformations().stream()
                .anyMatch(one ->
                        one.metric().equals(in.metricName()) && one.namespace().equals(in.metricNamespace()));
    }

    private static cloudjar.api.cloudwatchlogs.MetricFilter shown(MetricFilter filter) {
        return cloudjar.api.cloudwatchlogs.MetricFilter.builder()
                .filterName(filter.name())
                .filterPattern(filter.pattern())
                .logGroupName(filter.group())
                .creationTime(filter.created().toEpochMilli())
                .applyOnTransformedLogs(false)
                .metricTransformations(filter.transformations().stream()
                        .map(one -> MetricTransformation.builder()
                                .metricName(one.metric())
                                .metricNamespace(one.namespace())
                                .metricValue(one.value())
                                .defaultValue(one.otherwise())
                                .dimensions(one.dimensions().isEmpty() ? null : one.dimensions())
                                .unit(one.unit())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public TestMetricFilterResponse testMetricFilter(TestMetricFilterRequest in, Call call) {
        FilterPattern pattern = Patterns.of(in.filterPattern());
        List<MetricFilterMatchRecord> matches = new ArrayList<>();
        for (int i = 0; i < in.logEventMessages().size(); i++) {
            String message = in.logEventMessages().get(i);
            if (pattern.matches(message)) {
                matches.add(MetricFilterMatchRecord.builder()
                        .eventNumber(i + 1L)
                        .eventMessage(message)
                        .extractedValues(pattern.extracted(message))
                        .build());
            }
        }
        return TestMetricFilterResponse.builder().matches(matches).build();
    }
}

package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.GetInsightRuleReportInput;
import cloudjar.api.cloudwatch.GetInsightRuleReportOutput;
import cloudjar.api.cloudwatch.InsightRuleContributor;
import cloudjar.api.cloudwatch.InsightRuleContributorDatapoint;
import cloudjar.api.cloudwatch.InsightRuleMetricDatapoint;
import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.cloudwatchlogs.DescribeLogGroupsRequest;
import cloudjar.api.cloudwatchlogs.DescribeLogGroupsResponse;
import cloudjar.api.cloudwatchlogs.FilterLogEventsRequest;
import cloudjar.api.cloudwatchlogs.FilterLogEventsResponse;
import cloudjar.api.cloudwatchlogs.FilteredLogEvent;
import cloudjar.api.cloudwatchlogs.LogGroup;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a rule of Contributor Insights finds in logs: counted when it is asked for, of the events that are there. */
final class InsightReport {
    /** Ours: of more contributors than these, those that come later are left out. */
    private static final int CONTRIBUTORS_MAX = 50_000;

    private static final int SHOWN = 10;

    private final ContributionRule rule;
    private final GetInsightRuleReportInput in;
    private final Map<List<String>, SortedMap<Long, Double>> contributors = new HashMap<>();
    private final SortedMap<Long, DoubleSummaryStatistics> periods = new TreeMap<>();

    InsightReport(ContributionRule rule, GetInsightRuleReportInput in) {
        this.rule = rule;
        this.in = in;
    }

    /** Reads the events, on the caller's behalf. */
    GetInsightRuleReportOutput read(Cloud cloud, Call call) {
        CloudWatchLogs logs = cloud.client(CloudWatchLogs.API);
        for (String group : rule.groups()) {
            if (group.endsWith("*")) {
                matching(logs, group.substring(0, group.length() - 1), call).forEach(name -> count(logs, name, call));
            } else {
                count(logs, group, call);
            }
        }
        return report();
    }

    private static List<String> matching(CloudWatchLogs logs, String prefix, Call call) {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            DescribeLogGroupsResponse page = logs.describeLogGroups(
                    DescribeLogGroupsRequest.builder()
                            .logGroupNamePrefix(prefix.isEmpty() ? null : prefix)
                            .nextToken(token)
                            .build(),
                    call);
            page.logGroups().stream()
                    .map(LogGroup::logGroupName)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
            token = page.nextToken();
        } while (token != null);
        return names;
    }

    private void count(CloudWatchLogs logs, String group, Call call) {
        String token = null;
        do {
            FilterLogEventsResponse page = logs.filterLogEvents(
                    FilterLogEventsRequest.builder()
                            .logGroupName(group)
                            .startTime(in.startTime().toEpochMilli())
                            .endTime(in.endTime().toEpochMilli() - 1)
                            .nextToken(token)
                            .build(),
                    call);
            page.events().forEach(this::count);
            token = page.nextToken();
        } while (token != null);
    }

    private void count(FilteredLogEvent event) {
        Map<?, ?> json =
                rule.read(Objects.requireNonNullElse(event.message(), "")).orElse(null);
        if (json == null) {
            return;
        }
        List<String> who = rule.contributor(json);
        Double value = rule.value(json);
        if (who.isEmpty()
                || value == null
                || contributors.size() >= CONTRIBUTORS_MAX && !contributors.containsKey(who)) {
            return;
        }
        long seconds = Objects.requireNonNull(event.timestamp()) / 1000;
        long start = Math.floorDiv(seconds, (long) in.period()) * in.period();
        var unused = contributors.computeIfAbsent(who, _ -> new TreeMap<>()).merge(start, value, Double::sum);
        periods.computeIfAbsent(start, _ -> new DoubleSummaryStatistics()).accept(value);
    }

    private GetInsightRuleReportOutput report() {
        Comparator<Map.Entry<List<String>, SortedMap<Long, Double>>> order =
                Comparator.comparingDouble(entry -> -rank(entry.getValue()));
        int most = Objects.requireNonNullElse(in.maxContributorCount(), SHOWN);
        return GetInsightRuleReportOutput.builder()
                .keyLabels(rule.keys())
                .aggregationStatistic(rule.aggregateOn())
                .aggregateValue(periods.values().stream()
                        .mapToDouble(DoubleSummaryStatistics::getSum)
                        .sum())
                .approximateUniqueCount((long) contributors.size())
                .contributors(contributors.entrySet().stream()
                        .sorted(order.thenComparing(entry -> entry.getKey().toString()))
                        .limit(most)
                        .map(entry -> shown(entry.getKey(), entry.getValue()))
                        .toList())
                .metricDatapoints(in.metrics().isEmpty() ? null : metricDatapoints())
                .build();
    }

    private double rank(SortedMap<Long, Double> values) {
        return "Maximum".equals(in.orderBy())
                ? values.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0)
                : sum(values);
    }

    private static double sum(SortedMap<Long, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static InsightRuleContributor shown(List<String> keys, SortedMap<Long, Double> values) {
        return InsightRuleContributor.builder()
                .keys(keys)
                .approximateAggregateValue(sum(values))
                .datapoints(values.entrySet().stream()
                        .map(entry -> InsightRuleContributorDatapoint.builder()
                                .timestamp(Instant.ofEpochSecond(entry.getKey()))
                                .approximateValue(entry.getValue())
                                .build())
                        .toList())
                .build();
    }

    private List<InsightRuleMetricDatapoint> metricDatapoints() {
        List<InsightRuleMetricDatapoint> points = new ArrayList<>();
        periods.forEach((start, values) -> {
            List<Double> each = contributors.values().stream()
                    .map(of -> of.get(start))
                    .filter(Objects::nonNull)
                    .toList();
            points.add(InsightRuleMetricDatapoint.builder()
                    .timestamp(Instant.ofEpochSecond(start))
                    .uniqueContributors(asked("UniqueContributors", each.size()))
                    .maxContributorValue(asked(
                            "MaxContributorValue",
                            each.stream().mapToDouble(Double::doubleValue).max().orElse(0)))
                    .sampleCount(asked("SampleCount", (double) values.getCount()))
                    .sum(asked("Sum", values.getSum()))
                    .minimum(asked("Minimum", values.getMin()))
                    .maximum(asked("Maximum", values.getMax()))
                    .average(asked("Average", values.getAverage()))
                    .build());
        });
        return points;
    }

    private @Nullable Double asked(String metric, double value) {
        return in.metrics().contains(metric) ? (Double) value : null;
    }
}

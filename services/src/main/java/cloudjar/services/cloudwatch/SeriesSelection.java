package cloudjar.services.cloudwatch;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.cloudwatch.math.Outcome;
import cloudjar.services.cloudwatch.math.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers queries of Metrics Insights: what metrics observed is put together by groups. */
record SeriesSelection(Snapshot snapshot, CloudWatchTables tables, QueryScope.Window window) {
    /** What came together: what of it at each time, and of all. */
    private record Group(List<String> names, SortedMap<Long, Point> points) {
        Point all() {
            Point all = new Point(0, 0, 0, 0, List.of(), List.of());
            for (Point point : points.values()) {
                all = all.plus(point);
            }
            return all;
        }
    }

    /** One series, or as many as there are groups. */
    Outcome select(InsightsQuery query, long period) {
        Map<List<String>, Group> groups = new HashMap<>();
        for (StoredMetric metric : tables.metrics
                .rows(snapshot, Range.prefix(Key.of(query.namespace(), query.metric())))
                .values()) {
            MetricKey key = metric.key();
            if (query.matches(key)) {
                List<String> names = query.groupBy().stream()
                        .map(name -> key.dimensions().getOrDefault(name, ""))
                        .toList();
                Group group = groups.computeIfAbsent(names, _ -> new Group(names, new TreeMap<>()));
                Metrics.read(
                                snapshot,
                                tables,
                                new Metrics.Reading(key, null, window.from(), window.to(), period),
                                window.now())
                        .values()
                        .forEach(points -> points.forEach(
                                (start, point) -> group.points().merge(start, point, (a, b) -> a.plus(b))));
            }
        }
        List<Series> series = groups.values().stream()
                .filter(group -> !group.points().isEmpty())
                .sorted(order(query))
                .limit(query.limit())
                .map(group -> series(query, group, period))
                .toList();
        return query.groupBy().isEmpty() && series.size() == 1 ? series.getFirst() : new Outcome.Many(series);
    }

    private static Comparator<Group> order(InsightsQuery query) {
        Comparator<Group> byName = Comparator.comparing(group -> String.join(" ", group.names()));
        InsightsQuery.Order order = query.order();
        if (order == null) {
            return byName;
        }
        Comparator<Group> byValue = Comparator.comparingDouble(group -> value(order.function(), group.all()));
        return (order.descending() ? byValue.reversed() : byValue).thenComparing(byName);
    }

    private static double value(String function, Point point) {
        return switch (function) {
            case "AVG" -> point.sum() / point.count();
            case "COUNT" -> point.count();
            case "MAX" -> point.max();
            case "MIN" -> point.min();
            default -> point.sum();
        };
    }

    private static Series series(InsightsQuery query, Group group, long period) {
        SortedMap<Long, Double> values = new TreeMap<>();
        group.points().forEach((start, point) -> {
            double value = value(query.function(), point);
            if (Double.isFinite(value)) {
                values.put(start, value);
            }
        });
        Map<String, String> properties = new HashMap<>();
        properties.put("Namespace", query.namespace());
        properties.put("MetricName", query.metric());
        properties.put("Period", Long.toString(period));
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < query.groupBy().size(); i++) {
            properties.put("Dim." + query.groupBy().get(i), group.names().get(i));
            labels.add(group.names().get(i));
        }
        return new Series(String.join(" ", labels), period, values, properties);
    }
}

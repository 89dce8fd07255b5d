package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.Dimension;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells a metric from others.
 *
 * @param dimensions by their names, so that their order does not matter
 */
record MetricKey(String namespace, String name, SortedMap<String, String> dimensions) {
    MetricKey {
        dimensions = new TreeMap<>(dimensions);
    }

    static MetricKey of(String namespace, String name, List<Dimension> dimensions) {
        SortedMap<String, String> sorted = new TreeMap<>();
        dimensions.forEach(dimension -> sorted.put(dimension.name(), dimension.value()));
        return new MetricKey(namespace, name, sorted);
    }

    /** Its place in the table of metrics: those of a namespace lie together. */
    CloudWatchTables.MetricPlace place() {
        StringBuilder text = new StringBuilder();
        dimensions.forEach((dimension, value) -> text.append(dimension.length())
                .append(':')
                .append(dimension)
                .append(value.length())
                .append(':')
                .append(value));
        return new CloudWatchTables.MetricPlace(namespace, name, text.toString());
    }

    List<Dimension> shownDimensions() {
        return dimensions.entrySet().stream()
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }
}

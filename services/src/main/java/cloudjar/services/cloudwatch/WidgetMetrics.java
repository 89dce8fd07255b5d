package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.Metric;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a widget: lists of a namespace, a name, dimensions, and options, where a dot repeats what stands above it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Metric-Widget-Structure.html">Metric
 *     widget structure</a>
 */
final class WidgetMetrics {
    private static final int PERIOD = 300;

    private WidgetMetrics() {}

    static List<MetricDataQuery> queries(Map<String, Object> widget) {
        List<MetricDataQuery> queries = new ArrayList<>();
        List<String> above = List.of();
        if (widget.get("metrics") instanceof List<?> metrics) {
            for (int i = 0; i < metrics.size(); i++) {
                if (!(metrics.get(i) instanceof List<?> parts)) {
                    throw CloudWatchErrors.value("The metrics of a metric widget must be arrays.");
                }
                Map<?, ?> options = !parts.isEmpty() && parts.getLast() instanceof Map<?, ?> last ? last : Map.of();
                List<String> words = words(parts, above);
                MetricDataQuery query = query(words, options, widget, "q" + i);
                if (!Boolean.FALSE.equals(options.get("visible"))) {
                    queries.add(query);
                } else {
                    queries.add(query.toBuilder().returnData(false).build());
                }
                above = words.isEmpty() ? above : words;
            }
        }
        return queries;
    }

    /** How the metrics of a widget are drawn, by the ids of their queries. */
    static Map<String, Look> looks(Map<String, Object> widget) {
        Map<String, Look> looks = new HashMap<>();
        if (widget.get("metrics") instanceof List<?> metrics) {
            for (int i = 0; i < metrics.size(); i++) {
                if (metrics.get(i) instanceof List<?> parts
                        && !parts.isEmpty()
                        && parts.getLast() instanceof Map<?, ?> options) {
                    looks.put(
                            text(options.get("id"), "q" + i),
                            new Look(Widget.colour(options.get("color")), "right".equals(options.get("yAxis"))));
                }
            }
        }
        return looks;
    }

    /**
     * How a metric is drawn.
     *
     * @param colour null for the next one
     * @param right whether the axis on the right is its
     */
    record Look(@Nullable Integer colour, boolean right) {
        static final Look USUAL = new Look(null, false);
    }

    private static List<String> words(List<?> parts, List<String> above) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof String word) {
                int at = words.size();
                if (word.equals("...")) {
                    while (words.size() < above.size() - (parts.size() - 1 - parts.indexOf(part)) + optionsIn(parts)) {
                        words.add(above.get(words.size()));
                    }
                } else {
                    words.add(word.equals(".") && at < above.size() ? above.get(at) : word);
                }
            }
        }
        return words;
    }

    private static int optionsIn(List<?> parts) {
        return parts.getLast() instanceof Map<?, ?> ? 1 : 0;
    }

    private static MetricDataQuery query(
            List<String> words, Map<?, ?> options, Map<String, Object> widget, String otherwise) {
        String id = options.get("id") instanceof String given ? given : otherwise;
        String label = options.get("label") instanceof String given ? given : null;
        if (options.get("expression") instanceof String expression) {
            return MetricDataQuery.builder()
                    .id(id)
                    .expression(expression)
                    .period(number(options.get("period"), number(widget.get("period"), PERIOD)))
                    .label(label)
                    .build();
        }
        if (words.size() < 2) {
            throw CloudWatchErrors.value("A metric of a metric widget needs a namespace and a name.");
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 2; i + 1 < words.size(); i += 2) {
            dimensions.add(Dimension.builder()
                    .name(words.get(i))
                    .value(words.get(i + 1))
                    .build());
        }
        return MetricDataQuery.builder()
                .id(id)
                .label(label)
                .metricStat(MetricStat.builder()
                        .metric(Metric.builder()
                                .namespace(words.get(0))
                                .metricName(words.get(1))
                                .dimensions(dimensions)
                                .build())
                        .stat(text(options.get("stat"), text(widget.get("stat"), "Average")))
                        .period(number(options.get("period"), number(widget.get("period"), PERIOD)))
                        .build())
                .build();
    }

    private static String text(@Nullable Object given, String otherwise) {
        return given instanceof String text ? text : otherwise;
    }

    private static int number(@Nullable Object given, int otherwise) {
        return given instanceof Number number ? number.intValue() : otherwise;
    }
}

package cloudjar.services.cloudwatchlogs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter of a group that makes data points of a metric. */
record MetricFilter(String group, String name, String pattern, List<Transformation> transformations, Instant created) {
    MetricFilter {
        transformations = List.copyOf(transformations);
    }

    /**
     * What becomes of an event that passes.
     *
     * @param value a number, or a selector of the pattern such as {@code $.size} or {@code $size}
     * @param otherwise the value for events that do not pass
     * @param dimensions their names, and selectors of their values
     */
    record Transformation(
            String metric,
            String namespace,
            String value,
            @Nullable Double otherwise,
            Map<String, String> dimensions,
            @Nullable String unit) {
        Transformation {
            dimensions = new LinkedHashMap<>(dimensions);
        }
    }
}

package cloudjar.services.cloudwatch.math;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A time series.
 *
 * @param label its name
 * @param period in seconds
 * @param values by their seconds
 * @param properties what labels can say of where it comes from: {@code MetricName}, {@code Dim.X} and the like
 */
public record Series(String label, long period, SortedMap<Long, Double> values, Map<String, String> properties)
        implements Outcome {
    /** Copies what it holds. */
    public Series {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        properties = Map.copyOf(properties);
    }

    /** Of nowhere in particular. */
    public Series(String label, long period, SortedMap<Long, Double> values) {
        this(label, period, values, Map.of());
    }

    Series map(DoubleUnaryOperator change) {
        SortedMap<Long, Double> changed = new TreeMap<>();
        values.forEach((time, value) -> put(changed, time, change.applyAsDouble(value)));
        return withValues(changed);
    }

    /** Both where both have a value; what is no number is left out. */
    Series with(Series other, DoubleBinaryOperator operation) {
        SortedMap<Long, Double> both = new TreeMap<>();
        values.forEach((time, value) -> {
            Double second = other.values.get(time);
            if (second != null) {
                put(both, time, operation.applyAsDouble(value, second));
            }
        });
        return new Series(label, Math.max(period, other.period), both);
    }

    Series withValues(SortedMap<Long, Double> other) {
        return new Series(label, period, other, properties);
    }

    private static void put(SortedMap<Long, Double> values, long time, double value) {
        if (Double.isFinite(value)) {
            values.put(time, value);
        }
    }
}

package cloudjar.services.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a metric's values in one stretch of time.
 *
 * @param values the different values, ascending, as far as they are known: statistic sets do not tell them
 * @param counts how often each occurred, at the same places
 */
record Point(double count, double sum, double min, double max, List<Double> values, List<Double> counts) {
    /** So many different values are kept; beyond that they are rounded, the more the more there are. */
    private static final int VALUES_MAX = 300;

    private static final int DIGITS_MAX = 4;

    Point {
        values = List.copyOf(values);
        counts = List.copyOf(counts);
    }

    /** One value. */
    static Point of(double value) {
        return new Point(1, value, value, value, List.of(value), List.of(1.0));
    }

    /** Values with how often each occurred. */
    static Point of(List<Double> values, List<Double> counts) {
        TreeMap<Double, Double> merged = new TreeMap<>();
        double count = 0;
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            double times = counts.get(i);
            if (times > 0) {
                merged.merge(values.get(i), times, Double::sum);
                count += times;
                sum += values.get(i) * times;
            }
        }
        return merged.isEmpty()
                ? new Point(0, 0, 0, 0, List.of(), List.of())
                : of(count, sum, merged.firstKey(), merged.lastKey(), merged);
    }

    private static Point of(double count, double sum, double min, double max, TreeMap<Double, Double> counts) {
        TreeMap<Double, Double> kept = counts;
        for (int digits = DIGITS_MAX; kept.size() > VALUES_MAX && digits > 0; digits--) {
            kept = rounded(kept, digits);
        }
        return new Point(count, sum, min, max, new ArrayList<>(kept.keySet()), new ArrayList<>(kept.values()));
    }

    /** This and another. */
    Point plus(@Nullable Point other) {
        if (other == null || other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        TreeMap<Double, Double> merged = new TreeMap<>();
        addTo(merged);
        other.addTo(merged);
        return of(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max), merged);
    }

    private void addTo(Map<Double, Double> merged) {
        for (int i = 0; i < values.size(); i++) {
            merged.merge(values.get(i), counts.get(i), Double::sum);
        }
    }

    private static TreeMap<Double, Double> rounded(TreeMap<Double, Double> values, int digits) {
        TreeMap<Double, Double> rounded = new TreeMap<>();
        values.forEach((value, count) -> rounded.merge(round(value, digits), count, Double::sum));
        return rounded;
    }

    private static double round(double value, int digits) {
        if (value == 0) {
            return 0;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - digits + 1);
        return Math.rint(value / unit) * unit;
    }
}

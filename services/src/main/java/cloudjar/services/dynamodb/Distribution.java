package cloudjar.services.dynamodb;

import java.util.HashMap;
import java.util.Map;

/** Values with how often each occurred. Not thread-safe. */
final class Distribution {
    /** Beyond so many different values, others are rounded. */
    private static final int VALUES_MAX = 500;

    private static final double DIGITS = 10;

    private final Map<Double, Double> counts = new HashMap<>();

    void add(double value) {
        boolean room = counts.size() < VALUES_MAX || counts.containsKey(value);
        counts.merge(room ? value : rounded(value), 1.0, Double::sum);
    }

    /** To two digits. */
    static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value)))) / DIGITS;
        return Math.rint(value / unit) * unit;
    }

    Map<Double, Double> counts() {
        return counts;
    }
}

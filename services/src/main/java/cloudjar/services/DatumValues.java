package cloudjar.services;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one data point, with how often each occurred. Not thread-safe. */
final class DatumValues {
    private static final int MAX = Math.toIntExact(MetricData.VALUES.current());

    private final @Nullable DatumValues before;
    private final int number;
    private double[] values = new double[2];
    private double[] counts = new double[2];
    private int size;

    /**
     * One value.
     *
     * @param before those of the data point before, which has no room left
     */
    DatumValues(double value, @Nullable DatumValues before) {
        this.before = before;
        this.number = before == null ? 1 : before.number + 1;
        values[0] = value;
        counts[0] = 1;
        size = 1;
    }

    /** Counts a value; says whether there was room for it. */
    boolean add(double value) {
        for (int i = 0; i < size; i++) {
            if (values[i] == value) {
                counts[i]++;
                return true;
            }
        }
        if (size == MAX) {
            return false;
        }
        if (size == values.length) {
            int room = Math.min(MAX, 2 * size);
            values = Arrays.copyOf(values, room);
            counts = Arrays.copyOf(counts, room);
        }
        values[size] = value;
        counts[size] = 1;
        size++;
        return true;
    }

    @Nullable
    DatumValues before() {
        return before;
    }

    /** How many data points there are with those before. */
    int number() {
        return number;
    }

    List<Double> values() {
        return Arrays.stream(values, 0, size).boxed().toList();
    }

    List<Double> counts() {
        return Arrays.stream(counts, 0, size).boxed().toList();
    }
}

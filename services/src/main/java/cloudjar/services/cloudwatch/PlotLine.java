package cloudjar.services.cloudwatch;

import java.time.Instant;
import java.util.List;

/**
 * One series of a picture.
 *
 * @param right whether the axis on the right is its
 * @param times ascending
 */
record PlotLine(String label, int colour, boolean right, List<Instant> times, List<Double> values) {
    PlotLine {
        times = List.copyOf(times);
        values = List.copyOf(values);
    }

    /** The latest value; 0 where there is none. */
    double latest() {
        return values.isEmpty() ? 0 : values.getLast();
    }

    /** The average of all values; 0 where there is none. */
    double average() {
        return values.stream().mapToDouble(d -> d).average().orElse(0);
    }
}

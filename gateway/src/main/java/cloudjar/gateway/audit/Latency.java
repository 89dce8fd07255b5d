package cloudjar.gateway.audit;

import java.util.List;

/**
 * A histogram of durations.
 *
 * @param countUpTo how many took no longer than each of {@link #BOUNDS_SECONDS}, cumulative, as Prometheus wants it; one
 *     more at the end counts all
 * @param sumSeconds of all durations
 */
public record Latency(List<Long> countUpTo, double sumSeconds) {
    /** The upper bounds of the buckets but the last, which has none. */
    public static final List<Double> BOUNDS_SECONDS = List.of(
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
            25.0);

    public Latency {
        countUpTo = List.copyOf(countUpTo);
        if (countUpTo.size() != BOUNDS_SECONDS.size() + 1) {
            throw new IllegalArgumentException("one count for each bucket");
        }
    }

    /** How many durations were counted. */
    public long count() {
        return countUpTo.getLast();
    }
}

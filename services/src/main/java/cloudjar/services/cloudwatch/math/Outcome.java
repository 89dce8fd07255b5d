package cloudjar.services.cloudwatch.math;

import java.util.List;

/** What an expression comes to. */
public sealed interface Outcome permits Outcome.Scalar, Series, Outcome.Many {
    /** A number. */
    record Scalar(double value) implements Outcome {}

    /** Several time series. */
    record Many(List<Series> series) implements Outcome {
        /** Copies the list. */
        public Many {
            series = List.copyOf(series);
        }
    }
}

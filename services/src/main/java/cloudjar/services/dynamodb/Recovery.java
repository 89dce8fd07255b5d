package cloudjar.services.dynamodb;

import java.time.Duration;
import java.time.Instant;

/**
 * That a table can be restored as it was at any second since then, or for so many days.
 *
 * @param since when it was switched on
 * @param days for which changes are kept
 */
record Recovery(Instant since, int days) {
    static final int DAYS_MAX = 35;

    /** The oldest second that the table can be restored to. */
    Instant earliest(Instant now) {
        Instant kept = now.minus(Duration.ofDays(days));
        return kept.isAfter(since) ? kept : since;
    }
}

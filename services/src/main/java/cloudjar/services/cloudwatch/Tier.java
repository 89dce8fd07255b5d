package cloudjar.services.cloudwatch;

import java.time.Duration;
import java.util.List;

/**
 * How finely points are kept, and for how long.
 *
 * @param seconds the length of a stretch
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention">Metrics
 *     retention</a>
 */
record Tier(long seconds, Duration kept) {
    static final Tier FINE = new Tier(1, Duration.ofHours(3));
    static final Tier MINUTES = new Tier(60, Duration.ofDays(15));
    static final Tier FIVE_MINUTES = new Tier(300, Duration.ofDays(63));
    static final Tier HOURS = new Tier(3600, Duration.ofDays(455));

    /** From the finest to the coarsest. */
    static final List<Tier> ALL = List.of(FINE, MINUTES, FIVE_MINUTES, HOURS);

    /** The coarsest of which a period is made whole: the fewest points to read, and the longest kept. */
    static Tier of(long periodSeconds) {
        Tier best = FINE;
        for (Tier tier : ALL) {
            if (periodSeconds % tier.seconds == 0) {
                best = tier;
            }
        }
        return best;
    }
}

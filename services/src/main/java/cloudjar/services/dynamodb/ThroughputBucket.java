package cloudjar.services.dynamodb;

import java.time.Duration;
import java.time.Instant;

/**
 * Units that may be consumed: those of this second, and what was left of the five minutes before. An operation that begins
 * while there are any is carried out whole, so there may be fewer than none afterwards.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Burst and adaptive capacity".
 *
 * @param left how many
 * @param at when
 */
record ThroughputBucket(double left, Instant at) {
    private static final double BURST_SECONDS = 300;
    private static final double NANOS = 1e9;

    /** What a resource begins with: a second's worth. */
    static ThroughputBucket begin(double unitsPerSecond, Instant now) {
        return new ThroughputBucket(unitsPerSecond, now);
    }

    /** With what has come in since; the clock may have gone back, then nothing has. */
    ThroughputBucket filled(double unitsPerSecond, Instant now) {
        Duration passed = Duration.between(at, now);
        if (passed.isNegative()) {
            return this;
        }
        double more = passed.toSeconds() > BURST_SECONDS ? BURST_SECONDS : passed.toNanos() / NANOS;
        return new ThroughputBucket(Math.min(unitsPerSecond * BURST_SECONDS, left + more * unitsPerSecond), now);
    }

    ThroughputBucket without(double units) {
        return new ThroughputBucket(left - units, at);
    }

    boolean isEmpty() {
        return left <= 0;
    }
}

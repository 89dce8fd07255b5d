package cloudjar.kernel.clock;

import java.time.Instant;

/**
 * The end of a wait: when the world's clock reaches it, or when the time has passed for the real caller, whichever is
 * first. So a wait ends under a frozen clock, and at once when the clock is advanced beyond it.
 */
public final class Deadline {
    private final Clock clock;
    private final Instant time;
    private final long realNanos;

    Deadline(Clock clock, Instant time, long realNanos) {
        this.clock = clock;
        this.time = time;
        this.realNanos = realNanos;
    }

    /** Whether it has passed. */
    public boolean passed() {
        return remainingNanos() <= 0 || !clock.now().isBefore(time);
    }

    /** How long the real caller has still to wait, in nanoseconds. */
    long remainingNanos() {
        return realNanos - System.nanoTime();
    }
}

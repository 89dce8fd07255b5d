package cloudjar.kernel.world;

import cloudjar.kernel.store.Timer;
import java.time.Instant;

/** What a service does when one of its timers fires; {@link cloudjar.kernel.clock.Timers} says when and how often. */
@FunctionalInterface
public interface TimerHandler {
    /**
     * Does what the timer was set for. Must be safe to run again for the same timer; when it throws it will be.
     *
     * @param due when the timer was due; the world's clock shows this time or a later one
     */
    void fire(World world, Timer timer, Instant due);
}

package cloudjar.kernel.store;

import java.time.Instant;

/**
 * A timer as it stands in the store.
 *
 * @param due when it fires
 * @param timer what fires
 * @param failures how often it was fired and failed
 * @param firing whether it was taken to be fired; setting or cancelling it meanwhile takes that mark away, so that the
 *     end of the firing does not take away a timer that was set anew
 * @param node which of the {@link Peers} took it
 */
public record ScheduledTimer(Instant due, Timer timer, int failures, boolean firing, long node) {
    /** Whether a node other than the given one has taken it to be fired. */
    public boolean isWithAnother(long self) {
        return firing && node != self;
    }
}

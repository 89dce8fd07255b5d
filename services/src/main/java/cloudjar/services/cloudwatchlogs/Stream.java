package cloudjar.services.cloudwatchlogs;

import java.time.Instant;

/**
 * A log stream.
 *
 * @param number under which its events are kept: no other stream ever has it
 * @param sequence of its latest event; 0 where it never had one
 * @param firstMillis the time of its oldest event, good where it had one
 * @param lastMillis the time of its newest event
 * @param ingestedMillis when its latest event came
 */
record Stream(
        String group,
        String name,
        long number,
        Instant created,
        long sequence,
        long firstMillis,
        long lastMillis,
        long ingestedMillis) {
    static Stream created(String group, String name, long number, Instant now) {
        return new Stream(group, name, number, now, 0, 0, 0, 0);
    }

    boolean isEmpty() {
        return sequence == 0;
    }

    /** The stream with further events. */
    Stream with(long latest, long oldestMillis, long newestMillis, long nowMillis) {
        return new Stream(
                group,
                name,
                number,
                created,
                latest,
                isEmpty() ? oldestMillis : Math.min(firstMillis, oldestMillis),
                isEmpty() ? newestMillis : Math.max(lastMillis, newestMillis),
                nowMillis);
    }
}

package cloudjar.services.cloudwatchlogs;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an event is: events are in the order of their ids within a stream, and nearly so across streams.
 *
 * @param stream the number of its stream
 * @param millis its time
 * @param sequence tells events of one time apart
 */
record EventId(long stream, long millis, long sequence) {
    /** By time: as events of several streams are shown together. */
    static final Comparator<EventId> BY_TIME = EventId::compareByTime;

    private static final int DIGITS = 56;
    private static final int TIME_DIGITS = 14;
    private static final int STREAM_DIGITS = 35;

    /** Compared once for each event that is read: comparators put together cost more than all else of that. */
    private static int compareByTime(EventId a, EventId b) {
        int order = Long.compare(a.millis, b.millis);
        if (order == 0) {
            order = Long.compare(a.stream, b.stream);
        }
        return order == 0 ? Long.compare(a.sequence, b.sequence) : order;
    }

    /** 56 digits, as AWS's are. */
    String text() {
        return String.format(Locale.ROOT, "%014d%021d%021d", millis, stream, sequence);
    }

    static Optional<EventId> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EventId(
                    Long.parseLong(text.substring(TIME_DIGITS, STREAM_DIGITS)),
                    Long.parseLong(text.substring(0, TIME_DIGITS)),
                    Long.parseLong(text.substring(STREAM_DIGITS))));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}

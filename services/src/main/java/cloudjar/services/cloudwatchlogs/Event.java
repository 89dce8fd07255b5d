package cloudjar.services.cloudwatchlogs;

import java.util.List;

/**
 * What a stream holds at an {@link EventId}.
 *
 * @param ingestedMillis when it came
 * @param message as it came
 * @param sensitive where it held what is not to be shown when it came: beginnings and ends, in turn
 * @param key the number of the data key that the message is sealed with; 0 where it is not
 */
record Event(long ingestedMillis, String message, List<Integer> sensitive, long key) {
    private static final char MASK = '*';

    Event {
        sensitive = List.copyOf(sensitive);
    }

    Event(long ingestedMillis, String message) {
        this(ingestedMillis, message, List.of(), 0);
    }

    /** The message as it is shown to whoever may not see all of it. */
    String masked() {
        if (sensitive.isEmpty()) {
            return message;
        }
        StringBuilder shown = new StringBuilder(message);
        for (int i = 0; i + 1 < sensitive.size(); i += 2) {
            for (int at = sensitive.get(i); at < sensitive.get(i + 1); at++) {
                shown.setCharAt(at, MASK);
            }
        }
        return shown.toString();
    }

    /** The whole message where that is asked for, else what is shown to everybody. */
    String shown(boolean unmasked) {
        return unmasked ? message : masked();
    }
}

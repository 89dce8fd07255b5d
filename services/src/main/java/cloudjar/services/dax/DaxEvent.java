package cloudjar.services.dax;

import java.time.Instant;

/** Something that happened. */
record DaxEvent(String source, String type, String message, Instant time) {
    /** Where an event stands among others: in the order of time. */
    record Key(Instant time, String id) {}
}

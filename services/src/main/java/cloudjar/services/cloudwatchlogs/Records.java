package cloudjar.services.cloudwatchlogs;

import cloudjar.services.cloudwatchlogs.query.LogRecord;

/** Events as records of queries. */
final class Records {
    private Records() {}

    static LogRecord of(Group group, Stream stream, EventId id, Event event, boolean unmasked) {
        return new LogRecord(
                new LogRecord.Origin(
                        id.millis(), event.ingestedMillis(), stream.name(), group.account() + ":" + group.name()),
                event.shown(unmasked),
                event.message(),
                () -> new RecordPointer(group.name(), stream.name(), id).text());
    }
}

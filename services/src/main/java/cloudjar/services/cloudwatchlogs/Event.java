package cloudjar.services.cloudwatchlogs;

/**
 * What a stream holds at an {@link EventId}.
 *
 * @param ingestedMillis when it came
 */
record Event(long ingestedMillis, String message) {}

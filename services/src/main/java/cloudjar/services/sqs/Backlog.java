package cloudjar.services.sqs;

/**
 * The book of one backlog, changed by every operation on its messages: how many there are, so that nobody counts, and how
 * far numbers have been given out.
 *
 * @param lastSequence the highest sequence given out; sequences grow with the time of sending
 * @param cursor of a standard queue: up to which sequence messages were looked at for their first delivery
 * @param visible messages that can be received
 * @param inFlight messages that consumers have
 * @param delayed messages that cannot be received yet
 * @param lastTurn of a FIFO queue: the last turn given to a group
 * @param sweepAtMillis when expired messages are swept out next; 0 while there are no messages
 */
record Backlog(
        long lastSequence, long cursor, long visible, long inFlight, long delayed, long lastTurn, long sweepAtMillis) {
    /** Of a new queue, or a purged one. */
    static final Backlog EMPTY = new Backlog(0, 0, 0, 0, 0, 0, 0);
}

package cloudjar.services.sqs;

import java.util.UUID;

/**
 * That a message was sent to a FIFO queue: those sent with the same id within the interval are taken for it.
 *
 * @param sequence of that message
 * @param atMillis when it was sent
 */
record Deduplication(UUID messageId, long sequence, long atMillis) {}

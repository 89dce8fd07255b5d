package cloudjar.services.sns;

/** A message of a FIFO topic that its duplicates stand for. */
record Deduplication(String messageId, long sequence, long endsAtMillis) {}

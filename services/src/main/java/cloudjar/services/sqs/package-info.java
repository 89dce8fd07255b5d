/**
 * Amazon SQS: standard and FIFO queues.
 *
 * <p>How it works: {@link cloudjar.services.sqs.SqsTables} draws the key tree. A queue's messages live under its
 * <em>backlog</em>, a number that purging replaces, so that purging takes no longer for a million messages than for one.
 * Every operation opens the queue in its transaction ({@code OpenQueue}), which keeps counts and lets an {@code Order}
 * (standard or FIFO) decide what is delivered next.
 *
 * <p>Known differences from AWS: counts are exact, not approximate; changes apply at once; a standard queue delivers in
 * order and once unless told otherwise. The rest is in {@code docs/services/sqs.md}.
 */
@NullMarked
package cloudjar.services.sqs;

import org.jspecify.annotations.NullMarked;

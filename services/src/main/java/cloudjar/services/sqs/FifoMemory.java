package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Codec.Nothing;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.sqs.QueueAttributes.DeduplicationScope;
import cloudjar.services.sqs.QueueAttributes.Fifo;
import cloudjar.services.sqs.SqsTables.NamedKey;
import cloudjar.services.sqs.SqsTables.TimedKey;
import java.util.Optional;

/**
 * What a FIFO queue remembers for five minutes: which messages were sent to it, and what was received in which attempt.
 * Every note made forgets a few that are older.
 */
final class FifoMemory {
    private static final int FORGOTTEN_MAX = 4;
    private static final char SENT = 's';
    private static final char ATTEMPT = 'a';

    private final Tx tx;
    private final SqsTables tables;
    private final Queue queue;
    private final long nowMillis;
    private final long intervalMillis;

    FifoMemory(Tx tx, SqsTables tables, Queue queue, LimitProfile limits, long nowMillis) {
        this.tx = tx;
        this.tables = tables;
        this.queue = queue;
        this.nowMillis = nowMillis;
        this.intervalMillis = SqsLimits.DEDUPLICATION_INTERVAL.intIn(limits) * 1000L;
    }

    /** The message of which this one is a duplicate. */
    Optional<Deduplication> original(Message message) {
        return tables.deduplications.get(tx, key(message)).filter(sent -> fresh(sent.atMillis()));
    }

    /** Notes that a message was sent. */
    Deduplication sent(Message message, long sequence) {
        NamedKey key = key(message);
        forget();
        tables.deduplications
                .get(tx, key)
                .ifPresent(older -> tables.deduplicationsByTime.delete(tx, timed(older.atMillis(), SENT, key)));
        Deduplication note = new Deduplication(message.id(), sequence, nowMillis);
        tables.deduplications.put(tx, key, note);
        tables.deduplicationsByTime.put(tx, timed(nowMillis, SENT, key), Nothing.NOTHING);
        return note;
    }

    /** What was received in an attempt, if it can be received again. */
    Optional<ReceiveAttempt> attempt(String attemptId) {
        return tables.receiveAttempts
                .get(tx, new NamedKey(queue.backlog(), attemptId))
                .filter(attempt -> fresh(attempt.atMillis()));
    }

    /** Notes what was received in an attempt. */
    void attempted(String attemptId, ReceiveAttempt attempt) {
        NamedKey key = new NamedKey(queue.backlog(), attemptId);
        forget();
        tables.receiveAttempts
                .get(tx, key)
                .ifPresent(older -> tables.deduplicationsByTime.delete(tx, timed(older.atMillis(), ATTEMPT, key)));
        tables.receiveAttempts.put(tx, key, attempt);
        tables.deduplicationsByTime.put(tx, timed(attempt.atMillis(), ATTEMPT, key), Nothing.NOTHING);
    }

    private NamedKey key(Message message) {
        Fifo fifo = queue.attributes().fifo();
        String id = message.deduplicationId();
        if (fifo == null || id == null) {
            throw new IllegalStateException("a message without a deduplication id");
        }
        // Neither ids nor groups contain a space, so no group and id read like others.
        return new NamedKey(
                queue.backlog(),
                fifo.enforcedScope() == DeduplicationScope.QUEUE ? id : message.requiredGroup() + " " + id);
    }

    private void forget() {
        Key first = Key.of(queue.backlog());
        Range old =
                Range.between(first, first.then(nowMillis - intervalMillis + 1)).limit(FORGOTTEN_MAX);
        for (Row<TimedKey, Nothing> row : tables.deduplicationsByTime.rows(tx, old)) {
            String name = row.key().name();
            NamedKey key = new NamedKey(queue.backlog(), name.substring(1));
            if (name.charAt(0) == SENT) {
                tables.deduplications.delete(tx, key);
            } else {
                tables.receiveAttempts.delete(tx, key);
            }
            tables.deduplicationsByTime.delete(tx, row.key());
        }
    }

    private boolean fresh(long atMillis) {
        return nowMillis - atMillis < intervalMillis;
    }

    private TimedKey timed(long atMillis, char kind, NamedKey key) {
        return new TimedKey(queue.backlog(), atMillis, kind + key.name());
    }
}

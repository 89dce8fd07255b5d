package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Codec.Nothing;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.sqs.SqsTables.HiddenKey;
import cloudjar.services.sqs.SqsTables.MessageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue opened in one transaction: everything that happens to its messages goes through here, so that its {@link Backlog}
 * stays true. {@link #close()} writes the backlog and must be the last call.
 *
 * <p>No method's cost grows with the number of messages: what time does to many messages at once (they expire, their
 * visibility timeouts end) is caught up with in bounded portions, by whoever comes next and by a timer.
 */
final class OpenQueue {
    /** A sequence is the millisecond of sending times this, or the next free one; so many fit into a frozen moment. */
    static final long SEQUENCES_PER_MILLI = 1 << 20;

    /** How many messages one transaction shows again because their time has come. */
    static final int SHOWN_MAX = 100;

    private final Tx tx;
    private final SqsTables tables;
    private final Queue queue;
    private final LimitProfile limits;
    private final long nowMillis;
    private final Order order;
    private final Backlog before;
    private long lastSequence;
    private long cursor;
    private long visible;
    private long inFlight;
    private long delayed;
    private long lastTurn;
    private long sweepAtMillis;
    private @Nullable OpenQueue deadLetters;

    OpenQueue(Tx tx, SqsTables tables, Queue queue, LimitProfile limits, long nowMillis) {
        this.tx = tx;
        this.tables = tables;
        this.queue = queue;
        this.limits = limits;
        this.nowMillis = nowMillis;
        order = queue.isFifo() ? FifoOrder.INSTANCE : StandardOrder.INSTANCE;
        before = tables.backlogs.get(tx, queue.backlog()).orElse(Backlog.EMPTY);
        lastSequence = before.lastSequence();
        cursor = before.cursor();
        visible = before.visible();
        inFlight = before.inFlight();
        delayed = before.delayed();
        lastTurn = before.lastTurn();
        sweepAtMillis = before.sweepAtMillis();
    }

    /** Writes what has changed. */
    void close() {
        Backlog after = new Backlog(lastSequence, cursor, visible, inFlight, delayed, lastTurn, sweepAtMillis);
        if (!after.equals(before)) {
            tables.backlogs.put(tx, queue.backlog(), after);
        }
        if (deadLetters != null) {
            deadLetters.close();
        }
    }

    /** Adds a message that was sent; it stays hidden for the delay. Returns its sequence. */
    long send(Message message, int delaySeconds) {
        long sequence = nextSequence();
        tables.messages.put(tx, key(sequence), message);
        if (delaySeconds == 0) {
            visible++;
        } else {
            long until = nowMillis + delaySeconds * 1000L;
            tables.deliveries.put(tx, key(sequence), Delivery.delayed(until));
            tables.hidden.put(tx, new HiddenKey(queue.backlog(), until, sequence), Nothing.NOTHING);
            delayed++;
            signal();
        }
        order.added(this, sequence, message, delaySeconds == 0);
        sweepLater(nowMillis);
        return sequence;
    }

    /** Adds a message that was sent, unless a FIFO queue knows it; returns what is known of it then. */
    Deduplication sendOnce(Message message, int delaySeconds) {
        if (!queue.isFifo()) {
            return new Deduplication(message.id(), send(message, delaySeconds), nowMillis);
        }
        FifoMemory memory = memory();
        Optional<Deduplication> original = memory.original(message);
        if (original.isPresent()) {
            return original.get();
        }
        return memory.sent(message, send(message, delaySeconds));
    }

    /** Adds a dead letter of another queue. In a standard queue it keeps its age, in a FIFO queue it is new. */
    private void accept(Message message, long sequenceBefore) {
        long sequence = queue.isFifo() ? nextSequence() : sequenceBefore;
        while (tables.messages.contains(tx, key(sequence))) {
            sequence++;
        }
        lastSequence = Math.max(lastSequence, sequence);
        tables.messages.put(tx, key(sequence), message);
        visible++;
        order.added(this, sequence, message, true);
        sweepLater(sequence / SEQUENCES_PER_MILLI);
    }

    FifoMemory memory() {
        return new FifoMemory(tx, tables, queue, limits, nowMillis);
    }

    /** Takes the oldest visible messages in hand, so many at most; each must be removed or put back. */
    List<Received> takeInHand(int max) {
        showDue();
        List<Received> taken = new ArrayList<>();
        order.deliver(this, max, 1, taken);
        return taken;
    }

    /** Shows a message that was taken in hand. */
    void putBack(Received taken) {
        show(taken.sequence(), taken.message(), taken.delivery());
    }

    /** Catches up with the time that has passed; says whether there is more to do. */
    boolean catchUp() {
        boolean more = showDue();
        return nowMillis >= sweepAtMillis && sweepAtMillis != 0 ? sweep(SHOWN_MAX) || more : more;
    }

    /** Takes away messages that have expired, so many at most; says whether there may be more. */
    boolean sweep(int max) {
        Range expired = Range.between(prefix(), prefix(firstLive())).limit(max);
        int swept = 0;
        for (Row<MessageKey, Message> row : tables.messages.rows(tx, expired)) {
            remove(row.key().sequence(), row.value(), delivery(row.key()));
            swept++;
        }
        if (swept == max) {
            sweepAtMillis = nowMillis;
            tx.at(Instant.ofEpochMilli(nowMillis), SqsTimers.sweep(queue));
            return true;
        }
        sweepAtMillis = 0;
        oldestMillis().ifPresent(this::sweepLater);
        return false;
    }

    /** When the oldest message that is there was sent. */
    Optional<Long> oldestMillis() {
        return tables.messages
                .rows(tx, Range.prefix(prefix()).limit(1))
                .first()
                .map(row -> row.key().sequence() / SEQUENCES_PER_MILLI);
    }

    Queue queue() {
        return queue;
    }

    // What follows is for the orders and for consumers.

    Tx tx() {
        return tx;
    }

    SqsTables tables() {
        return tables;
    }

    long backlog() {
        return queue.backlog();
    }

    Key prefix() {
        return Key.of(queue.backlog());
    }

    Key prefix(long sequence) {
        return Key.of(queue.backlog()).then(sequence);
    }

    MessageKey key(long sequence) {
        return new MessageKey(queue.backlog(), sequence);
    }

    LimitProfile limits() {
        return limits;
    }

    long nowMillis() {
        return nowMillis;
    }

    Order order() {
        return order;
    }

    long inFlight() {
        return inFlight;
    }

    long cursor() {
        return cursor;
    }

    void cursor(long sequence) {
        cursor = sequence;
    }

    boolean hasDelayed() {
        return delayed > 0;
    }

    long nextTurn() {
        return ++lastTurn;
    }

    long firstLive() {
        return queue.firstLiveSequence(nowMillis);
    }

    Optional<Message> find(MessageKey key) {
        return tables.messages.get(tx, key);
    }

    Message message(MessageKey key) {
        return find(key).orElseThrow(() -> new IllegalStateException("a list names no message"));
    }

    Delivery delivery(MessageKey key) {
        return tables.deliveries.get(tx, key).orElse(Delivery.NONE);
    }

    void signal() {
        tx.signal(queue.topic());
    }

    /** Gives a visible message to the consumer; with a timeout of 0 it stays visible. */
    Received hand(long sequence, Message message, Delivery delivery, int timeoutSeconds) {
        long until = timeoutSeconds == 0 ? 0 : nowMillis + timeoutSeconds * 1000L;
        Delivery received = delivery.received(nowMillis, until);
        tables.deliveries.put(tx, key(sequence), received);
        if (until != 0) {
            tables.hidden.put(tx, new HiddenKey(queue.backlog(), until, sequence), Nothing.NOTHING);
            visible--;
            inFlight++;
        }
        return new Received(
                message, sequence, received, new ReceiptHandle(queue.backlog(), sequence, received.receipts()));
    }

    /** Sends a message to the dead-letter queue if it was received too often; says whether it did. */
    boolean giveUp(long sequence, Message message, Delivery delivery) {
        RedrivePolicy policy = queue.attributes().redrivePolicy();
        if (policy == null || delivery.receipts() < policy.maxReceiveCount()) {
            return false;
        }
        OpenQueue target = openDeadLetters(policy);
        if (target == null) {
            return false;
        }
        remove(sequence, message, delivery);
        target.accept(message.deadLettered(queue.arn(), delivery), sequence);
        return true;
    }

    /** Takes a message away. */
    void remove(long sequence, Message message, Delivery delivery) {
        MessageKey key = key(sequence);
        tables.messages.delete(tx, key);
        if (!delivery.equals(Delivery.NONE)) {
            tables.deliveries.delete(tx, key);
        }
        if (delivery.hidden()) {
            unlist(sequence, delivery);
        } else {
            visible--;
        }
        order.removed(this, sequence, message);
    }

    /** Shows messages whose time has come; says whether there are more. */
    boolean showDue() {
        if (inFlight == 0 && delayed == 0) {
            return false;
        }
        Range due = Range.between(prefix(), prefix(nowMillis + 1)).limit(SHOWN_MAX);
        int shown = 0;
        for (Row<HiddenKey, Nothing> row : tables.hidden.rows(tx, due)) {
            MessageKey key = key(row.key().sequence());
            show(key.sequence(), message(key), delivery(key));
            shown++;
        }
        return shown == SHOWN_MAX;
    }

    void show(long sequence, Message message, Delivery delivery) {
        unlist(sequence, delivery);
        visible++;
        if (delivery.receipts() == 0) {
            tables.deliveries.delete(tx, key(sequence));
        } else {
            tables.deliveries.put(tx, key(sequence), delivery.visibleAt(0));
        }
        order.shown(this, sequence, message);
    }

    void hide(long sequence, Message message, Delivery delivery, long untilMillis) {
        boolean wasVisible = !delivery.hidden();
        if (wasVisible) {
            visible--;
        } else {
            unlist(sequence, delivery);
        }
        inFlight++;
        tables.deliveries.put(tx, key(sequence), delivery.visibleAt(untilMillis));
        tables.hidden.put(tx, new HiddenKey(queue.backlog(), untilMillis, sequence), Nothing.NOTHING);
        if (wasVisible) {
            order.hidden(this, sequence, message);
        }
        // Whoever waits for the next message to return must look again: it may be this one.
        signal();
    }

    private void unlist(long sequence, Delivery delivery) {
        tables.hidden.delete(tx, new HiddenKey(queue.backlog(), delivery.visibleAtMillis(), sequence));
        if (delivery.receipts() == 0) {
            delayed--;
        } else {
            inFlight--;
        }
    }

    private long nextSequence() {
        lastSequence = Math.max(lastSequence + 1, nowMillis * SEQUENCES_PER_MILLI);
        return lastSequence;
    }

    /** When the next hidden message returns; 0 where none is hidden. */
    long nextVisibleAt() {
        if (inFlight == 0 && delayed == 0) {
            return 0;
        }
        return tables.hidden
                .rows(tx, Range.prefix(prefix()).limit(1))
                .first()
                .map(row -> row.key().visibleAtMillis())
                .orElse(0L);
    }

    private void sweepLater(long sentAtMillis) {
        long at = sentAtMillis + queue.retentionMillis();
        if (sweepAtMillis == 0 || at < sweepAtMillis) {
            sweepAtMillis = at;
            tx.at(Instant.ofEpochMilli(at), SqsTimers.sweep(queue));
        }
    }

    private @Nullable OpenQueue openDeadLetters(RedrivePolicy policy) {
        if (deadLetters == null && !policy.targetName().equals(queue.name())) {
            tables.queues
                    .get(tx, policy.targetName())
                    .filter(target -> target.isFifo() == queue.isFifo())
                    .ifPresent(target -> deadLetters = new OpenQueue(tx, tables, target, limits, nowMillis));
        }
        return deadLetters;
    }
}

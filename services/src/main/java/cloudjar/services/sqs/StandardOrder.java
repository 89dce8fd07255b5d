package cloudjar.services.sqs;

import cloudjar.kernel.store.Codec.Nothing;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.sqs.SqsTables.MessageKey;
import java.util.List;

/**
 * The oldest first, as far as it is visible.
 *
 * <p>Messages above the queue's cursor were never looked at: they need no list, the messages themselves are it. Below the
 * cursor, those that are visible stand in {@code returned}; so a message that is sent, received and deleted never enters a
 * list of visible messages.
 */
final class StandardOrder implements Order {
    static final StandardOrder INSTANCE = new StandardOrder();

    private StandardOrder() {}

    @Override
    public void added(OpenQueue queue, long sequence, Message message, boolean visible) {
        if (visible) {
            shown(queue, sequence, message);
        }
    }

    @Override
    public void shown(OpenQueue queue, long sequence, Message message) {
        if (sequence <= queue.cursor()) {
            queue.tables().returned.put(queue.tx(), queue.key(sequence), Nothing.NOTHING);
        }
        queue.signal();
    }

    @Override
    public void hidden(OpenQueue queue, long sequence, Message message) {
        queue.tables().returned.delete(queue.tx(), queue.key(sequence));
    }

    @Override
    public void removed(OpenQueue queue, long sequence, Message message) {
        if (sequence <= queue.cursor()) {
            queue.tables().returned.delete(queue.tx(), queue.key(sequence));
        }
    }

    @Override
    public boolean deliver(OpenQueue queue, int max, int timeoutSeconds, List<Received> into) {
        return deliverReturned(queue, max, timeoutSeconds, into) || deliverNew(queue, max, timeoutSeconds, into);
    }

    private boolean deliverReturned(OpenQueue queue, int max, int timeoutSeconds, List<Received> into) {
        Range live =
                Range.between(queue.prefix(queue.firstLive()), queue.prefix().afterPrefix());
        int passed = 0;
        for (Row<MessageKey, Nothing> row : queue.tables().returned.rows(queue.tx(), live)) {
            if (into.size() == max) {
                return false;
            }
            if (passed++ == PASSED_MAX) {
                return true;
            }
            long sequence = row.key().sequence();
            Message message = queue.message(row.key());
            Delivery delivery = queue.delivery(row.key());
            if (!queue.giveUp(sequence, message, delivery)) {
                Received received = queue.hand(sequence, message, delivery, timeoutSeconds);
                if (received.delivery().hidden()) {
                    queue.tables().returned.delete(queue.tx(), row.key());
                }
                into.add(received);
            }
        }
        return false;
    }

    private boolean deliverNew(OpenQueue queue, int max, int timeoutSeconds, List<Received> into) {
        if (into.size() == max) {
            return false;
        }
        Key from = queue.prefix(Math.max(queue.cursor() + 1, queue.firstLive()));
        Range unseen = Range.between(from, queue.prefix().afterPrefix());
        int passed = 0;
        for (Row<MessageKey, Message> row : queue.tables().messages.rows(queue.tx(), unseen)) {
            if (passed++ == PASSED_MAX) {
                return true;
            }
            long sequence = row.key().sequence();
            queue.cursor(sequence);
            Delivery delivery = queue.hasDelayed() ? queue.delivery(row.key()) : Delivery.NONE;
            if (!delivery.hidden()) {
                Received received = queue.hand(sequence, row.value(), delivery, timeoutSeconds);
                if (!received.delivery().hidden()) {
                    queue.tables().returned.put(queue.tx(), row.key(), Nothing.NOTHING);
                }
                into.add(received);
                if (into.size() == max) {
                    return false;
                }
            }
        }
        return false;
    }
}

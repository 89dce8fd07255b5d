package cloudjar.services.sqs;

import cloudjar.kernel.store.Codec.Nothing;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.sqs.SqsTables.GroupKey;
import cloudjar.services.sqs.SqsTables.MessageKey;
import cloudjar.services.sqs.SqsTables.NamedKey;
import java.util.List;
import java.util.Optional;

/**
 * Each group in the order of sending, the groups in turn.
 *
 * <p>A group is ready while its first message is visible; it gets its turn when it becomes ready and gives it back when it
 * is received from. Of a ready group the messages up to the first hidden one can be received: one that is in flight holds
 * up all behind it (recorded: test_fifo_group_visibility_extends_with_change_message_visibility).
 */
final class FifoOrder implements Order {
    static final FifoOrder INSTANCE = new FifoOrder();

    private FifoOrder() {}

    @Override
    public void added(OpenQueue queue, long sequence, Message message, boolean visible) {
        String group = message.requiredGroup();
        queue.tables().groups.put(queue.tx(), new GroupKey(queue.backlog(), group, sequence), Nothing.NOTHING);
        settle(queue, group);
    }

    @Override
    public void shown(OpenQueue queue, long sequence, Message message) {
        settle(queue, message.requiredGroup());
    }

    @Override
    public void hidden(OpenQueue queue, long sequence, Message message) {
        settle(queue, message.requiredGroup());
    }

    @Override
    public void removed(OpenQueue queue, long sequence, Message message) {
        String group = message.requiredGroup();
        queue.tables().groups.delete(queue.tx(), new GroupKey(queue.backlog(), group, sequence));
        settle(queue, group);
    }

    @Override
    public boolean deliver(OpenQueue queue, int max, int timeoutSeconds, List<Received> into) {
        int passed = 0;
        for (Row<MessageKey, String> turn : queue.tables().readyGroups.rows(queue.tx(), Range.prefix(queue.prefix()))) {
            if (into.size() == max) {
                return false;
            }
            if (passed++ == PASSED_MAX) {
                return true;
            }
            String group = turn.value();
            giveBack(queue, group, turn.key().sequence());
            boolean more = deliverGroup(queue, group, max, timeoutSeconds, into);
            settle(queue, group);
            if (more) {
                return true;
            }
        }
        return false;
    }

    private static boolean deliverGroup(
            OpenQueue queue, String group, int max, int timeoutSeconds, List<Received> into) {
        int passed = 0;
        for (Row<GroupKey, Nothing> row :
                queue.tables().groups.rows(queue.tx(), Range.prefix(groupPrefix(queue, group)))) {
            if (into.size() == max) {
                return false;
            }
            if (passed++ == PASSED_MAX) {
                return true;
            }
            long sequence = row.key().sequence();
            MessageKey key = queue.key(sequence);
            Delivery delivery = queue.delivery(key);
            if (delivery.hidden()) {
                return false;
            }
            Message message = queue.message(key);
            if (sequence < queue.firstLive()) {
                queue.remove(sequence, message, delivery);
            } else if (!queue.giveUp(sequence, message, delivery)) {
                into.add(queue.hand(sequence, message, delivery, timeoutSeconds));
            }
        }
        return false;
    }

    /** Lets the group have a turn if its first message is visible, and otherwise takes it away. */
    private static void settle(OpenQueue queue, String group) {
        NamedKey key = new NamedKey(queue.backlog(), group);
        Optional<Long> turn = queue.tables().groupTurns.get(queue.tx(), key);
        if (isReady(queue, group)) {
            if (turn.isEmpty()) {
                long next = queue.nextTurn();
                queue.tables().groupTurns.put(queue.tx(), key, next);
                queue.tables().readyGroups.put(queue.tx(), queue.key(next), group);
                queue.signal();
            }
        } else if (turn.isPresent()) {
            giveBack(queue, group, turn.get());
        }
    }

    private static boolean isReady(OpenQueue queue, String group) {
        return queue.tables()
                .groups
                .rows(queue.tx(), Range.prefix(groupPrefix(queue, group)).limit(1))
                .first()
                .filter(first ->
                        !queue.delivery(queue.key(first.key().sequence())).hidden())
                .isPresent();
    }

    private static void giveBack(OpenQueue queue, String group, long turn) {
        queue.tables().groupTurns.delete(queue.tx(), new NamedKey(queue.backlog(), group));
        queue.tables().readyGroups.delete(queue.tx(), queue.key(turn));
    }

    private static Key groupPrefix(OpenQueue queue, String group) {
        return queue.prefix().then(group);
    }
}

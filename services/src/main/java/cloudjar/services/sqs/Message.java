package cloudjar.services.sqs;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent. What happens to it afterwards is its {@link Delivery}.
 *
 * @param sentAtMillis when it was sent, or for a message redriven by a task, when it was moved
 * @param senderId who sent it, as the attribute {@code SenderId} says it
 * @param group the message group; null where the sender named none
 * @param deduplicationId given or made of the body; null outside FIFO queues
 * @param traceHeader the X-Ray header; null where the sender gave none
 * @param deadLetterSource the ARN of the queue that gave up on it; null outside dead-letter queues
 * @param carriedReceives how often it was received before it came to this queue
 * @param carriedFirstReceivedAtMillis when that was first; 0 for never
 * @param seal how {@code body}, in Base64 then, is encrypted; null where it is not
 */
record Message(
        UUID id,
        String body,
        Map<String, MessageAttribute> attributes,
        long sentAtMillis,
        String senderId,
        @Nullable String group,
        @Nullable String deduplicationId,
        @Nullable String traceHeader,
        @Nullable String deadLetterSource,
        int carriedReceives,
        long carriedFirstReceivedAtMillis,
        @Nullable Seal seal) {
    Message {
        attributes = Map.copyOf(attributes);
    }

    /** The message's group, which every message of a FIFO queue has. */
    String requiredGroup() {
        if (group == null) {
            throw new IllegalStateException("a message of a FIFO queue without a group");
        }
        return group;
    }

    /** This message as its dead-letter queue holds it. */
    Message deadLettered(String sourceArn, Delivery delivery) {
        return new Message(
                id,
                body,
                attributes,
                sentAtMillis,
                senderId,
                group,
                deduplicationId,
                traceHeader,
                sourceArn,
                receiveCount(delivery),
                firstReceivedAtMillis(delivery),
                seal);
    }

    /** This message sent anew by a task that moves messages out of a dead-letter queue. */
    Message moved(UUID newId, long nowMillis) {
        return new Message(
                newId, body, attributes, nowMillis, senderId, group, deduplicationId, traceHeader, null, 0, 0, seal);
    }

    /** This message with its body encrypted. */
    Message sealed(String encrypted, Seal by) {
        return with(encrypted, by);
    }

    /** This message with its body decrypted. */
    Message unsealed(String decrypted) {
        return with(decrypted, null);
    }

    private Message with(String changed, @Nullable Seal by) {
        return new Message(
                id,
                changed,
                attributes,
                sentAtMillis,
                senderId,
                group,
                deduplicationId,
                traceHeader,
                deadLetterSource,
                carriedReceives,
                carriedFirstReceivedAtMillis,
                by);
    }

    /** How often it was received in all. */
    int receiveCount(Delivery delivery) {
        return carriedReceives + delivery.receipts();
    }

    /** When it was first received. */
    long firstReceivedAtMillis(Delivery delivery) {
        return carriedFirstReceivedAtMillis != 0 ? carriedFirstReceivedAtMillis : delivery.firstReceivedAtMillis();
    }
}

package cloudjar.services.sqs;

import java.util.List;

/**
 * What one transaction received.
 *
 * @param more whether it stopped before it had looked at everything, so that another may find messages at once
 * @param nextVisibleAtMillis where it received nothing: when the next hidden message returns; 0 for none
 * @param full whether it received nothing because too many messages are in flight
 */
record Reception(Queue queue, List<Received> messages, boolean more, long nextVisibleAtMillis, boolean full) {
    Reception with(List<Received> changed) {
        return new Reception(queue, changed, more, nextVisibleAtMillis, full);
    }
}

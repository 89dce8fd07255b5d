package cloudjar.services.sqs;

import cloudjar.kernel.limit.Limit;
import cloudjar.services.sqs.SqsTables.MessageKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What consumers do with the messages of an open queue: receive, delete, hide. */
final class Consumer {
    private final OpenQueue queue;

    Consumer(OpenQueue queue) {
        this.queue = queue;
    }

    /** Receives messages: at most so many, hidden for so long. */
    Reception receive(int max, int timeoutSeconds) {
        boolean more = queue.showDue();
        Limit inFlight = queue.queue().isFifo() ? SqsLimits.IN_FLIGHT_FIFO_MAX : SqsLimits.IN_FLIGHT_STANDARD_MAX;
        int inFlightMax = inFlight.intIn(queue.limits());
        if (queue.inFlight() >= inFlightMax) {
            return new Reception(queue.queue(), List.of(), more, queue.nextVisibleAt(), true);
        }
        List<Received> received = new ArrayList<>(Math.min(max, 4));
        int room = (int) Math.min(max, inFlightMax - queue.inFlight());
        more |= queue.order().deliver(queue, room, timeoutSeconds, received);
        return new Reception(queue.queue(), received, more, received.isEmpty() ? queue.nextVisibleAt() : 0, false);
    }

    /** Receives messages from a FIFO queue; the same ones again where they were received in an attempt of this id. */
    Reception receive(String attemptId, int max, int timeoutSeconds) {
        List<Received> again = queue.memory()
                .attempt(attemptId)
                .map(attempt -> holdOn(attempt, timeoutSeconds))
                .orElse(List.of());
        if (!again.isEmpty()) {
            return new Reception(queue.queue(), again, false, 0, false);
        }
        Reception reception = receive(max, timeoutSeconds);
        if (!reception.messages().isEmpty()) {
            List<ReceiptHandle> handles =
                    reception.messages().stream().map(Received::handle).toList();
            queue.memory().attempted(attemptId, new ReceiveAttempt(queue.nowMillis(), handles));
        }
        return reception;
    }

    /** Hides what was received in an attempt for so long from now; nothing where a part of it has changed hands. */
    private List<Received> holdOn(ReceiveAttempt attempt, int timeoutSeconds) {
        List<Received> held = new ArrayList<>();
        for (ReceiptHandle handle : attempt.handles()) {
            MessageKey key = queue.key(handle.sequence());
            Delivery delivery = queue.delivery(key);
            Optional<Message> message = queue.find(key);
            if (message.isEmpty() || !isCurrent(handle, delivery)) {
                return List.of();
            }
            held.add(new Received(message.get(), handle.sequence(), delivery, handle));
        }
        for (Received one : held) {
            if (timeoutSeconds > 0) {
                queue.hide(one.sequence(), one.message(), one.delivery(), queue.nowMillis() + timeoutSeconds * 1000L);
            } else {
                queue.show(one.sequence(), one.message(), one.delivery());
            }
        }
        return held;
    }

    /**
     * Deletes a message that was received; one that has gone already is as good as deleted.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where a FIFO queue's handle has expired
     */
    void delete(ReceiptHandle handle, String handleText) {
        MessageKey key = queue.key(handle.sequence());
        Optional<Message> message = handle.backlog() == queue.backlog() ? queue.find(key) : Optional.empty();
        if (message.isEmpty()) {
            return;
        }
        Delivery delivery = queue.delivery(key);
        if (queue.queue().isFifo() && !isCurrent(handle, delivery)) {
            throw SqsErrors.receiptHandleExpired(handleText);
        }
        queue.remove(handle.sequence(), message.get(), delivery);
    }

    /**
     * Hides a received message until so long from now; 0 shows it.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where that cannot be
     */
    void changeVisibility(ReceiptHandle handle, String handleText, int timeoutSeconds) {
        MessageKey key = queue.key(handle.sequence());
        Optional<Message> found = handle.backlog() == queue.backlog() ? queue.find(key) : Optional.empty();
        Delivery delivery = queue.delivery(key);
        if (found.isEmpty() || (queue.queue().isFifo() && !isCurrent(handle, delivery))) {
            throw SqsErrors.notAvailableForVisibilityChange(handleText);
        }
        int timeoutMax = SqsLimits.VISIBILITY_TIMEOUT_MAX.intIn(queue.limits());
        long heldSeconds = (queue.nowMillis() - delivery.lastReceivedAtMillis()) / 1000;
        if (delivery.inFlight(queue.nowMillis()) && heldSeconds + timeoutSeconds > timeoutMax) {
            throw SqsErrors.visibilityBeyondLimit(timeoutSeconds, timeoutMax);
        }
        Message message = found.get();
        if (timeoutSeconds == 0) {
            if (delivery.hidden()) {
                queue.show(handle.sequence(), message, delivery);
            }
        } else {
            queue.hide(handle.sequence(), message, delivery, queue.nowMillis() + timeoutSeconds * 1000L);
        }
    }

    private boolean isCurrent(ReceiptHandle handle, Delivery delivery) {
        return delivery.receipts() == handle.receipt() && delivery.inFlight(queue.nowMillis());
    }
}

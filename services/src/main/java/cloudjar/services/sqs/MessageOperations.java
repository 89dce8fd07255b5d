package cloudjar.services.sqs;

import cloudjar.api.sqs.BatchResultErrorEntry;
import cloudjar.api.sqs.ChangeMessageVisibilityBatchRequest;
import cloudjar.api.sqs.ChangeMessageVisibilityBatchRequestEntry;
import cloudjar.api.sqs.ChangeMessageVisibilityBatchResult;
import cloudjar.api.sqs.ChangeMessageVisibilityBatchResultEntry;
import cloudjar.api.sqs.DeleteMessageBatchRequest;
import cloudjar.api.sqs.DeleteMessageBatchRequestEntry;
import cloudjar.api.sqs.DeleteMessageBatchResult;
import cloudjar.api.sqs.DeleteMessageBatchResultEntry;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.ReceiveMessageResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What consumers do with messages: receive, delete, hide. */
final class MessageOperations {
    private final MessageCipher cipher;
    private final LimitProfile limits;

    MessageOperations(MessageCipher cipher, LimitProfile limits) {
        this.cipher = cipher;
        this.limits = limits;
    }

    /** Receives messages, waiting for them where asked to. */
    ReceiveMessageResult receive(QueueAddress address, ReceiveMessageRequest in, Call call) {
        int max = in.maxNumberOfMessages() == null ? 1 : in.maxNumberOfMessages();
        int most = SqsLimits.RECEIVED_MESSAGES_MAX.intIn(limits);
        if (max < 1 || max > most) {
            throw SqsErrors.invalidParameter(
                    max, "MaxNumberOfMessages", "Must be between 1 and " + most + ", if provided.");
        }
        Integer wait = in.waitTimeSeconds();
        int longest = SqsLimits.WAIT_TIME_MAX.intIn(limits);
        if (wait != null && (wait < 0 || wait > longest)) {
            throw SqsErrors.invalidParameter(
                    wait, "WaitTimeSeconds", "Must be >= 0 and <= " + longest + ", if provided.");
        }
        Integer timeout = in.visibilityTimeout();
        if (timeout != null) {
            checkTimeout(timeout);
        }
        Unsealing unsealing = new Unsealing(cipher, call);
        Attempt attempt = new Attempt(address, max, timeout, in.receiveRequestAttemptId());
        LongPoll poll = new LongPoll(
                call,
                now -> unsealing.receive(() -> receive(attempt, now, unsealing, call)),
                () -> promises(address, call));
        Reception reception = poll.once(call.time().toEpochMilli());
        int waitSeconds = wait == null ? reception.queue().attributes().receiveMessageWaitTimeSeconds() : wait;
        if (reception.messages().isEmpty() && waitSeconds > 0) {
            reception =
                    poll.upTo(Duration.ofSeconds(waitSeconds), reception.queue().topic());
        } else if (reception.full() && !reception.queue().isFifo()) {
            // The documentation of ReceiveMessage: an error for a short poll, and none for a long poll or a FIFO queue.
            throw SqsErrors.tooManyInFlight(SqsLimits.IN_FLIGHT_STANDARD_MAX.intIn(limits));
        }
        return result(reception, in);
    }

    /** What a consumer asks for. */
    private record Attempt(
            QueueAddress address,
            int max,
            @Nullable Integer timeout,
            @Nullable String id) {}

    private Reception receive(Attempt asked, long now, Unsealing unsealing, Call call) {
        return call.write(tx -> {
            QueueAddress address = asked.address();
            Queue queue = address.get(tx);
            OpenQueue open = new OpenQueue(tx, address.tables(), queue, limits, now);
            int hiddenFor = asked.timeout() == null ? queue.attributes().visibilityTimeoutSeconds() : asked.timeout();
            Consumer consumer = new Consumer(open);
            Reception reception = queue.isFifo() && asked.id() != null
                    ? consumer.receive(asked.id(), asked.max(), hiddenFor)
                    : consumer.receive(asked.max(), hiddenFor);
            open.close();
            return unsealing.check(reception);
        });
    }

    private static boolean promises(QueueAddress address, Call call) {
        return call.read(snapshot -> {
            Queue queue = address.get(snapshot);
            Backlog counts =
                    address.tables().backlogs.get(snapshot, queue.backlog()).orElse(Backlog.EMPTY);
            return counts.visible() + counts.delayed() + counts.inFlight() > 0;
        });
    }

    private static ReceiveMessageResult result(Reception reception, ReceiveMessageRequest in) {
        List<Received> received = reception.messages();
        if (received.isEmpty()) {
            return ReceiveMessageResult.builder().build();
        }
        MessageForm form = new MessageForm(in);
        List<cloudjar.api.sqs.Message> messages = new ArrayList<>(received.size());
        for (Received message : received) {
            messages.add(form.show(message));
        }
        return ReceiveMessageResult.builder().messages(messages).build();
    }

    /** Deletes a message. */
    void delete(QueueAddress address, String handle, Call call) {
        ReceiptHandle parsed = parse(handle);
        open(address, call, consumer -> consumer.delete(parsed, handle));
    }

    /** Deletes messages, each for itself. */
    DeleteMessageBatchResult deleteBatch(QueueAddress address, DeleteMessageBatchRequest in, Call call) {
        Batch.check(in.entries(), DeleteMessageBatchRequestEntry::id, "DeleteMessageBatchRequestEntry", limits);
        return call.write(tx -> {
            OpenQueue open = open(tx, address, call);
            Consumer consumer = new Consumer(open);
            List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
            List<BatchResultErrorEntry> failed = new ArrayList<>();
            for (DeleteMessageBatchRequestEntry entry : in.entries()) {
                try {
                    consumer.delete(parse(entry.receiptHandle()), entry.receiptHandle());
                    done.add(DeleteMessageBatchResultEntry.builder()
                            .id(entry.id())
                            .build());
                } catch (ApiException e) {
                    failed.add(Batch.failed(entry.id(), e));
                }
            }
            open.close();
            return DeleteMessageBatchResult.builder()
                    .successful(Batch.orAbsent(done))
                    .failed(Batch.orAbsent(failed))
                    .build();
        });
    }

    /** Hides a received message for longer, or no longer. */
    void changeVisibility(QueueAddress address, String handle, int timeoutSeconds, Call call) {
        checkTimeout(timeoutSeconds);
        ReceiptHandle parsed = parse(handle);
        open(address, call, consumer -> consumer.changeVisibility(parsed, handle, timeoutSeconds));
    }

    /** Hides messages, each for itself. */
    ChangeMessageVisibilityBatchResult changeVisibilityBatch(
            QueueAddress address, ChangeMessageVisibilityBatchRequest in, Call call) {
        Batch.check(
                in.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                "ChangeMessageVisibilityBatchRequestEntry",
                limits);
        return call.write(tx -> {
            OpenQueue open = open(tx, address, call);
            Consumer consumer = new Consumer(open);
            List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
            List<BatchResultErrorEntry> failed = new ArrayList<>();
            for (ChangeMessageVisibilityBatchRequestEntry entry : in.entries()) {
                try {
                    int timeout = entry.visibilityTimeout() == null ? 0 : entry.visibilityTimeout();
                    checkTimeout(timeout);
                    consumer.changeVisibility(parse(entry.receiptHandle()), entry.receiptHandle(), timeout);
                    done.add(ChangeMessageVisibilityBatchResultEntry.builder()
                            .id(entry.id())
                            .build());
                } catch (ApiException e) {
                    failed.add(Batch.failed(entry.id(), e));
                }
            }
            open.close();
            return ChangeMessageVisibilityBatchResult.builder()
                    .successful(Batch.orAbsent(done))
                    .failed(Batch.orAbsent(failed))
                    .build();
        });
    }

    private void open(QueueAddress address, Call call, java.util.function.Consumer<Consumer> body) {
        call.write(tx -> {
            OpenQueue open = open(tx, address, call);
            body.accept(new Consumer(open));
            open.close();
            return open;
        });
    }

    private OpenQueue open(Tx tx, QueueAddress address, Call call) {
        return new OpenQueue(
                tx, address.tables(), address.get(tx), limits, call.time().toEpochMilli());
    }

    private void checkTimeout(int seconds) {
        int max = SqsLimits.VISIBILITY_TIMEOUT_MAX.intIn(limits);
        if (seconds < 0 || seconds > max) {
            throw SqsErrors.invalidParameter(
                    seconds, "VisibilityTimeout", "VisibilityTimeout must be >= 0 and <= " + max + ".");
        }
    }

    private static ReceiptHandle parse(String handle) {
        return ReceiptHandle.parse(handle).orElseThrow(() -> SqsErrors.receiptHandleIsInvalid(handle));
    }
}

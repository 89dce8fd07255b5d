package cloudjar.services.sqs;

import cloudjar.api.sqs.BatchResultErrorEntry;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.api.sqs.SendMessageBatchResult;
import cloudjar.api.sqs.SendMessageBatchResultEntry;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What senders do. */
final class SendOperations {
    private final MessageCipher cipher;
    private final LimitProfile limits;

    SendOperations(MessageCipher cipher, LimitProfile limits) {
        this.cipher = cipher;
        this.limits = limits;
    }

    /** A message that was accepted: its own id, or that of the message of which it is a duplicate. */
    private record Sent(UUID id, long sequence) {}

    /** A message that is ready to be sent. */
    private record Ready(String entryId, Draft draft, Message message) {}

    /** Sends a message. */
    SendMessageResult send(QueueAddress address, SendMessageRequest in, Call call) {
        Queue queue = call.read(address::get);
        Draft draft = Draft.of(in);
        if (draft.body().isEmpty()) {
            throw SqsErrors.missingParameter("MessageBody");
        }
        int maximumSize = queue.attributes().maximumMessageSize();
        if (draft.size() > maximumSize) {
            throw SqsErrors.messageTooLong(maximumSize);
        }
        draft.check(queue, limits);
        if (draft.lacksGroup(queue)) {
            throw SqsErrors.missingParameter("MessageGroupId");
        }
        if (draft.lacksDeduplicationId(queue)) {
            throw SqsErrors.noDeduplicationId();
        }
        Message message = message(draft, queue, call);
        Sent sent = call.write(tx -> {
            OpenQueue open = open(tx, address, queue, call);
            Sent accepted = send(open, draft, message);
            open.close();
            return accepted;
        });
        return SendMessageResult.builder()
                .messageId(sent.id().toString())
                .md5OfMessageBody(draft.body().md5())
                .md5OfMessageAttributes(md5(draft.attributes()))
                .md5OfMessageSystemAttributes(md5(draft.systemAttributes()))
                .sequenceNumber(sequenceNumber(queue, sent))
                .build();
    }

    /** Sends messages, each for itself, but for what AWS refuses in the whole. */
    SendMessageBatchResult sendBatch(QueueAddress address, SendMessageBatchRequest in, Call call) {
        Queue queue = call.read(address::get);
        List<SendMessageBatchRequestEntry> entries = in.entries();
        Batch.check(entries, SendMessageBatchRequestEntry::id, "SendMessageBatchRequestEntry", limits);
        List<Draft> drafts = entries.stream().map(Draft::of).toList();
        checkWhole(queue, drafts);
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        List<Ready> ready = new ArrayList<>(entries.size());
        for (int i = 0; i < drafts.size(); i++) {
            String id = entries.get(i).id();
            try {
                ready.add(new Ready(id, drafts.get(i), checked(drafts.get(i), queue, call)));
            } catch (ApiException e) {
                failed.add(Batch.failed(id, e));
            }
        }
        List<Sent> sent = ready.isEmpty()
                ? List.of()
                : call.write(tx -> {
                    OpenQueue open = open(tx, address, queue, call);
                    List<Sent> accepted = ready.stream()
                            .map(each -> send(open, each.draft(), each.message()))
                            .toList();
                    open.close();
                    return accepted;
                });
        return SendMessageBatchResult.builder()
                .successful(Batch.orAbsent(results(queue, ready, sent)))
                .failed(Batch.orAbsent(failed))
                .build();
    }

    private void checkWhole(Queue queue, List<Draft> drafts) {
        long size = 0;
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            if (draft.body().isEmpty()) {
                throw SqsErrors.missingParameter("SendMessageBatchRequestEntry." + (i + 1) + ".MessageBody");
            }
            if (draft.lacksGroup(queue)) {
                throw SqsErrors.missingParameterInBatch("MessageGroupId");
            }
            if (draft.lacksDeduplicationId(queue)) {
                throw SqsErrors.noDeduplicationId();
            }
            size += draft.size();
        }
        int max = SqsLimits.MESSAGE_SIZE_MAX.intIn(limits);
        if (size > max) {
            throw SqsErrors.batchTooLong(size, max);
        }
    }

    private Message checked(Draft draft, Queue queue, Call call) {
        int maximumSize = queue.attributes().maximumMessageSize();
        if (draft.size() > maximumSize) {
            throw SqsErrors.messageTooLongInBatch(maximumSize);
        }
        draft.check(queue, limits);
        return message(draft, queue, call);
    }

    private Message message(Draft draft, Queue queue, Call call) {
        UUID id = call.world().ids().uniqueId();
        return cipher.seal(draft.toMessage(queue, id, call), queue, call);
    }

    private static List<SendMessageBatchResultEntry> results(Queue queue, List<Ready> ready, List<Sent> sent) {
        List<SendMessageBatchResultEntry> results = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            Draft draft = ready.get(i).draft();
            results.add(SendMessageBatchResultEntry.builder()
                    .id(ready.get(i).entryId())
                    .messageId(sent.get(i).id().toString())
                    .md5OfMessageBody(draft.body().md5())
                    .md5OfMessageAttributes(md5(draft.attributes()))
                    .md5OfMessageSystemAttributes(md5(draft.systemAttributes()))
                    .sequenceNumber(sequenceNumber(queue, sent.get(i)))
                    .build());
        }
        return results;
    }

    private static Sent send(OpenQueue open, Draft draft, Message message) {
        Deduplication sent = open.sendOnce(message, draft.delayIn(open.queue()));
        return new Sent(sent.messageId(), sent.sequence());
    }

    /** The queue as it was checked against must be the one that the message goes to. */
    private OpenQueue open(Tx tx, QueueAddress address, Queue checked, Call call) {
        Queue queue = address.get(tx);
        if (queue.isFifo() != checked.isFifo()) {
            throw SqsErrors.queueDoesNotExist();
        }
        return new OpenQueue(tx, address.tables(), queue, limits, call.time().toEpochMilli());
    }

    private static @Nullable String sequenceNumber(Queue queue, Sent sent) {
        return queue.isFifo() ? SequenceNumber.of(sent.sequence()) : null;
    }

    private static @Nullable String md5(Map<String, MessageAttribute> attributes) {
        return attributes.isEmpty() ? null : Md5.ofAttributes(attributes);
    }
}

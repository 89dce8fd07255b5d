package cloudjar.services.sqs;

import cloudjar.api.sqs.MessageAttributeValue;
import cloudjar.api.sqs.MessageSystemAttributeNameForSends;
import cloudjar.api.sqs.MessageSystemAttributeValue;
import cloudjar.api.sqs.SendMessageBatchRequestEntry;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Utf8;
import cloudjar.services.sqs.QueueAttributes.Fifo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sender hands in, not yet accepted.
 *
 * @param systemAttributes those that a sender may set
 * @param delaySeconds null for the delay of the queue
 */
record Draft(
        MessageBody body,
        Map<String, MessageAttribute> attributes,
        Map<String, MessageAttribute> systemAttributes,
        @Nullable Integer delaySeconds,
        @Nullable String group,
        @Nullable String deduplicationId) {
    /** What a single request hands in. */
    static Draft of(SendMessageRequest in) {
        return new Draft(
                new MessageBody(in.messageBody()),
                attributes(in.messageAttributes()),
                systemAttributes(in.messageSystemAttributes()),
                in.delaySeconds(),
                in.messageGroupId(),
                in.messageDeduplicationId());
    }

    /** What an entry of a batch hands in. */
    static Draft of(SendMessageBatchRequestEntry in) {
        return new Draft(
                new MessageBody(in.messageBody()),
                attributes(in.messageAttributes()),
                systemAttributes(in.messageSystemAttributes()),
                in.delaySeconds(),
                in.messageGroupId(),
                in.messageDeduplicationId());
    }

    /**
     * Checks what does not depend on the length of the message.
     *
     * @throws cloudjar.kernel.shape.ApiException where the queue would refuse it
     */
    void check(Queue queue, LimitProfile limits) {
        if (!body.isAllowed()) {
            throw SqsErrors.invalidMessageContents();
        }
        MessageAttributeRules.check(attributes, limits);
        checkId(group, "MessageGroupId", limits);
        checkId(deduplicationId, "MessageDeduplicationId", limits);
        if (!queue.isFifo() && deduplicationId != null) {
            throw SqsErrors.notForThisQueueType(deduplicationId, "MessageDeduplicationId");
        }
        if (delaySeconds != null) {
            if (queue.isFifo() && delaySeconds != 0) {
                throw SqsErrors.notForThisQueueType(delaySeconds, "DelaySeconds");
            }
            int max = SqsLimits.DELAY_MAX.intIn(limits);
            if (delaySeconds < 0 || delaySeconds > max) {
                throw SqsErrors.invalidParameter(
                        delaySeconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= " + max + ".");
            }
        }
    }

    private static void checkId(@Nullable String id, String parameter, LimitProfile limits) {
        int max = SqsLimits.GROUP_ID_MAX.intIn(limits);
        if (id != null && !MessageText.isId(id, max)) {
            throw SqsErrors.invalidId(id, parameter, max);
        }
    }

    /** Whether a FIFO queue misses the group. */
    boolean lacksGroup(Queue queue) {
        return queue.isFifo() && group == null;
    }

    /** Whether a FIFO queue misses an id by which to know duplicates. */
    boolean lacksDeduplicationId(Queue queue) {
        Fifo fifo = queue.attributes().fifo();
        return fifo != null && deduplicationId == null && !fifo.contentBasedDeduplication();
    }

    /** Its length as quotas count it: body and attributes, in bytes. */
    int size() {
        int size = body.size();
        for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
            size += Utf8.length(attribute.getKey()) + attribute.getValue().size();
        }
        return size;
    }

    /** How long the queue will hide it. */
    int delayIn(Queue queue) {
        return delaySeconds == null || queue.isFifo() ? queue.attributes().delaySeconds() : delaySeconds;
    }

    /** The message that it becomes. */
    Message toMessage(Queue queue, UUID id, Call call) {
        MessageAttribute trace = systemAttributes.get(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER);
        String deduplication = deduplicationId == null && queue.isFifo() ? sha256(body.text()) : deduplicationId;
        return new Message(
                id,
                body.text(),
                attributes,
                call.time().toEpochMilli(),
                Sender.id(call.principal()),
                group,
                deduplication,
                trace == null ? headerOf(call) : trace.string(),
                null,
                0,
                0,
                null);
    }

    /** The X-Ray header of the call itself stands for the attribute (recorded: test_aws_trace_header_propagation). */
    private static @Nullable String headerOf(Call call) {
        return call.traceId().startsWith("Root=") ? call.traceId() : null;
    }

    private static Map<String, MessageAttribute> attributes(Map<String, MessageAttributeValue> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttribute> attributes = HashMap.newHashMap(given.size());
        given.forEach((name, value) ->
                attributes.put(name, new MessageAttribute(value.dataType(), value.stringValue(), value.binaryValue())));
        return attributes;
    }

    private static Map<String, MessageAttribute> systemAttributes(Map<String, MessageSystemAttributeValue> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttribute> attributes = HashMap.newHashMap(given.size());
        given.forEach((name, value) ->
                attributes.put(name, new MessageAttribute(value.dataType(), value.stringValue(), value.binaryValue())));
        return attributes;
    }

    private static String sha256(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-256", e);
        }
    }
}

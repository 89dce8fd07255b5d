package cloudjar.services.sqs;

import cloudjar.api.sqs.MessageAttributeValue;
import cloudjar.api.sqs.MessageSystemAttributeName;
import cloudjar.api.sqs.ReceiveMessageRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a consumer gets to see of a message: always its body, of its attributes those that it asked for. */
final class MessageForm {
    private static final String ALL = "All";

    private final List<String> attributeNames;
    private final List<String> systemNames;
    private final List<String> olderSystemNames;

    MessageForm(ReceiveMessageRequest in) {
        attributeNames = in.messageAttributeNames();
        systemNames = in.messageSystemAttributeNames();
        olderSystemNames = in.attributeNames();
    }

    /** The message as the consumer gets it. */
    cloudjar.api.sqs.Message show(Received received) {
        Message message = received.message();
        cloudjar.api.sqs.Message.Builder out = cloudjar.api.sqs.Message.builder()
                .messageId(message.id().toString())
                .receiptHandle(received.handle().toString())
                .md5OfBody(Md5.ofBody(message.body()))
                .body(message.body());
        if (!systemNames.isEmpty() || !olderSystemNames.isEmpty()) {
            Map<String, String> system = system(received);
            out.attributes(system.isEmpty() ? null : system);
        }
        if (!attributeNames.isEmpty() && !message.attributes().isEmpty()) {
            Map<String, MessageAttribute> asked = asked(message.attributes());
            if (!asked.isEmpty()) {
                out.md5OfMessageAttributes(Md5.ofAttributes(asked)).messageAttributes(values(asked));
            }
        }
        return out.build();
    }

    private Map<String, String> system(Received received) {
        Message message = received.message();
        Delivery delivery = received.delivery();
        Map<String, String> all = new LinkedHashMap<>();
        all.put(MessageSystemAttributeName.SENDER_ID, message.senderId());
        all.put(
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                Long.toString(message.firstReceivedAtMillis(delivery)));
        all.put(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(message.receiveCount(delivery)));
        all.put(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(message.sentAtMillis()));
        if (message.deduplicationId() != null) {
            all.put(MessageSystemAttributeName.SEQUENCE_NUMBER, SequenceNumber.of(received.sequence()));
            all.put(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, message.deduplicationId());
        }
        if (message.group() != null) {
            all.put(MessageSystemAttributeName.MESSAGE_GROUP_ID, message.group());
        }
        if (message.traceHeader() != null) {
            all.put(MessageSystemAttributeName.AWS_TRACE_HEADER, message.traceHeader());
        }
        if (message.deadLetterSource() != null) {
            all.put(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, message.deadLetterSource());
        }
        if (!systemNames.contains(ALL) && !olderSystemNames.contains(ALL)) {
            all.keySet().removeIf(name -> !systemNames.contains(name) && !olderSystemNames.contains(name));
        }
        return all;
    }

    private Map<String, MessageAttribute> asked(Map<String, MessageAttribute> attributes) {
        if (attributeNames.contains(ALL) || attributeNames.contains(".*") || attributeNames.contains("*")) {
            return attributes;
        }
        Map<String, MessageAttribute> asked = new HashMap<>(attributes);
        asked.keySet().removeIf(name -> attributeNames.stream().noneMatch(wanted -> matches(wanted, name)));
        return asked;
    }

    /** {@code foo.*} asks for all attributes whose names begin with {@code foo}, whatever follows. */
    private static boolean matches(String wanted, String name) {
        return wanted.endsWith(".*") ? name.startsWith(wanted.substring(0, wanted.length() - 2)) : wanted.equals(name);
    }

    private static Map<String, MessageAttributeValue> values(Map<String, MessageAttribute> attributes) {
        Map<String, MessageAttributeValue> values = LinkedHashMap.newLinkedHashMap(attributes.size());
        attributes.forEach((name, attribute) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(attribute.dataType())
                        .stringValue(attribute.string())
                        .binaryValue(attribute.binary())
                        .build()));
        return values;
    }
}

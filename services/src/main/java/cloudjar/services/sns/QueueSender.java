package cloudjar.services.sns;

import cloudjar.api.sqs.MessageAttributeValue;
import cloudjar.api.sqs.MessageSystemAttributeNameForSends;
import cloudjar.api.sqs.MessageSystemAttributeValue;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sns.Delivery.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages to queues, as SNS. What is sent is in the store when this returns. */
final class QueueSender {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSender.class);
    private static final int OK = 200;

    private final Cloud cloud;

    QueueSender(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Sends a message to the queue of a subscription, or to its dead-letter queue.
     *
     * @param queueArn which of the two
     * @param envelope makes the body where the subscription wants no raw messages
     */
    ReceiverAnswer send(
            String queueArn, Subscription subscription, Publication publication, Envelope envelope, Call call) {
        Optional<Arn> queue = Arn.parse(queueArn);
        if (queue.isEmpty()) {
            return ReceiverAnswer.unreachable(Outcome.REFUSED, "no queue");
        }
        SendMessageRequest.Builder message =
                SendMessageRequest.builder().queueUrl(queue.get().resource());
        if (subscription.isRaw()) {
            message.messageBody(publication.text(Protocol.SQS)).messageAttributes(attributes(publication));
        } else {
            message.messageBody(envelope.notification(Protocol.SQS, arn(subscription, publication)));
        }
        boolean fifoQueue = queueArn.endsWith(Topic.FIFO_SUFFIX);
        if (fifoQueue) {
            message.messageGroupId(publication.group()).messageDeduplicationId(publication.deduplicationId());
        } else if (publication.sequence() == 0) {
            message.messageGroupId(publication.group());
        }
        if (publication.traceHeader() != null) {
            message.messageSystemAttributes(Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(publication.traceHeader())
                            .build()));
        }
        try {
            SendMessageResult sent = cloud.client(Sqs.API)
                    .sendMessage(
                            message.build(),
                            call.in(queue.get().account(), queue.get().region()));
            return new ReceiverAnswer(Outcome.DELIVERED, OK, said(call, sent));
        } catch (ApiException e) {
            LOG.info("A message was refused by a queue: queue={}, code={}", queueArn, e.code());
            return ReceiverAnswer.refused(e);
        }
    }

    private static String said(Call call, SendMessageResult sent) {
        return "{\"sqsRequestId\":\"" + call.requestId() + "\",\"sqsMessageId\":\"" + sent.messageId() + "\"}";
    }

    private static String arn(Subscription subscription, Publication publication) {
        return publication.topicArn() + ":" + subscription.id();
    }

    private static Map<String, MessageAttributeValue> attributes(Publication publication) {
        if (publication.attributes().isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        publication
                .attributes()
                .forEach((name, attribute) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(attribute.dataType())
                                .stringValue(attribute.string())
                                .binaryValue(attribute.binary())
                                .build()));
        return attributes;
    }
}

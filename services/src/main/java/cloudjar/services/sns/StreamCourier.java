package cloudjar.services.sns;

import cloudjar.api.firehose.Firehose;
import cloudjar.api.firehose.FirehoseRecord;
import cloudjar.api.firehose.PutRecordInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.RoleSessions;
import cloudjar.services.sns.Delivery.Outcome;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to delivery streams, as the role that the subscription names. Each ends with a line feed. */
final class StreamCourier {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCourier.class);
    private static final String STREAM = "deliverystream/";

    private final Cloud cloud;
    private final RoleSessions roles;

    StreamCourier(Cloud cloud, RoleSessions roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    ReceiverAnswer send(Delivery delivery, Envelope envelope, Call call) {
        Subscription subscription = delivery.subscription();
        Optional<Arn> stream =
                Arn.parse(subscription.endpoint()).filter(arn -> arn.resource().startsWith(STREAM));
        String role = subscription.attributes().get(SubscriptionAttributes.SUBSCRIPTION_ROLE_ARN);
        if (stream.isEmpty() || role == null) {
            return ReceiverAnswer.unreachable(Outcome.REFUSED, "no delivery stream, or no role for it");
        }
        String topic = delivery.publication().topicArn();
        String text = subscription.isRaw()
                ? delivery.publication().text(Protocol.FIREHOSE)
                : envelope.notification(Protocol.FIREHOSE, topic + ":" + subscription.id());
        PutRecordInput record = PutRecordInput.builder()
                .deliveryStreamName(stream.get().resource().substring(STREAM.length()))
                .record(FirehoseRecord.builder().data(Bytes.ofUtf8(text + "\n")).build())
                .build();
        try {
            String id = cloud.client(Firehose.API)
                    .putRecord(
                            record,
                            roles.as(role, Couriers.SESSION, call)
                                    .in(stream.get().account(), stream.get().region()))
                    .recordId();
            return ReceiverAnswer.delivered(Map.of("recordId", id));
        } catch (ApiException e) {
            LOG.info("A message was refused by a delivery stream: stream={}, code={}", stream.get(), e.code());
            return ReceiverAnswer.refused(e);
        }
    }
}

package cloudjar.services.sns;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sns.Delivery.Outcome;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to functions, as SNS; a function that has the event has the message, whatever it does with it. */
final class FunctionCourier {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionCourier.class);

    private final Cloud cloud;

    FunctionCourier(Cloud cloud) {
        this.cloud = cloud;
    }

    ReceiverAnswer send(Delivery delivery, Envelope envelope, Call call) {
        String function = delivery.subscription().endpoint();
        Optional<Arn> arn = Arn.parse(function);
        if (arn.isEmpty()) {
            return ReceiverAnswer.unreachable(Outcome.REFUSED, "no function");
        }
        String subscription = delivery.publication().topicArn() + ":"
                + delivery.subscription().id();
        InvocationRequest event = InvocationRequest.builder()
                .functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(Bytes.ofUtf8(envelope.functionEvent(subscription)))
                .build();
        try {
            cloud.client(Lambda.API)
                    .invoke(event, call.in(arn.get().account(), arn.get().region()));
            return ReceiverAnswer.delivered(Map.of("lambdaRequestId", call.requestId()));
        } catch (ApiException e) {
            LOG.info("A message was refused by a function: function={}, code={}", function, e.code());
            return ReceiverAnswer.refused(e);
        }
    }
}

package cloudjar.services.s3;

import cloudjar.api.eventbridge.DescribeEventBusRequest;
import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.api.lambda.GetFunctionRequest;
import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.sns.GetTopicAttributesInput;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.Sns;
import cloudjar.api.sqs.GetQueueUrlRequest;
import cloudjar.api.sqs.MessageSystemAttributeValue;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Queues, topics, functions and the event bus, as S3 reaches them: by their services' APIs. */
final class Destinations {
    /** What stands for the account's event bus in the place of an ARN. */
    static final String EVENT_BUS = "events";

    private static final String SUBJECT = "Amazon S3 Notification";

    private final Cloud cloud;

    Destinations(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Tells a destination of what happened. */
    void send(String destination, String message, @Nullable String trace, Call call) {
        if (destination.equals(EVENT_BUS)) {
            put(message, trace, call);
            return;
        }
        Arn arn = Arn.parse(destination).orElseThrow();
        switch (arn.service()) {
            case "sns" ->
                cloud.client(Sns.API)
                        .publish(
                                PublishInput.builder()
                                        .topicArn(destination)
                                        .subject(SUBJECT)
                                        .message(message)
                                        .build(),
                                call);
            case "lambda" ->
                cloud.client(Lambda.API)
                        .invoke(
                                InvocationRequest.builder()
                                        .functionName(destination)
                                        .invocationType(InvocationType.EVENT)
                                        .payload(Bytes.ofUtf8(message))
                                        .build(),
                                call);
            default -> enqueue(arn, message, trace, call);
        }
    }

    private void enqueue(Arn queue, String message, @Nullable String trace, Call call) {
        Sqs sqs = cloud.client(Sqs.API);
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(queueUrl(sqs, queue, call))
                .messageBody(message);
        if (trace != null) {
            request.messageSystemAttributes(Map.of(
                    "AWSTraceHeader",
                    MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(trace)
                            .build()));
        }
        sqs.sendMessage(request.build(), call);
    }

    private static String queueUrl(Sqs sqs, Arn queue, Call call) {
        GetQueueUrlRequest request =
                GetQueueUrlRequest.builder().queueName(queue.resource()).build();
        return Objects.requireNonNull(sqs.getQueueUrl(request, call).queueUrl());
    }

    private void put(String event, @Nullable String trace, Call call) {
        String[] parts = event.split("\n", 3);
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .source("aws.s3")
                .detailType(parts[0])
                .resources(List.of(parts[1]))
                .detail(parts[2])
                .time(call.time())
                .traceHeader(trace)
                .build();
        cloud.client(EventBridge.API)
                .putEvents(PutEventsRequest.builder().entries(List.of(entry)).build(), call);
    }

    /** Refuses where cloudjar has no event bus; an account's own is always there. */
    void requireBus(Call call) {
        cloud.client(EventBridge.API)
                .describeEventBus(
                        DescribeEventBusRequest.builder().build(), call.as(new Principal.Service(EventCause.SERVICE)));
    }

    /**
     * Whether there is such a destination.
     *
     * @throws ApiException where cloudjar does not have its service
     */
    boolean exists(String destination, Call call) {
        Arn arn = Arn.parse(destination).orElseThrow();
        Call there = call.in(arn.account(), arn.region()).as(new Principal.Service(EventCause.SERVICE));
        try {
            switch (arn.service()) {
                case "sns" ->
                    cloud.client(Sns.API)
                            .getTopicAttributes(
                                    GetTopicAttributesInput.builder()
                                            .topicArn(destination)
                                            .build(),
                                    there);
                case "lambda" ->
                    cloud.client(Lambda.API)
                            .getFunction(
                                    GetFunctionRequest.builder()
                                            .functionName(destination)
                                            .build(),
                                    there);
                default -> queueUrl(cloud.client(Sqs.API), arn, there);
            }
            return true;
        } catch (ApiException refused) {
            if (refused.code().equals(NotImplemented.CODE)) {
                throw refused;
            }
            return false;
        }
    }
}

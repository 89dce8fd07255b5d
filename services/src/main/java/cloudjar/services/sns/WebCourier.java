package cloudjar.services.sns;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.web.Web;
import cloudjar.kernel.web.WebAnswer;
import cloudjar.kernel.web.WebRequest;
import cloudjar.services.sns.Delivery.Kind;
import cloudjar.services.sns.Delivery.Outcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Brings messages to web endpoints. */
final class WebCourier {
    /** A receiver has 15 seconds (sns-http-https-endpoint-as-subscriber, "Step 1"). */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int SUCCESS = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Web web;

    WebCourier(Web web) {
        this.web = web;
    }

    /** Posts a message; what became of it is told on another thread. */
    void send(Delivery delivery, String contentType, Envelope envelope, Consumer<ReceiverAnswer> told) {
        URI uri;
        try {
            uri = new URI(delivery.subscription().endpoint());
        } catch (URISyntaxException e) {
            told.accept(ReceiverAnswer.unreachable(Outcome.REFUSED, "no address"));
            return;
        }
        boolean raw =
                delivery.kind() == Kind.NOTIFICATION && delivery.subscription().isRaw();
        String subscriptionArn = delivery.publication().topicArn() + ":"
                + delivery.subscription().id();
        String body = delivery.kind() != Kind.NOTIFICATION
                ? envelope.confirmation(delivery.kind(), String.valueOf(delivery.token()))
                : raw
                        ? delivery.publication().text(delivery.subscription().protocol())
                        : envelope.notification(delivery.subscription().protocol(), subscriptionArn);
        Map<String, String> headers = headers(delivery, contentType, subscriptionArn);
        if (raw) {
            headers.put("x-amz-sns-rawdelivery", "true");
        }
        web.post(new WebRequest(uri, headers, Bytes.ofUtf8(body), TIMEOUT), answer -> told.accept(answer(answer)));
    }

    private static Map<String, String> headers(Delivery delivery, String contentType, String subscriptionArn) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", delivery.kind().messageType());
        headers.put("x-amz-sns-message-id", delivery.publication().id());
        headers.put("x-amz-sns-topic-arn", delivery.publication().topicArn());
        if (delivery.kind() != Kind.SUBSCRIPTION_CONFIRMATION) {
            headers.put("x-amz-sns-subscription-arn", subscriptionArn);
        }
        headers.put("Content-Type", contentType);
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        headers.put("Accept-Encoding", "gzip,deflate");
        return headers;
    }

    private static ReceiverAnswer answer(WebAnswer answer) {
        return switch (answer) {
            case WebAnswer.Answered(int status) -> new ReceiverAnswer(outcome(answer), status, "");
            case WebAnswer.Unreachable(String reason) -> ReceiverAnswer.unreachable(Outcome.FAILED, reason);
        };
    }

    /** Answers of 4xx but 429 are final (sns-message-delivery-retries). */
    private static Outcome outcome(WebAnswer answer) {
        return switch (answer) {
            case WebAnswer.Answered(int status) when status >= SUCCESS && status < CLIENT_ERROR -> Outcome.DELIVERED;
            case WebAnswer.Answered(int status)
            when status >= CLIENT_ERROR && status < SERVER_ERROR && status != TOO_MANY_REQUESTS -> Outcome.REFUSED;
            case WebAnswer.Answered ignored -> Outcome.FAILED;
            case WebAnswer.Unreachable ignored -> Outcome.FAILED;
        };
    }
}

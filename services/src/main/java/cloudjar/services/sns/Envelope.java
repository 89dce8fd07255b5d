package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in which a message travels, its members in AWS's order (recorded: test_publish_sqs_from_sns and its neighbours).
 * Signed once for all receivers who read the same text. Used by one thread.
 */
final class Envelope {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Publication publication;
    private final MessageSigner signer;
    private final Supplier<SigningKey> keys;
    private final boolean sha256;
    private @Nullable String signedText;
    private String signature = "";
    private @Nullable SigningKey key;

    /**
     * An envelope for a message.
     *
     * @param sha256 whether it is signed by version 2
     * @param keys what it is signed with, asked where it is signed
     */
    Envelope(Publication publication, boolean sha256, MessageSigner signer, Supplier<SigningKey> keys) {
        this.publication = publication;
        this.sha256 = sha256;
        this.signer = signer;
        this.keys = keys;
    }

    /** A time as messages show it. */
    static String timestamp(long millis) {
        return TIMESTAMP.format(Instant.ofEpochMilli(millis));
    }

    /** The message in its envelope for a subscription. Messages of FIFO topics bear a number and no signature. */
    String notification(Protocol way, String subscriptionArn) {
        String text = publication.text(way);
        boolean fifo = publication.sequence() > 0;
        JsonLines out = new JsonLines(text.length() + 1024);
        out.add("Type", "Notification").add("MessageId", publication.id());
        if (fifo) {
            out.add("SequenceNumber", publication.sequenceNumber());
        }
        out.add("TopicArn", publication.topicArn());
        if (publication.subject() != null) {
            out.add("Subject", publication.subject());
        }
        String timestamp = timestamp(publication.publishedAtMillis());
        out.add("Message", text).add("Timestamp", timestamp);
        if (!fifo) {
            sign(text, notificationText(text, timestamp));
            addSignature(out);
        }
        out.add("UnsubscribeURL", unsubscribeUrl(subscriptionArn));
        addAttributes(out);
        return out.close();
    }

    private void addAttributes(JsonLines out) {
        if (publication.attributes().isEmpty()) {
            return;
        }
        StringBuilder attributes = new StringBuilder("{");
        publication.attributes().forEach((name, attribute) -> attributes
                .append(attributes.length() == 1 ? "\n    " : ",\n    ")
                .append(Json.quote(name))
                .append(" : ")
                .append(attributeJson(attribute)));
        out.addJson("MessageAttributes", attributes.append("\n  }").toString());
    }

    private static String attributeJson(MessageAttribute attribute) {
        return "{\"Type\":" + Json.quote(attribute.dataType()) + ",\"Value\":" + Json.quote(attribute.shown()) + "}";
    }

    private String notificationText(String text, String timestamp) {
        StringBuilder signed = new StringBuilder(text.length() + 300);
        line(signed, "Message", text);
        line(signed, "MessageId", publication.id());
        if (publication.subject() != null) {
            line(signed, "Subject", publication.subject());
        }
        line(signed, "Timestamp", timestamp);
        line(signed, "TopicArn", publication.topicArn());
        line(signed, "Type", "Notification");
        return signed.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(name).append('\n').append(value).append('\n');
    }

    private void sign(String text, String signed) {
        if (!text.equals(signedText)) {
            signature = signer.sign(signingKey(), sha256, signed);
            signedText = text;
        }
    }

    private SigningKey signingKey() {
        SigningKey known = key;
        if (known == null) {
            known = keys.get();
            key = known;
        }
        return known;
    }

    private void addSignature(JsonLines out) {
        out.add("SignatureVersion", sha256 ? "2" : "1")
                .add("Signature", signature)
                .add("SigningCertURL", publication.baseUrl() + MessageSigner.path(signingKey()));
    }

    private String unsubscribeUrl(String subscriptionArn) {
        return publication.baseUrl() + "/?Action=Unsubscribe&SubscriptionArn=" + subscriptionArn;
    }

    /** What asks a receiver to confirm a subscription, or tells it that one was ended. */
    String confirmation(Delivery.Kind kind, String token) {
        String url = subscribeUrl(publication, token);
        String timestamp = timestamp(publication.publishedAtMillis());
        StringBuilder signed = new StringBuilder();
        line(signed, "Message", publication.message());
        line(signed, "MessageId", publication.id());
        line(signed, "SubscribeURL", url);
        line(signed, "Timestamp", timestamp);
        line(signed, "Token", token);
        line(signed, "TopicArn", publication.topicArn());
        line(signed, "Type", kind.messageType());
        sign(publication.message(), signed.toString());
        JsonLines out = new JsonLines(1024);
        out.add("Type", kind.messageType())
                .add("MessageId", publication.id())
                .add("Token", token)
                .add("TopicArn", publication.topicArn())
                .add("Message", publication.message())
                .add("SubscribeURL", url)
                .add("Timestamp", timestamp);
        addSignature(out);
        return out.close();
    }

    /** The link that confirms a subscription. */
    static String subscribeUrl(Publication publication, String token) {
        return publication.baseUrl() + "/?Action=ConfirmSubscription&TopicArn=" + publication.topicArn() + "&Token="
                + token;
    }

    /**
     * The event that a function is given. It says version 1 of signatures signed by version 2, too (recorded:
     * test_publish_lambda_verify_signature).
     */
    String functionEvent(String subscriptionArn) {
        String text = publication.text(Protocol.LAMBDA);
        String timestamp = timestamp(publication.publishedAtMillis());
        sign(text, notificationText(text, timestamp));
        StringBuilder attributes = new StringBuilder("{");
        for (Map.Entry<String, MessageAttribute> each : publication.attributes().entrySet()) {
            attributes
                    .append(attributes.length() == 1 ? "" : ",")
                    .append(Json.quote(each.getKey()))
                    .append(':')
                    .append(attributeJson(each.getValue()));
        }
        String subject = publication.subject() == null ? "null" : Json.quote(publication.subject());
        return "{\"Records\":[{\"EventSource\":\"aws:sns\",\"EventVersion\":\"1.0\",\"EventSubscriptionArn\":"
                + Json.quote(subscriptionArn) + ",\"Sns\":{\"Type\":\"Notification\",\"MessageId\":"
                + Json.quote(publication.id()) + ",\"TopicArn\":" + Json.quote(publication.topicArn())
                + ",\"Subject\":" + subject + ",\"Message\":" + Json.quote(text) + ",\"Timestamp\":"
                + Json.quote(timestamp) + ",\"SignatureVersion\":\"1\",\"Signature\":"
                + Json.quote(signature) + ",\"SigningCertUrl\":"
                + Json.quote(publication.baseUrl() + MessageSigner.path(signingKey())) + ",\"UnsubscribeUrl\":"
                + Json.quote(unsubscribeUrl(subscriptionArn)) + ",\"MessageAttributes\":"
                + attributes.append('}') + "}}]}";
    }
}

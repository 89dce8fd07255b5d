package cloudjar.services.sns;

import cloudjar.services.sns.Delivery.Kind;
import java.util.Objects;

/** Messages as e-mails and text messages. */
final class Letters {
    private static final String SUBJECT = "AWS Notification Message";
    private static final String CONFIRM_SUBJECT = "AWS Notification - Subscription Confirmation";
    private static final String ENDED_SUBJECT = "AWS Notification - Unsubscribe Confirmation";

    private Letters() {}

    /**
     * The letter of a delivery.
     *
     * @param link by which a subscription is confirmed; empty in a notification
     */
    static OutboxMessage of(Delivery delivery, String link) {
        Publication publication = delivery.publication();
        Subscription subscription = delivery.subscription();
        Protocol way = subscription.protocol();
        boolean notification = delivery.kind() == Kind.NOTIFICATION;
        String text = notification ? publication.text(way) : publication.message();
        String subject = way == Protocol.SMS
                ? publication.subject()
                : notification
                        ? Objects.requireNonNullElse(publication.subject(), SUBJECT)
                        : delivery.kind() == Kind.SUBSCRIPTION_CONFIRMATION ? CONFIRM_SUBJECT : ENDED_SUBJECT;
        return new OutboxMessage(
                delivery.id(),
                way.wireName(),
                subscription.endpoint(),
                publication.topicArn(),
                subject,
                way == Protocol.EMAIL_JSON ? json(delivery, text, link) : plain(delivery, text, link),
                publication.publishedAtMillis());
    }

    private static String plain(Delivery delivery, String text, String link) {
        if (delivery.subscription().protocol() == Protocol.SMS) {
            return text;
        }
        Publication publication = delivery.publication();
        return switch (delivery.kind()) {
            case NOTIFICATION ->
                text
                        + "\n\n--\nIf you wish to stop receiving notifications from this topic, please visit the link below"
                        + " to unsubscribe:\n" + publication.baseUrl() + "/?Action=Unsubscribe&SubscriptionArn="
                        + publication.topicArn() + ":" + delivery.subscription().id();
            case SUBSCRIPTION_CONFIRMATION -> text + "\n" + link;
            case UNSUBSCRIBE_CONFIRMATION -> text + "\n" + link;
        };
    }

    private static String json(Delivery delivery, String text, String link) {
        Publication publication = delivery.publication();
        JsonLines out = new JsonLines(text.length() + 512)
                .add("Type", delivery.kind().messageType())
                .add("MessageId", publication.id());
        if (delivery.token() != null) {
            out.add("Token", delivery.token());
        }
        out.add("TopicArn", publication.topicArn());
        if (publication.subject() != null) {
            out.add("Subject", publication.subject());
        }
        out.add("Message", text);
        if (!link.isEmpty()) {
            out.add("SubscribeURL", link);
        }
        out.add("Timestamp", Envelope.timestamp(publication.publishedAtMillis()));
        if (link.isEmpty()) {
            out.add(
                    "UnsubscribeURL",
                    publication.baseUrl() + "/?Action=Unsubscribe&SubscriptionArn=" + publication.topicArn() + ":"
                            + delivery.subscription().id());
        }
        return out.close();
    }
}

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
     * @param envelope of its message, for those who want it in JSON
     */
    static OutboxMessage of(Delivery delivery, Envelope envelope) {
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
                way == Protocol.EMAIL_JSON ? json(delivery, envelope) : plain(delivery, text),
                publication.publishedAtMillis());
    }

    private static String plain(Delivery delivery, String text) {
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
            case SUBSCRIPTION_CONFIRMATION -> text + "\n" + link(delivery);
            case UNSUBSCRIBE_CONFIRMATION -> text + "\n" + link(delivery);
        };
    }

    /** By which a subscription is confirmed, or taken up again. */
    private static String link(Delivery delivery) {
        return Envelope.subscribeUrl(delivery.publication(), String.valueOf(delivery.token()));
    }

    /** What web endpoints get. */
    private static String json(Delivery delivery, Envelope envelope) {
        String subscription = delivery.publication().topicArn() + ":"
                + delivery.subscription().id();
        return delivery.kind() == Kind.NOTIFICATION
                ? envelope.notification(Protocol.EMAIL_JSON, subscription)
                : envelope.confirmation(delivery.kind(), String.valueOf(delivery.token()));
    }
}

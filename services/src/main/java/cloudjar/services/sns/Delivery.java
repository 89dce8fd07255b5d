package cloudjar.services.sns;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way to one receiver.
 *
 * @param subscription as it was when the message was published
 * @param token of a confirmation; null for a notification
 * @param attempts how many have failed
 */
record Delivery(
        String id,
        Subscription subscription,
        Publication publication,
        Kind kind,
        @Nullable String token,
        boolean sha256,
        int attempts) {
    /** What a message is to its receiver. */
    enum Kind {
        NOTIFICATION("Notification"),
        SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation"),
        UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation");

        private final String messageType;

        Kind(String messageType) {
            this.messageType = messageType;
        }

        String messageType() {
            return messageType;
        }
    }

    /** What became of an attempt. */
    enum Outcome {
        DELIVERED,
        /** There is no use in trying again. */
        REFUSED,
        FAILED
    }

    /** A notification, before its first attempt. */
    static Delivery notification(Subscription subscription, Publication publication, boolean sha256) {
        return new Delivery(
                publication.id() + "." + subscription.id(),
                subscription,
                publication,
                Kind.NOTIFICATION,
                null,
                sha256,
                0);
    }

    Delivery failed() {
        return new Delivery(id, subscription, publication, kind, token, sha256, attempts + 1);
    }

    Delivery with(Publication changed) {
        return new Delivery(id, subscription, changed, kind, token, sha256, attempts);
    }
}

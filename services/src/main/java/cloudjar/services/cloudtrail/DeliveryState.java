package cloudjar.services.cloudtrail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a trail's deliveries went, as GetTrailStatus tells it.
 *
 * @param deliveryError the code of the error of the last delivery to the bucket; null where it went well
 * @param digestError likewise of a digest
 * @param notificationError likewise of a notification
 * @param logsError what kept events from the log group; null where nothing did
 */
record DeliveryState(
        @Nullable Instant delivered,
        @Nullable Instant attempted,
        @Nullable String deliveryError,
        @Nullable Instant digested,
        @Nullable String digestError,
        @Nullable Instant notified,
        @Nullable String notificationError,
        @Nullable Instant logged,
        @Nullable String logsError) {
    static final DeliveryState NONE = new DeliveryState(null, null, null, null, null, null, null, null, null);

    DeliveryState delivered(Instant at, @Nullable String error) {
        return new DeliveryState(
                error == null ? at : delivered,
                at,
                error,
                digested,
                digestError,
                notified,
                notificationError,
                logged,
                logsError);
    }

    DeliveryState digested(Instant at, @Nullable String error) {
        return new DeliveryState(
                delivered,
                attempted,
                deliveryError,
                error == null ? at : digested,
                error,
                notified,
                notificationError,
                logged,
                logsError);
    }

    DeliveryState notified(Instant at, @Nullable String error) {
        return new DeliveryState(
                delivered,
                attempted,
                deliveryError,
                digested,
                digestError,
                error == null ? at : notified,
                error,
                logged,
                logsError);
    }

    DeliveryState logged(Instant at, @Nullable String error) {
        return new DeliveryState(
                delivered,
                attempted,
                deliveryError,
                digested,
                digestError,
                notified,
                notificationError,
                error == null ? at : logged,
                error);
    }
}

package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.shape.Bytes;

/**
 * Events on their way to the receiver of a subscription filter.
 *
 * @param filter as it was when they came
 * @param stream whose they are
 * @param document what is sent
 * @param attempts how often it was tried
 */
record Parcel(SubscriptionFilter filter, String stream, Bytes document, int attempts) {
    Parcel failed() {
        return new Parcel(filter, stream, document, attempts + 1);
    }
}

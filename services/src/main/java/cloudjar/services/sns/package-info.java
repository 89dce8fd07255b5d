/**
 * Simple Notification Service: topics and their subscriptions, publishing, and the ways on which messages leave.
 *
 * <p>A publication is acknowledged when everything that it leads to is in the store: sent to the queues that subscribe, or
 * kept as a {@link cloudjar.services.sns.Delivery} with a timer. Known differences from AWS stand in {@code
 * docs/services/sns.md}.
 */
@NullMarked
package cloudjar.services.sns;

import org.jspecify.annotations.NullMarked;

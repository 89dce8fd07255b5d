package cloudjar.services.sns;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sns.Delivery.Outcome;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to devices. */
final class Pushes {
    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

    private Pushes() {}

    /** Puts a topic's message to a device into the outbox; one to an endpoint that is gone or disabled is lost, as on AWS. */
    static void add(Tx tx, SnsTables tables, Delivery delivery, LimitProfile limits) {
        Optional<PlatformEndpoint> endpoint = enabled(tx, tables, delivery);
        if (endpoint.isEmpty()) {
            LOG.info(
                    "A push had no endpoint that is enabled: endpoint={}",
                    delivery.subscription().endpoint());
            return;
        }
        Outbox.add(
                tx,
                message(
                        delivery.id(),
                        endpoint.get(),
                        delivery.publication(),
                        delivery.publication().topicArn()),
                limits);
    }

    private static Optional<PlatformEndpoint> enabled(Snapshot snapshot, SnsTables tables, Delivery delivery) {
        return Arn.parse(delivery.subscription().endpoint())
                .flatMap(PlatformEndpoint::key)
                .flatMap(key -> tables.endpoints.get(snapshot, key))
                .filter(PlatformEndpoint::isEnabled);
    }

    /** What became of a topic's message to a device, for the log of deliveries. */
    static ReceiverAnswer answer(Snapshot snapshot, SnsTables tables, Delivery delivery) {
        return enabled(snapshot, tables, delivery).isPresent()
                ? ReceiverAnswer.delivered(Map.of("pushId", delivery.id()))
                : ReceiverAnswer.unreachable(Outcome.REFUSED, "EndpointDisabled");
    }

    /** The message for a device. */
    static OutboxMessage message(String id, PlatformEndpoint endpoint, Publication publication, String from) {
        return new OutboxMessage(
                id,
                endpoint.platform(),
                endpoint.token(),
                from,
                publication.subject(),
                publication.textForPlatform(endpoint.platform()),
                publication.publishedAtMillis());
    }
}

package cloudjar.services.sns;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to devices. */
final class Pushes {
    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

    private Pushes() {}

    /** Puts a topic's message to a device into the outbox; one to an endpoint that is gone or disabled is lost, as on AWS. */
    static void add(Tx tx, SnsTables tables, Delivery delivery, LimitProfile limits) {
        String arn = delivery.subscription().endpoint();
        Optional<PlatformEndpoint> endpoint = Arn.parse(arn)
                .flatMap(PlatformEndpoint::key)
                .flatMap(key -> tables.endpoints.get(tx, key))
                .filter(PlatformEndpoint::isEnabled);
        if (endpoint.isEmpty()) {
            LOG.info("A push had no endpoint that is enabled: endpoint={}", arn);
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

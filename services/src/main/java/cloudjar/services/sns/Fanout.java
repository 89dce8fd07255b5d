package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a message to everybody who subscribes to its topic. When {@link #publish} returns, the message is in every queue that
 * wants it, or a {@link Delivery} of it is in the store: should the process die before, its publisher was told nothing.
 */
final class Fanout {
    private final MessageSigner signer;
    private final QueueSender queues;
    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final PublicationCipher cipher;
    private final LimitProfile limits;
    private final FilterPolicies filters = new FilterPolicies();

    Fanout(
            MessageSigner signer,
            QueueSender queues,
            Deliveries deliveries,
            DeliveryLog log,
            PublicationCipher cipher,
            LimitProfile limits) {
        this.signer = signer;
        this.queues = queues;
        this.deliveries = deliveries;
        this.log = log;
        this.cipher = cipher;
        this.limits = limits;
    }

    /** Sends a message to all who want it. */
    void publish(Topic topic, Publication publication, Call call) {
        publish(topic, publication, call.read(snapshot -> receivers(snapshot, topic, publication)), call);
    }

    /** Sends a message to these. */
    void publish(Topic topic, Publication publication, List<Subscription> receivers, Call call) {
        if (receivers.isEmpty()) {
            return;
        }
        DataProtection protection = DataProtection.of(topic);
        Publication outbound = publication.withMessage(protection.outbound(publication.message()));
        if (protection.deniesOutbound(publication.message())) {
            return;
        }
        List<Delivery> later = new ArrayList<>();
        Call asService = Couriers.asService(call, topic);
        Envelope envelope = new Envelope(outbound, topic.signsWithSha256(), signer, () -> signer.key(call.world()));
        for (Subscription receiver : receivers) {
            Delivery delivery = Delivery.notification(receiver, outbound, topic.signsWithSha256());
            if (receiver.protocol() != Protocol.SQS) {
                later.add(delivery);
                continue;
            }
            ReceiverAnswer answer = queues.send(receiver.endpoint(), receiver, outbound, envelope, asService);
            switch (answer.outcome()) {
                case DELIVERED -> log.note(topic, delivery, answer, asService);
                case REFUSED -> {
                    deliveries.giveUp(delivery, envelope, asService);
                    log.note(topic, delivery, answer, asService);
                }
                case FAILED -> later.add(delivery.failed());
            }
        }
        if (!later.isEmpty()) {
            Publication closed = cipher.close(outbound, call.world());
            List<Delivery> kept = later.stream()
                    .map(delivery ->
                            delivery.subscription().protocol().goesToOutbox() ? delivery : delivery.with(closed))
                    .toList();
            deliveries.add(topic.account(), topic.region(), kept, call.world(), call.time(), limits);
        }
    }

    /** Who wants a message. */
    List<Subscription> receivers(Snapshot snapshot, Topic topic, Publication publication) {
        SnsTables tables = SnsTables.in(topic.account(), topic.region());
        FilteredMessage filtered = new FilteredMessage(publication);
        List<Subscription> receivers = new ArrayList<>(2);
        for (var row : tables.subscriptionsOf(snapshot, topic.name())) {
            Subscription subscription = row.value();
            boolean hears = !subscription.pending() && subscription.topicSerial() == topic.serial();
            if (hears && filters.wants(subscription, filtered)) {
                receivers.add(subscription);
            }
        }
        return receivers;
    }

    /** Whether a subscription wants a message. */
    boolean wants(Subscription subscription, Publication publication) {
        return filters.wants(subscription, new FilteredMessage(publication));
    }
}

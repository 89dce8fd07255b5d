package cloudjar.services.sns;

import cloudjar.api.sns.Sns;
import cloudjar.api.sns.SnsOf;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Standby;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.services.RoleSessions;

/** SNS, put together from its groups of operations. */
public final class SnsService {
    private SnsService() {}

    /** The service, whose certificates are shown whether or not it is made. */
    public static ServiceBinding<Sns> binding(Wiring wiring, Standby standby) {
        MessageSigner.publish(wiring.outside().documents());
        return standby.bind(Sns.API, () -> of(wiring));
    }

    /** The service, with what it does by itself; it tells others what its operations need and its topics' policies say. */
    public static Sns of(Wiring wiring) {
        wiring.access().rules(Sns.API.id(), SnsIam.RULES);
        wiring.access().policies("sns", new TopicPolicies());
        LimitProfile limits = wiring.limits();
        MessageSigner signer = new MessageSigner();
        QueueSender queues = new QueueSender(wiring.cloud());
        RoleSessions roles = new RoleSessions(wiring.cloud(), wiring.credentials());
        DeliveryLog log = new DeliveryLog(wiring.cloud(), roles);
        Receivers receivers = new Receivers(
                queues,
                new WebCourier(wiring.outside().web()),
                new FunctionCourier(wiring.cloud()),
                new StreamCourier(wiring.cloud(), roles),
                new MailCourier(wiring.outside().mail()));
        TopicKeys keys = new TopicKeys(wiring.cloud());
        PublicationCipher cipher = new PublicationCipher(keys);
        Deliveries deliveries = new Deliveries(signer, receivers, log, cipher, limits);
        Fanout fanout = new Fanout(signer, queues, deliveries, log, cipher, limits);
        FifoTopics fifo = new FifoTopics(fanout, cipher, limits);
        Replays replays = new Replays(fanout, cipher);
        deliveries.register(wiring.timers());
        fifo.register(wiring.timers());
        replays.register(wiring.timers());
        wiring.timers().register(SnsTimers.TRIM, Archive::fireTrim);
        SnsTimers.register(wiring.timers());
        return new SnsOf(
                new TopicOperations(limits),
                new SubscriptionOperations(new Confirmations(signer, deliveries, limits), replays, limits),
                new PublishOperations(fanout, fifo, keys, new DirectMessages(limits), limits),
                new PlatformApplicationOperations(limits),
                new PlatformEndpointOperations(limits),
                new TextMessageOperations(limits),
                new SandboxOperations(limits),
                new TagOperations(limits));
    }
}

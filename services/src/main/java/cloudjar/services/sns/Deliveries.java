package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.sns.Delivery.Kind;
import cloudjar.services.sns.Delivery.Outcome;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way to those who are not reached at once, or were not the first time. Each is a row with a timer, which
 * goes when its receiver has it or it is given up; so it outlives the process, and is tried again by the world's clock.
 */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** After so long an attempt of which nothing was heard is made again: its process has died. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final MessageSigner signer;
    private final Receivers receivers;
    private final DeliveryLog log;
    private final PublicationCipher cipher;
    private final LimitProfile limits;
    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    Deliveries(
            MessageSigner signer, Receivers receivers, DeliveryLog log, PublicationCipher cipher, LimitProfile limits) {
        this.signer = signer;
        this.receivers = receivers;
        this.log = log;
        this.cipher = cipher;
        this.limits = limits;
    }

    void register(TimerHandlers handlers) {
        handlers.register(SnsTimers.DELIVER, this::fire);
        receivers.mail().register(handlers);
    }

    /** Keeps deliveries, the first attempts of which are due now; what goes to the outbox is there with this. */
    void add(String account, String region, List<Delivery> added, World world, Instant now, LimitProfile profile) {
        boolean signed =
                added.stream().anyMatch(delivery -> delivery.subscription().protocol() == Protocol.EMAIL_JSON);
        SigningKey key = signed ? signer.key(world) : null;
        world.store().write(tx -> {
            added.forEach(delivery -> add(tx, account, region, delivery, now, key));
            return added;
        });
    }

    /**
     * As the other, in a transaction.
     *
     * @param key for what is signed at once: e-mails in JSON
     */
    void add(Tx tx, String account, String region, Delivery delivery, Instant now, @Nullable SigningKey key) {
        SnsTables tables = SnsTables.in(account, region);
        switch (delivery.subscription().protocol()) {
            case EMAIL, EMAIL_JSON -> {
                OutboxMessage mail = Letters.of(delivery, envelope(delivery, () -> Objects.requireNonNull(key)));
                Outbox.add(tx, mail, limits);
                receivers.mail().add(tx, mail, now);
            }
            case SMS ->
                Outbox.add(tx, Letters.of(delivery, envelope(delivery, () -> Objects.requireNonNull(key))), limits);
            case APPLICATION -> {
                Pushes.add(tx, tables, delivery, limits);
                if (DeliveryLog.isKeptOfPushes(tx, tables, delivery)) {
                    tables.deliveries.put(tx, delivery.id(), delivery);
                    tx.at(now, timer(account, region, delivery));
                }
            }
            case HTTP, HTTPS, SQS, LAMBDA, FIREHOSE -> {
                tables.deliveries.put(tx, delivery.id(), delivery);
                tx.at(now, timer(account, region, delivery));
            }
        }
    }

    private Envelope envelope(Delivery delivery, Supplier<SigningKey> keys) {
        return new Envelope(delivery.publication(), delivery.sha256(), signer, keys);
    }

    /** Each attempt has a timer of its own: the next one may be due at the very time of the one that is firing. */
    private static Timer timer(String account, String region, Delivery delivery) {
        return SnsTimers.timer(SnsTimers.DELIVER, account, region, delivery.id() + "/" + delivery.attempts());
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = SnsTimers.parts(timer);
        SnsTables tables = SnsTables.in(parts[0], parts[1]);
        String inWorld = world.id() + "/" + timer.id();
        if (!underway.add(inWorld)) {
            world.store().write(tx -> {
                tx.at(due.plus(LEASE), timer);
                return null;
            });
            return;
        }
        Optional<Delivery> next = world.store().write(tx -> take(tx, tables, parts[2], timer, due));
        if (next.isEmpty()) {
            underway.remove(inWorld);
            return;
        }
        try {
            attempt(world, timer, due, next.get());
        } catch (RuntimeException | Error e) {
            underway.remove(inWorld);
            throw e;
        }
    }

    private void attempt(World world, Timer timer, Instant due, Delivery kept) {
        Publication open;
        try {
            open = cipher.open(kept.publication(), world);
        } catch (ApiException e) {
            // The key may be enabled again, or the publisher allowed to use it.
            new Attempt(world, timer, due, kept, kept).ended(ReceiverAnswer.unreachable(Outcome.FAILED, e.code()));
            return;
        }
        new Attempt(world, timer, due, kept, kept.with(open)).make();
    }

    /** The delivery, if it is to be tried now; its timer is set for the case that nothing is heard of the attempt. */
    private static Optional<Delivery> take(Tx tx, SnsTables tables, String id, Timer timer, Instant due) {
        Optional<Delivery> found =
                tables.deliveries.get(tx, id).filter(delivery -> timer.id().endsWith("/" + delivery.attempts()));
        if (found.isEmpty()) {
            return found;
        }
        Delivery delivery = found.get();
        Subscription subscription = delivery.subscription();
        if (delivery.kind() == Kind.NOTIFICATION
                && !tables.subscriptions.contains(tx, new OwnedKey(subscription.topicName(), subscription.id()))) {
            tables.deliveries.delete(tx, id);
            return Optional.empty();
        }
        Instant turn = turn(tx, tables, delivery, due);
        if (turn.isAfter(due)) {
            tx.at(turn, timer);
            return Optional.empty();
        }
        tx.at(due.plus(LEASE), timer);
        return found;
    }

    /** When a receiver that takes only so many messages a second takes this one. */
    private static Instant turn(Tx tx, SnsTables tables, Delivery delivery, Instant due) {
        int rate = effective(tx, tables, delivery).receivesPerSecond();
        if (rate == 0 || delivery.kind() != Kind.NOTIFICATION) {
            return due;
        }
        String id = delivery.subscription().id();
        long now = due.toEpochMilli();
        long free = tables.throttles.get(tx, id).orElse(0L);
        if (free > now) {
            return Instant.ofEpochMilli(free);
        }
        tables.throttles.put(tx, id, now + Math.max(1, 1000 / rate));
        return due;
    }

    private static DeliveryPolicy.Effective effective(
            cloudjar.kernel.store.Snapshot snapshot, SnsTables tables, Delivery delivery) {
        Subscription then = delivery.subscription();
        Subscription now = tables.subscriptions
                .get(snapshot, new OwnedKey(then.topicName(), then.id()))
                .orElse(then);
        DeliveryPolicy ofTopic = tables.topics
                .get(snapshot, then.topicName())
                .map(Topic::deliveryPolicy)
                .orElse(DeliveryPolicy.NONE);
        return now.deliveryPolicy().under(ofTopic);
    }

    /** Sends a message that cannot be delivered to the subscription's dead-letter queue, if it has one. */
    void giveUp(Delivery delivery, Envelope envelope, Call asService) {
        String target = delivery.subscription().deadLetterTarget();
        if (target == null || delivery.kind() != Kind.NOTIFICATION) {
            LOG.info(
                    "A message could not be delivered: topic={}, endpoint={}",
                    delivery.publication().topicArn(),
                    delivery.subscription().endpoint());
            return;
        }
        ReceiverAnswer answer =
                receivers.queues().send(target, delivery.subscription(), delivery.publication(), envelope, asService);
        if (answer.outcome() != Outcome.DELIVERED) {
            LOG.warn(
                    "A dead-letter queue refused a message: topic={}, queue={}",
                    delivery.publication().topicArn(),
                    target);
        }
    }

    /** One attempt to deliver. */
    private final class Attempt {
        private final World world;
        private final Timer timer;
        private final Instant due;
        private final Delivery kept;
        private final Delivery delivery;
        private final Envelope envelope;
        private final String account;
        private final String region;

        /** @param delivery as it is kept, but open; the very same where it could not be opened */
        Attempt(World world, Timer timer, Instant due, Delivery kept, Delivery delivery) {
            this.world = world;
            this.timer = timer;
            this.due = due;
            this.kept = kept;
            this.delivery = delivery;
            this.account = SnsTimers.parts(timer)[0];
            this.region = SnsTimers.parts(timer)[1];
            this.envelope = envelope(delivery, () -> signer.key(world));
        }

        void make() {
            Subscription subscription = delivery.subscription();
            switch (subscription.protocol()) {
                case HTTP, HTTPS -> {
                    String contentType = world.store()
                            .read(snapshot -> effective(snapshot, tables(), delivery))
                            .contentType();
                    receivers.web().send(delivery, contentType, envelope, this::ended);
                }
                case SQS ->
                    ended(receivers
                            .queues()
                            .send(subscription.endpoint(), subscription, delivery.publication(), envelope, call()));
                case LAMBDA -> ended(receivers.functions().send(delivery, envelope, call()));
                case FIREHOSE -> ended(receivers.streams().send(delivery, envelope, call()));
                case APPLICATION -> ended(world.store().read(snapshot -> Pushes.answer(snapshot, tables(), delivery)));
                case EMAIL, EMAIL_JSON, SMS -> ended(ReceiverAnswer.unreachable(Outcome.REFUSED, "goes to the outbox"));
            }
        }

        private SnsTables tables() {
            return SnsTables.in(account, region);
        }

        private Call call() {
            return Couriers.own(world, account, region, delivery.publication().topicArn());
        }

        private void ended(ReceiverAnswer answer) {
            try {
                Outcome outcome = answer.outcome();
                OptionalLong pause = outcome == Outcome.FAILED
                        ? policy().delayMillis(delivery.attempts() + 1)
                        : OptionalLong.empty();
                if (pause.isEmpty() && delivery.kind() == Kind.NOTIFICATION) {
                    note(answer);
                }
                if (outcome != Outcome.DELIVERED && pause.isEmpty() && isOpen()) {
                    giveUp(delivery, envelope, call());
                }
                world.store().write(tx -> {
                    tx.cancel(timer.handler(), timer.id());
                    if (pause.isPresent()) {
                        Delivery failed = kept.failed();
                        tables().deliveries.put(tx, failed.id(), failed);
                        tx.at(due.plusMillis(pause.getAsLong()), timer(account, region, failed));
                    } else {
                        tables().deliveries.delete(tx, delivery.id());
                    }
                    return null;
                });
            } catch (RuntimeException e) {
                // On a thread of the web's, which nobody looks at; the lease brings the delivery back.
                LOG.warn("the end of delivery {} could not be noted", timer.id(), e);
            } finally {
                underway.remove(world.id() + "/" + timer.id());
            }
        }

        private void note(ReceiverAnswer answer) {
            Subscription subscription = delivery.subscription();
            world.store()
                    .read(snapshot -> tables().topics.get(snapshot, subscription.topicName()))
                    .filter(topic -> topic.serial() == subscription.topicSerial())
                    .ifPresent(topic -> log.note(topic, delivery, answer, call()));
        }

        /** What cannot be read can be given to nobody, a dead-letter queue included. */
        private boolean isOpen() {
            return kept.publication().seal() == null
                    || !kept.publication()
                            .message()
                            .equals(delivery.publication().message());
        }

        private RetryPolicy policy() {
            return delivery.subscription().protocol().isWeb()
                    ? world.store()
                            .read(snapshot -> effective(snapshot, tables(), delivery))
                            .retry()
                    : RetryPolicy.MANAGED;
        }
    }
}

package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends archived messages again to subscriptions that want them. While one is underway its subscription gets new messages from
 * the archive, too, behind the old ones; when it has caught up, they come as to all others.
 */
final class Replays {
    private static final int PORTION = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final Fanout fanout;
    private final PublicationCipher cipher;

    Replays(Fanout fanout, PublicationCipher cipher) {
        this.fanout = fanout;
        this.cipher = cipher;
    }

    void register(TimerHandlers handlers) {
        handlers.register(SnsTimers.REPLAY, this::fire);
    }

    /** Starts what a subscription's replay policy asks for; without one, ends what is underway. */
    void start(Tx tx, Topic topic, Subscription subscription, Instant now) {
        SnsTables tables = SnsTables.in(topic.account(), topic.region());
        OwnedKey key = new OwnedKey(subscription.topicName(), subscription.id());
        String text = subscription.attributes().get(SubscriptionAttributes.REPLAY_POLICY);
        Optional<ReplayPolicy> policy = text == null ? Optional.empty() : ReplayPolicy.parse(text);
        if (policy.isEmpty()) {
            tables.replays.delete(tx, key);
            return;
        }
        Instant end = policy.get().end();
        tables.replays.put(
                tx,
                key,
                new Replay(
                        tables.archive.firstSince(tx, topic.name(), policy.get().start()),
                        end == null ? 0 : end.toEpochMilli(),
                        Replay.Status.PENDING,
                        now.toEpochMilli()));
        tx.at(now, timer(topic, subscription));
    }

    private static Timer timer(Topic topic, Subscription subscription) {
        return SnsTimers.timer(
                SnsTimers.REPLAY, topic.account(), topic.region(), topic.name() + "/" + subscription.id());
    }

    /** Whether a message goes to a subscription now: not to one that gets it from the archive. */
    static boolean isDirect(Snapshot snapshot, SnsTables tables, Subscription subscription) {
        return tables.replays
                .get(snapshot, new OwnedKey(subscription.topicName(), subscription.id()))
                .filter(replay -> replay.isUnderway() && replay.endAtMillis() == 0)
                .isEmpty();
    }

    /** What one step sends. */
    private record Step(Topic topic, Subscription subscription, List<Row<Long, LogEntry<Publication>>> messages) {}

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = SnsTimers.parts(timer);
        SnsTables tables = SnsTables.in(parts[0], parts[1]);
        OwnedKey key = new OwnedKey(parts[2], parts[3]);
        Optional<Step> step = world.store().write(tx -> prepare(tx, tables, key));
        if (step.isEmpty()) {
            return;
        }
        Step work = step.get();
        Call call = Couriers.own(world, parts[0], parts[1], work.topic().arn());
        for (Row<Long, LogEntry<Publication>> row : work.messages()) {
            send(work, row.value().value(), call);
        }
        long after = work.messages().getLast().key() + 1;
        world.store().write(tx -> {
            tables.replays.get(tx, key).ifPresent(replay -> {
                if (replay.isUnderway()) {
                    tables.replays.put(tx, key, replay.at(after, Replay.Status.IN_PROGRESS));
                    tx.at(due, timer);
                }
            });
            return null;
        });
    }

    /** Sends a message of the archive again; one that KMS does not open any more is passed over. */
    private void send(Step work, Publication archived, Call call) {
        try {
            Publication message = cipher.open(archived, call.world());
            if (fanout.wants(work.subscription(), message)) {
                fanout.publish(work.topic(), message, List.of(work.subscription()), call);
            }
        } catch (ApiException e) {
            LOG.warn(
                    "An archived message cannot be read: topic={}, code={}",
                    work.topic().arn(),
                    e.code());
        }
    }

    /** The next messages of a replay; without any left it is completed. */
    private static Optional<Step> prepare(Tx tx, SnsTables tables, OwnedKey key) {
        Replay replay = tables.replays.get(tx, key).filter(Replay::isUnderway).orElse(null);
        Topic topic = tables.topics.get(tx, key.owner()).orElse(null);
        Subscription subscription = tables.subscriptions.get(tx, key).orElse(null);
        if (replay == null || topic == null || subscription == null) {
            return Optional.empty();
        }
        List<Row<Long, LogEntry<Publication>>> messages =
                tables.archive.from(tx, topic.name(), replay.next(), PORTION).toList().stream()
                        .filter(row ->
                                replay.endAtMillis() == 0 || row.value().time().toEpochMilli() <= replay.endAtMillis())
                        .toList();
        if (messages.isEmpty()) {
            tables.replays.put(tx, key, replay.at(replay.next(), Replay.Status.COMPLETED));
            return Optional.empty();
        }
        return Optional.of(new Step(topic, subscription, messages));
    }
}

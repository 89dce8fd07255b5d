package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.sns.SnsTables.OwnedKey;
import cloudjar.services.sns.SnsTables.PlaceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that keep an order. A message gets its number in the transaction that stores it; then it goes out from the row of
 * those that wait, the first first, by whoever published last or, should the process have died, by a timer. Several that do so
 * at once, on several nodes even, do no harm: each begins with the first that waits, and FIFO queues know what they had.
 */
final class FifoTopics {
    /** After so long what waits is sent by a timer. */
    private static final Duration RESCUE = Duration.ofSeconds(30);

    private static final int PORTION = 100;
    private static final int LOCKS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(FifoTopics.class);

    private final Fanout fanout;
    private final PublicationCipher cipher;
    private final LimitProfile limits;
    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    FifoTopics(Fanout fanout, PublicationCipher cipher, LimitProfile limits) {
        this.fanout = fanout;
        this.cipher = cipher;
        this.limits = limits;
    }

    void register(TimerHandlers handlers) {
        handlers.register(SnsTimers.DRAIN, this::fire);
    }

    /** Under which name a topic's numbers are drawn. */
    static String number(String topicName) {
        return "sequence/" + topicName;
    }

    /** A message that was accepted: itself, or the one of which it is a duplicate. */
    record Accepted(String messageId, long sequence) {}

    /** Publishes messages in their order. */
    List<Accepted> publish(TopicAddress address, List<Publication> publications, Call call) {
        SnsTables tables = address.tables();
        Instant now = call.time();
        List<Publication> closed = publications.stream()
                .map(publication -> cipher.close(publication, call.world()))
                .toList();
        List<Accepted> accepted = call.write(tx -> {
            Topic topic = address.get(tx);
            boolean waits = tables.pending
                    .rows(tx, Range.prefix(topic.name()).limit(1))
                    .first()
                    .isPresent();
            List<Accepted> results = closed.stream()
                    .map(publication -> accept(tx, tables, topic, publication, now))
                    .toList();
            if (!waits) {
                tx.at(now.plus(RESCUE), timer(address));
            }
            return results;
        });
        drain(address, call);
        return accepted;
    }

    private Accepted accept(Tx tx, SnsTables tables, Topic topic, Publication publication, Instant now) {
        String id = Objects.requireNonNull(publication.deduplicationId());
        String scoped = topic.deduplicatesInGroups() ? publication.group() + "\n" + id : id;
        OwnedKey key = new OwnedKey(topic.name(), scoped);
        long nowMillis = now.toEpochMilli();
        Deduplication known = tables.deduplications
                .get(tx, key)
                .filter(duplicate -> duplicate.endsAtMillis() > nowMillis)
                .orElse(null);
        if (known != null) {
            return new Accepted(known.messageId(), known.sequence());
        }
        long sequence = tables.next(tx, number(topic.name()));
        Publication numbered = publication.withSequence(sequence);
        long ends = nowMillis + SnsLimits.DEDUPLICATION_INTERVAL.in(limits) * 1000;
        tables.deduplications.put(tx, key, new Deduplication(publication.id(), sequence, ends));
        tables.pending.put(tx, new PlaceKey(topic.name(), sequence), numbered);
        if (topic.archiveDays() > 0) {
            Archive.add(tx, topic, numbered, now);
        }
        return new Accepted(publication.id(), sequence);
    }

    private static Timer timer(TopicAddress address) {
        return SnsTimers.timer(SnsTimers.DRAIN, address.account(), address.region(), address.name());
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = SnsTimers.parts(timer);
        TopicAddress address = new TopicAddress(parts[0], parts[1], parts[2]);
        drain(
                address,
                Couriers.own(
                        world,
                        parts[0],
                        parts[1],
                        Arn.of("sns", parts[1], parts[0], parts[2]).toString()));
    }

    /** Sends what waits, until nothing does. */
    private void drain(TopicAddress address, Call call) {
        ReentrantLock turn = turns[
                Math.floorMod(
                        Objects.hash(call.world().id(), address.account(), address.region(), address.name()), LOCKS)];
        turn.lock();
        try {
            boolean more = true;
            while (more) {
                more = drainPortion(address, call);
            }
        } catch (ApiException e) {
            // Of KMS, for what was published a while ago: it stays, and whatever comes after it waits.
            LOG.warn("A topic waits for its key: topic={}, code={}", address.name(), e.code());
        } finally {
            turn.unlock();
        }
    }

    private boolean drainPortion(TopicAddress address, Call call) {
        SnsTables tables = address.tables();
        List<Row<PlaceKey, Publication>> waiting = call.read(snapshot -> tables.pending
                .rows(snapshot, Range.prefix(address.name()).limit(PORTION))
                .toList());
        if (waiting.isEmpty()) {
            return false;
        }
        for (Row<PlaceKey, Publication> row : waiting) {
            Topic topic = call.read(snapshot -> tables.topics.get(snapshot, address.name()))
                    .orElse(null);
            if (topic != null) {
                Publication publication = cipher.open(row.value(), call.world());
                List<Subscription> receivers =
                        call.read(snapshot -> fanout.receivers(snapshot, topic, publication).stream()
                                .filter(receiver -> Replays.isDirect(snapshot, tables, receiver))
                                .toList());
                fanout.publish(topic, publication, receivers, call);
            }
        }
        call.write(tx -> {
            waiting.forEach(row -> tables.pending.delete(tx, row.key()));
            return waiting;
        });
        return waiting.size() == PORTION;
    }
}

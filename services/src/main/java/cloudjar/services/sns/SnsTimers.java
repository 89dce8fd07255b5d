package cloudjar.services.sns;

import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What SNS does by itself: it goes on with deliveries, topics' orders and replays, and clears away what has ended. */
final class SnsTimers {
    static final String DELIVER = "sns.deliver";
    static final String DRAIN = "sns.drain";
    static final String REPLAY = "sns.replay";
    static final String TRIM = "sns.trim";
    private static final String CLEAR = "sns.clear";

    /** How long subscriptions outlive their topic; AWS shows them for a while, too. */
    static final Duration CLEARED_AFTER = Duration.ofHours(1);

    private static final int PORTION = 500;

    private SnsTimers() {}

    /** Registers the handlers that need nothing but the store. */
    static void register(TimerHandlers handlers) {
        handlers.register(CLEAR, SnsTimers::fireClear);
        handlers.register(
                SnsTables.TOKENS_END.handler(),
                (world, timer, due) ->
                        SnsTables.TOKENS_END.fire(world.store(), timer, due, SnsTimers::forgetUnconfirmed));
        handlers.register(
                SnsTables.DEDUPLICATIONS_END.handler(),
                (world, timer, due) ->
                        SnsTables.DEDUPLICATIONS_END.fire(world.store(), timer, due, (tx, scope, row) -> {}));
    }

    /** A subscription that nobody confirmed goes with its token (sns-delete-subscription-topic: after 48 hours). */
    private static void forgetUnconfirmed(Tx tx, Scope scope, Row<String, Confirmation> token) {
        SnsTables tables = SnsTables.in(scope.account(), scope.region());
        Subscription asked = token.value().subscription();
        OwnedKey key = new OwnedKey(asked.topicName(), asked.id());
        boolean pending =
                tables.subscriptions.get(tx, key).filter(Subscription::pending).isPresent();
        if (pending) {
            tables.subscriptions.delete(tx, key);
            if (tables.topics.contains(tx, asked.topicName())) {
                TopicCounts counts = tables.countsOf(tx, asked.topicName());
                tables.counts.put(tx, asked.topicName(), counts.removed(asked));
            }
        }
    }

    /** Clears away the subscriptions of a topic that was deleted. */
    static Timer clear(Topic topic) {
        return timer(CLEAR, topic.account(), topic.region(), topic.name() + "/" + topic.serial());
    }

    /** A timer about something of an account and region. */
    static Timer timer(String handler, String account, String region, String what) {
        return Timer.of(handler, account + "/" + region + "/" + what);
    }

    /** What a timer is about: account, region, and the parts of the rest. */
    static String[] parts(Timer timer) {
        return timer.id().split("/", -1);
    }

    private static void fireClear(World world, Timer timer, Instant due) {
        String[] parts = parts(timer);
        SnsTables tables = SnsTables.in(parts[0], parts[1]);
        String name = parts[2];
        long serial = Long.parseLong(parts[3]);
        world.store().write(tx -> {
            List<Row<OwnedKey, Subscription>> rows = tables.subscriptions
                    .rows(tx, Range.prefix(name).limit(PORTION))
                    .toList();
            List<Row<OwnedKey, Subscription>> gone = rows.stream()
                    .filter(row -> row.value().topicSerial() <= serial)
                    .toList();
            gone.forEach(row -> {
                tables.subscriptions.delete(tx, row.key());
                tables.throttles.delete(tx, row.value().id());
                tables.replays.delete(tx, row.key());
            });
            boolean another = tables.topics.contains(tx, name);
            if (!another) {
                tables.forget(tx, FifoTopics.number(name));
                tables.pending.deleteRange(tx, Range.prefix(name).limit(PORTION));
                tables.archive.delete(tx, name);
            }
            if (gone.size() == PORTION) {
                tx.at(due, timer);
            }
            return null;
        });
    }
}

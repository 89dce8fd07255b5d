package cloudjar.services.kinesis;

import cloudjar.api.kinesis.SubscribeToShardEvent;
import cloudjar.api.kinesis.SubscribeToShardEventStream;
import cloudjar.api.kinesis.SubscribeToShardInput;
import cloudjar.api.kinesis.SubscribeToShardOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Deadline;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Structure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions of consumers to shards: records are pushed as they come, for five minutes. A consumer has one for each shard, which a
 * later one takes over, but not within five seconds of the one before.
 */
final class Subscriptions {
    /** Source: Kinesis Data Streams API Reference, SubscribeToShard. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(5);

    /** An event without records says that the subscription stands; AWS sends one about as often. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final LimitProfile limits;
    private final RecordCipher cipher;

    Subscriptions(LimitProfile limits, RecordCipher cipher) {
        this.limits = limits;
        this.cipher = cipher;
    }

    /** What is signalled when a stream goes, or a consumer of it, or its shards change. */
    static String topic(DataStream stream) {
        return "kinesis/" + stream.id();
    }

    /** What is signalled when a shard gets records, or is closed. */
    static String topic(DataStream stream, long shard) {
        return "kinesis/" + stream.id() + "/" + shard;
    }

    /** The subscriptions of a world that stand in this process. */
    private static final class Standing {
        private record Of(String consumer, long shard) {}

        private final Map<Of, Session> sessions = new ConcurrentHashMap<>();
    }

    SubscribeToShardOutput subscribe(SubscribeToShardInput in, Call call) {
        StartingPlace wanted = new StartingPlace(
                in.startingPosition().type(),
                in.startingPosition().sequenceNumber(),
                in.startingPosition().timestamp());
        Start start = call.read(snapshot -> {
            StreamConsumer consumer = StreamLookup.consumer(snapshot, call.scope(), in.consumerARN());
            DataStream stream = StreamLookup.serving(snapshot, call.scope(), StreamLookup.nameOf(in.consumerARN()));
            if (!consumer.isActive()) {
                throw KinesisErrors.inUse(
                        "Consumer " + consumer.arn() + " is not ACTIVE, instead in state " + consumer.status());
            }
            StreamShard shard = StreamLookup.readable(snapshot, stream, in.shardId(), call.time());
            return new Start(consumer, stream, shard.number(), wanted.in(snapshot, stream, shard, call.time()));
        });
        Standing.Of place = new Standing.Of(start.consumer.arn(), start.shard);
        Map<Standing.Of, Session> sessions = call.world().derived(Standing.class, Standing::new).sessions;
        Session session = new Session(start, call, place, sessions);
        Session before = sessions.compute(place, (_, standing) -> {
                    if (standing != null && standing.isUndisturbed(call.time())) {
                        throw KinesisErrors.inUse(
                                "Another active subscription exists for this consumer: " + start.consumer.arn());
                    }
                    session.replaced = standing;
                    return session;
                })
                .replaced;
        if (before != null) {
            before.end();
        }
        return SubscribeToShardOutput.builder().eventStream(session).build();
    }

    /** What a subscription begins with. */
    private record Start(StreamConsumer consumer, DataStream stream, long shard, long place) {}

    /** One subscription; used by one thread at a time, but for {@link #end}. */
    private final class Session implements EventStream {
        private final Start start;
        private final Call call;
        private final Standing.Of key;
        private final Map<Standing.Of, Session> sessions;
        private final Subscription news;
        private final Deadline end;
        private long place;
        private boolean over;
        private boolean begun;
        private volatile boolean ended;
        private @Nullable Session replaced;

        Session(Start start, Call call, Standing.Of key, Map<Standing.Of, Session> sessions) {
            this.start = start;
            this.call = call;
            this.key = key;
            this.sessions = sessions;
            place = start.place;
            news = call.world().signals().subscribe(topic(start.stream), topic(start.stream, start.shard), own());
            end = call.world().clock().deadlineIn(Duration.ofMinutes(KinesisLimits.SUBSCRIPTION_MINUTES.in(limits)));
        }

        private String own() {
            return "kinesis/" + start.consumer.arn() + "/" + start.shard;
        }

        boolean isUndisturbed(Instant now) {
            return !ended && now.isBefore(call.time().plus(UNDISTURBED));
        }

        /** Ends it from outside. */
        void end() {
            ended = true;
            call.world().signals().signal(own());
        }

        @Override
        public @Nullable Structure next() throws InterruptedException {
            while (!over && !ended && !end.passed()) {
                Instant now = call.world().clock().now();
                Optional<ShardPage> read = page(now);
                if (read.isEmpty()) {
                    return null;
                }
                ShardPage page = read.get();
                if (!page.rows().isEmpty() || page.over() || !begun) {
                    return event(page);
                }
                Deadline beat = call.world().clock().deadlineIn(HEARTBEAT);
                Wakeup woken = news.await(beat);
                if (woken == Wakeup.CLOSED) {
                    return null;
                }
                if (woken == Wakeup.TIMED_OUT && !end.passed() && !ended) {
                    return event(page);
                }
            }
            return null;
        }

        /** What is next in the shard; empty where the stream or the consumer is gone. */
        private Optional<ShardPage> page(Instant now) {
            ShardPage.Bounds bounds = new ShardPage.Bounds(
                    KinesisLimits.READ_RECORDS.intIn(limits), KinesisLimits.PUSHED_BYTES.in(limits));
            return call.read(snapshot -> KinesisTables.STREAMS
                    .in(start.stream.scope())
                    .get(snapshot, start.stream.name())
                    .filter(stream -> stream.id().equals(start.stream.id()) && stream.serves())
                    .filter(stream -> KinesisTables.CONSUMERS
                            .in(stream.scope())
                            .get(snapshot, new KinesisTables.PartKey(stream.id(), start.consumer.name()))
                            .filter(start.consumer::equals)
                            .isPresent())
                    .map(stream -> ShardPage.read(
                            snapshot,
                            stream,
                            StreamLookup.readable(snapshot, stream, StreamShard.id(start.shard), now),
                            place,
                            bounds,
                            now)));
        }

        private Structure event(ShardPage page) {
            begun = true;
            SubscribeToShardEvent.Builder event = SubscribeToShardEvent.builder()
                    .records(page.shown(cipher, call))
                    .millisBehindLatest(page.behindMillis());
            place = page.next();
            over = page.over();
            if (over) {
                event.childShards(page.children());
            } else {
                event.continuationSequenceNumber(page.continuation());
            }
            return SubscribeToShardEventStream.ofSubscribeToShardEvent(event.build());
        }

        @Override
        public void close() {
            ended = true;
            sessions.remove(key, this);
            news.close();
        }
    }
}

package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ConsumerStatus;
import cloudjar.api.kinesis.StreamStatus;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import java.time.Instant;

/** How streams and consumers come, change and go: at once, or in AWS's time. */
record StreamLife(Pace pace) {
    /** Puts a new stream in its place; it is CREATING for a while, or ready. */
    void create(Tx tx, DataStream stream, Instant now) {
        put(tx, stream, StreamStatus.CREATING, now);
        tx.at(now.plus(KinesisTimers.RETENTION_EVERY), KinesisTimers.retention(stream));
    }

    /** Puts a changed stream in its place; it is UPDATING for a while, or ready. */
    void update(Tx tx, DataStream stream, Instant now) {
        put(tx, stream, StreamStatus.UPDATING, now);
    }

    private void put(Tx tx, DataStream stream, String passing, Instant now) {
        var streams = KinesisTables.STREAMS.in(stream.scope());
        if (pace == Pace.REAL) {
            streams.put(tx, stream.name(), stream.passing(passing));
            tx.at(now.plus(KinesisTimers.PASSING), KinesisTimers.next(stream));
        } else {
            streams.put(tx, stream.name(), stream.passing(StreamStatus.ACTIVE));
        }
    }

    /** Takes a stream away; it is DELETING for a while, or gone. */
    void delete(Tx tx, DataStream stream, Instant now) {
        if (pace == Pace.REAL) {
            put(tx, stream, StreamStatus.DELETING, now);
        } else {
            remove(tx, stream, now);
        }
        tx.signal(Subscriptions.topic(stream));
    }

    /** Takes away the stream and all that is named by it; what its shards hold goes after, bit by bit. */
    static void remove(Tx tx, DataStream stream, Instant now) {
        KinesisTables.STREAMS.in(stream.scope()).delete(tx, stream.name());
        for (var row : KinesisTables.CONSUMERS.in(stream.scope()).rows(tx, Range.prefix(stream.id()))) {
            forget(tx, stream, row.value().arn());
        }
        KinesisTables.CONSUMERS.in(stream.scope()).deleteRange(tx, Range.prefix(stream.id()));
        KinesisTables.CHANGES.in(stream.scope()).deleteRange(tx, Range.prefix(Key.of(stream.id())));
        forget(tx, stream, stream.arn());
        tx.at(now, KinesisTimers.clear(stream));
    }

    private static void forget(Tx tx, DataStream stream, String arn) {
        KinesisTables.TAGS.in(stream.scope()).delete(tx, arn);
        KinesisTables.POLICIES.in(stream.scope()).delete(tx, arn);
    }

    /** Puts a new consumer in its place. */
    void register(Tx tx, DataStream stream, StreamConsumer consumer, Instant now) {
        boolean real = pace == Pace.REAL;
        KinesisTables.CONSUMERS
                .in(stream.scope())
                .put(tx, key(stream, consumer), real ? consumer : consumer.passing(ConsumerStatus.ACTIVE));
        if (real) {
            tx.at(now.plus(KinesisTimers.PASSING), KinesisTimers.next(stream, consumer));
        }
    }

    /** Takes a consumer away, with its subscriptions. */
    static void deregister(Tx tx, DataStream stream, StreamConsumer consumer) {
        KinesisTables.CONSUMERS.in(stream.scope()).delete(tx, key(stream, consumer));
        forget(tx, stream, consumer.arn());
        tx.signal(Subscriptions.topic(stream));
    }

    private static KinesisTables.PartKey key(DataStream stream, StreamConsumer consumer) {
        return new KinesisTables.PartKey(stream.id(), consumer.name());
    }
}

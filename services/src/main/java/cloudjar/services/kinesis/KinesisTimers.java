package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ConsumerStatus;
import cloudjar.api.kinesis.StreamStatus;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What Kinesis does by itself: streams pass through their states, and records that are too old go, as do those of deleted streams. */
final class KinesisTimers {
    /** How long streams and consumers are CREATING, UPDATING or DELETING in AWS's time, about. */
    static final Duration PASSING = Duration.ofSeconds(10);

    /** Readers do not see what is too old; how often it is taken away is a matter of room only. */
    static final Duration RETENTION_EVERY = Duration.ofHours(1);

    private static final String NEXT = "kinesis.stream";
    private static final String NEXT_CONSUMER = "kinesis.consumer";
    private static final String RETENTION = "kinesis.retention";
    private static final String CLEAR = "kinesis.clear";
    private static final int BATCH = 10_000;

    private KinesisTimers() {}

    static void register(TimerHandlers handlers) {
        handlers.register(NEXT, KinesisTimers::fireNext);
        handlers.register(NEXT_CONSUMER, (world, timer, _) -> fireConsumer(world, timer));
        handlers.register(RETENTION, (world, timer, _) -> fireRetention(world, timer));
        handlers.register(CLEAR, (world, timer, _) -> fireClear(world, timer));
    }

    private static String id(DataStream stream, String last) {
        return stream.account() + "/" + stream.region() + "/" + last;
    }

    static Timer next(DataStream stream) {
        return Timer.of(NEXT, id(stream, stream.id()), stream.name());
    }

    static Timer next(DataStream stream, StreamConsumer consumer) {
        return Timer.of(NEXT_CONSUMER, id(stream, stream.id() + "/" + consumer.name()));
    }

    static Timer retention(DataStream stream) {
        return Timer.of(RETENTION, id(stream, stream.id()), stream.name());
    }

    static Timer clear(DataStream stream) {
        return Timer.of(CLEAR, id(stream, stream.id()));
    }

    private static Scope scope(String[] parts) {
        return new Scope(parts[0], parts[1]);
    }

    private static void fireNext(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        var streams = KinesisTables.STREAMS.in(scope(parts));
        boolean unused = world.store().write(tx -> {
            // Another stream of the name may have come since.
            streams.get(tx, timer.payload().utf8())
                    .filter(stream -> stream.id().equals(parts[2]))
                    .ifPresent(stream -> pass(tx, stream, due));
            return true;
        });
    }

    private static void pass(Tx tx, DataStream stream, Instant due) {
        if (stream.status().equals(StreamStatus.DELETING)) {
            StreamLife.remove(tx, stream, due);
        } else {
            KinesisTables.STREAMS.in(stream.scope()).put(tx, stream.name(), stream.passing(StreamStatus.ACTIVE));
        }
    }

    private static void fireConsumer(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        var consumers = KinesisTables.CONSUMERS.in(scope(parts));
        KinesisTables.PartKey key = new KinesisTables.PartKey(parts[2], parts[3]);
        boolean unused = world.store().write(tx -> {
            consumers
                    .get(tx, key)
                    .ifPresent(consumer -> consumers.put(tx, key, consumer.passing(ConsumerStatus.ACTIVE)));
            return true;
        });
    }

    private static void fireRetention(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = scope(parts);
        Instant now = world.clock().now();
        DataStream stream = world.store().read(snapshot -> KinesisTables.STREAMS
                .in(scope)
                .get(snapshot, timer.payload().utf8())
                .filter(found -> found.id().equals(parts[2]))
                .orElse(null));
        if (stream == null) {
            return;
        }
        Instant horizon = stream.horizon(now);
        for (StreamShard shard : shards(world, scope, stream.id())) {
            trim(world, scope, shard, horizon);
            if (shard.isGone(horizon)) {
                delete(world, scope, shard);
            }
        }
        boolean unused = world.store().write(tx -> {
            tx.at(now.plus(RETENTION_EVERY), timer);
            return true;
        });
    }

    private static List<StreamShard> shards(World world, Scope scope, String stream) {
        return world.store().read(snapshot -> KinesisTables.SHARDS
                .in(scope)
                .rows(snapshot, Range.prefix(stream))
                .values());
    }

    private static void trim(World world, Scope scope, StreamShard shard, Instant before) {
        long trimmed = BATCH;
        while (trimmed == BATCH) {
            trimmed = world.store().write(tx -> KinesisTables.RECORDS.in(scope).trim(tx, shard.key(), before, BATCH));
        }
    }

    private static void delete(World world, Scope scope, StreamShard shard) {
        boolean unused = world.store().write(tx -> {
            KinesisTables.RECORDS.in(scope).delete(tx, shard.key());
            return KinesisTables.SHARDS.in(scope).delete(tx, shard.key());
        });
    }

    private static void fireClear(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = scope(parts);
        for (StreamShard shard : shards(world, scope, parts[2])) {
            trim(world, scope, shard, Instant.MAX);
            delete(world, scope, shard);
        }
        boolean unused = world.store().write(tx -> tx.cancel(RETENTION, timer.id()));
    }
}

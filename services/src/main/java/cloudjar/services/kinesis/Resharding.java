package cloudjar.services.kinesis;

import cloudjar.kernel.store.Tx;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, splits and merges shards of a stream in one transaction. Used by one thread. */
final class Resharding {
    private final Tx tx;
    private final DataStream stream;
    private final Instant now;
    private long known;
    private int open;

    Resharding(Tx tx, DataStream stream, Instant now) {
        this.tx = tx;
        this.stream = stream;
        this.now = now;
        known = stream.shards();
        open = stream.open();
    }

    /** The stream with the shards that it has now. */
    DataStream done() {
        tx.signal(Subscriptions.topic(stream));
        return stream.with(known, open);
    }

    /** Where each of so many equal ranges begins. */
    private static List<BigInteger> beginnings(int count) {
        BigInteger width = HashKey.COUNT.divide(BigInteger.valueOf(count));
        List<BigInteger> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(width.multiply(BigInteger.valueOf(i)));
        }
        return all;
    }

    /** The first shards. */
    Resharding begin(int count) {
        List<BigInteger> beginnings = beginnings(count);
        for (int i = 0; i < count; i++) {
            BigInteger end = i + 1 < count ? beginnings.get(i + 1) : HashKey.COUNT;
            StreamShard unused = made(null, null, beginnings.get(i), end.subtract(BigInteger.ONE));
        }
        return this;
    }

    private StreamShard made(
            @Nullable StreamShard parent, @Nullable StreamShard adjacent, BigInteger from, BigInteger to) {
        long opened = now.getEpochSecond();
        if (parent != null) {
            opened = Math.max(opened, parent.opened() + 1);
        }
        if (adjacent != null) {
            opened = Math.max(opened, adjacent.opened() + 1);
        }
        StreamShard shard = new StreamShard(
                stream.id(),
                known,
                parent == null ? null : parent.number(),
                adjacent == null ? null : adjacent.number(),
                from,
                to,
                opened,
                null);
        KinesisTables.SHARDS.in(stream.scope()).put(tx, shard.key(), shard);
        known++;
        open++;
        return shard;
    }

    private void close(StreamShard shard) {
        KinesisTables.SHARDS.in(stream.scope()).put(tx, shard.key(), shard.closed(now));
        open--;
    }

    /** Splits a shard; answers the upper half. */
    StreamShard split(StreamShard shard, BigInteger at) {
        close(shard);
        StreamShard unused = made(shard, null, shard.from(), at.subtract(BigInteger.ONE));
        return made(shard, null, at, shard.to());
    }

    /** Merges a shard and the one above it. */
    StreamShard merge(StreamShard lower, StreamShard upper) {
        close(lower);
        close(upper);
        return made(lower, upper, lower.from(), upper.to());
    }

    /** Makes so many shards of equal width: splits where one is to begin, then merges what lies between. */
    Resharding uniform(int count) {
        List<BigInteger> beginnings = beginnings(count);
        for (BigInteger at : beginnings) {
            StreamShard within = KinesisTables.open(tx, stream, at);
            if (!within.from().equals(at)) {
                StreamShard unused = split(within, at);
            }
        }
        StreamShard last = null;
        for (StreamShard shard : KinesisTables.open(tx, stream)) {
            last = last == null || beginnings.contains(shard.from()) ? shard : merge(last, shard);
        }
        return this;
    }
}

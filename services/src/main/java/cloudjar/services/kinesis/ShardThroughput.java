package cloudjar.services.kinesis;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Throttling;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds callers to what a shard of a provisioned stream takes and gives a second, where that is asked for. What was used is known
 * in this process alone and forgotten with it. Thread-safe.
 */
final class ShardThroughput {
    /** Shards that are remembered; the one that was used longest ago is forgotten first. */
    private static final int KNOWN_MAX = 20_000;

    private static final double NANOS = 1e9;

    /** What is counted. */
    private enum Kind {
        WRITE_RECORDS,
        WRITE_BYTES,
        READS,
        READ_BYTES
    }

    private record Key(String world, ShardKey shard, Kind kind) {}

    /** What may still be used: at most a second's worth; less than nothing where one call took more. */
    private record Allowance(double left, Instant at) {
        Allowance filled(double rate, Instant now) {
            Duration passed = Duration.between(at, now);
            return passed.isNegative()
                    ? this
                    : new Allowance(Math.min(rate, left + passed.toNanos() / NANOS * rate), now);
        }
    }

    private final Throttling throttling;
    private final Map<Key, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Allowance> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    ShardThroughput(Throttling throttling) {
        this.throttling = throttling;
    }

    boolean isOff(DataStream stream) {
        return throttling == Throttling.OFF || stream.onDemand();
    }

    /** Whether a shard takes a record of so many bytes now; counts it where it does. */
    boolean takes(Call call, DataStream stream, StreamShard shard, int bytes) {
        if (isOff(stream)) {
            return true;
        }
        double records = KinesisLimits.SHARD_WRITE_RECORDS.current();
        double size = KinesisLimits.SHARD_WRITE_BYTES.current();
        synchronized (allowances) {
            if (left(call, shard, Kind.WRITE_RECORDS, records) < 1
                    || left(call, shard, Kind.WRITE_BYTES, size) < Math.min(bytes, size)) {
                return false;
            }
            use(call, shard, Kind.WRITE_RECORDS, 1);
            use(call, shard, Kind.WRITE_BYTES, bytes);
            return true;
        }
    }

    /** Whether a shard may be read now; counts the call where it may. */
    boolean gives(Call call, DataStream stream, StreamShard shard) {
        if (isOff(stream)) {
            return true;
        }
        synchronized (allowances) {
            if (left(call, shard, Kind.READS, (double) KinesisLimits.SHARD_READS.current()) < 1
                    || left(call, shard, Kind.READ_BYTES, (double) KinesisLimits.SHARD_READ_BYTES.current()) <= 0) {
                return false;
            }
            use(call, shard, Kind.READS, 1);
            return true;
        }
    }

    /** Counts what was read. */
    void gave(Call call, DataStream stream, StreamShard shard, long bytes) {
        if (!isOff(stream)) {
            synchronized (allowances) {
                double unused = left(call, shard, Kind.READ_BYTES, (double) KinesisLimits.SHARD_READ_BYTES.current());
                use(call, shard, Kind.READ_BYTES, (double) bytes);
            }
        }
    }

    private double left(Call call, StreamShard shard, Kind kind, double rate) {
        Instant now = call.world().clock().now();
        return allowances.merge(
                        new Key(call.world().id(), shard.key(), kind),
                        new Allowance(rate, now),
                        (known, _) -> known.filled(rate, now))
                .left;
    }

    private void use(Call call, StreamShard shard, Kind kind, double amount) {
        var unused = allowances.computeIfPresent(
                new Key(call.world().id(), shard.key(), kind),
                (_, known) -> new Allowance(known.left - amount, known.at));
    }
}

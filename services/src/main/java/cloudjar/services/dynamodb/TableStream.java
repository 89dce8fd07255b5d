package cloudjar.services.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a table's changes. It outlives its table, and its being switched off, by the time that records are kept.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Change data capture for DynamoDB Streams".
 *
 * @param table the table's name
 * @param label tells it from earlier streams of a table of the name
 * @param viewType one of {@link cloudjar.api.dynamodb.StreamViewType}
 * @param ended when it was switched off; null while it is on
 * @param shards oldest first; those whose records are all gone are not among them
 * @param opened how many shards it has had
 */
record TableStream(
        String table,
        String label,
        String viewType,
        KeySchema keys,
        Instant created,
        @Nullable Instant ended,
        List<StreamShard> shards,
        int opened) {
    /** For how long a shard takes records; then others follow it. */
    static final Duration SHARD_LIFE = Duration.ofHours(4);

    /** For how long records are kept. */
    static final Duration RETENTION = Duration.ofHours(24);

    TableStream {
        shards = List.copyOf(shards);
    }

    /** A stream that begins now, with so many shards. */
    static TableStream begin(String table, String label, String viewType, KeySchema keys, Instant now, int lanes) {
        List<StreamShard> shards = new ArrayList<>();
        int width = ItemKey.SLOTS / lanes;
        for (int i = 0; i < lanes; i++) {
            int to = i == lanes - 1 ? ItemKey.SLOTS : (i + 1) * width;
            shards.add(StreamShard.open(i, null, i * width, to, now));
        }
        return new TableStream(table, label, viewType, keys, now, null, shards, lanes);
    }

    StreamKey key() {
        return new StreamKey(table, label);
    }

    StreamKey.OfShard key(StreamShard shard) {
        return new StreamKey.OfShard(table, label, shard.id());
    }

    /** The shard that takes the records of a slot now. */
    StreamShard open(int slot) {
        for (int i = shards.size() - 1; i >= 0; i--) {
            StreamShard shard = shards.get(i);
            if (shard.isOpen() && shard.from() <= slot && slot < shard.to()) {
                return shard;
            }
        }
        throw new IllegalStateException("a stream has no shard for a slot: " + slot);
    }

    Optional<StreamShard> shard(String id) {
        return shards.stream().filter(shard -> shard.id().equals(id)).findFirst();
    }

    private long lanes() {
        return shards.stream().filter(StreamShard::isOpen).count();
    }

    /** Every open shard closes, and another follows it. */
    TableStream rolled(Instant now) {
        return divided(now, 1);
    }

    /** Every open shard closes, and two follow it, until there are so many. */
    TableStream split(int lanes, Instant now) {
        TableStream split = this;
        while (split.lanes() < lanes) {
            split = split.divided(now, 2);
        }
        return split;
    }

    private TableStream divided(Instant now, int parts) {
        List<StreamShard> changed = new ArrayList<>();
        List<StreamShard> children = new ArrayList<>();
        int number = opened;
        for (StreamShard shard : shards) {
            if (!shard.isOpen()) {
                changed.add(shard);
                continue;
            }
            changed.add(shard.closed(now));
            int width = (shard.to() - shard.from()) / parts;
            for (int i = 0; i < parts; i++) {
                int from = shard.from() + i * width;
                children.add(
                        StreamShard.open(number++, shard.id(), from, i == parts - 1 ? shard.to() : from + width, now));
            }
        }
        changed.addAll(children);
        return new TableStream(table, label, viewType, keys, created, ended, changed, number);
    }

    /** Switched off: its shards take no more. */
    TableStream ended(Instant now) {
        List<StreamShard> closed = shards.stream()
                .map(shard -> shard.isOpen() ? shard.closed(now) : shard)
                .toList();
        return new TableStream(table, label, viewType, keys, created, now, closed, opened);
    }

    /** Without this shard. */
    TableStream without(StreamShard gone) {
        List<StreamShard> rest =
                shards.stream().filter(shard -> !shard.id().equals(gone.id())).toList();
        return new TableStream(table, label, viewType, keys, created, ended, rest, opened);
    }

    /** Shards that may still have records. */
    List<StreamShard> shardsAt(Instant now) {
        return shards.stream().filter(shard -> !shard.isGone(now)).toList();
    }

    /** Whether all its records are gone, and none will come. */
    boolean isGone(Instant now) {
        return ended != null && !ended.plus(RETENTION).isAfter(now);
    }
}

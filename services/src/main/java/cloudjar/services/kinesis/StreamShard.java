package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ChildShard;
import cloudjar.api.kinesis.HashKeyRange;
import cloudjar.api.kinesis.SequenceNumberRange;
import cloudjar.api.kinesis.Shard;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream: the records whose hash keys are in a range.
 *
 * @param stream the id of the stream
 * @param number counts the shards of a stream
 * @param parent the shard that it follows; null for the first ones
 * @param adjacent the other shard that it follows, where it was merged of two
 * @param from the first hash key
 * @param to the last one
 * @param opened when it was made, in seconds: later than the shards that it follows
 * @param closed null while it takes records
 */
record StreamShard(
        String stream,
        long number,
        @Nullable Long parent,
        @Nullable Long adjacent,
        BigInteger from,
        BigInteger to,
        long opened,
        @Nullable Instant closed) {
    private static final String PREFIX = "shardId-";
    private static final int NUMBER_DIGITS_MAX = 12;

    /** The id of the shard with a number, such as {@code shardId-000000000000}. */
    static String id(long number) {
        return String.format(Locale.ROOT, "shardId-%012d", number);
    }

    /** The number of the shard with an id, in any of the forms that AWS takes; empty where it is no id. */
    static OptionalLong number(String id) {
        String digits = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
        boolean number = !digits.isEmpty()
                && digits.length() <= NUMBER_DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    String id() {
        return id(number);
    }

    ShardKey key() {
        return new ShardKey(stream, number);
    }

    boolean isOpen() {
        return closed == null;
    }

    /** Whether it took records at a time. */
    boolean isOpenAt(Instant time) {
        return opened <= time.getEpochSecond() && (closed == null || closed.isAfter(time));
    }

    /** Whether everything in it is older than a time. */
    boolean isGone(Instant horizon) {
        return closed != null && closed.isBefore(horizon);
    }

    boolean follows(StreamShard other) {
        return parent != null && parent == other.number || adjacent != null && adjacent == other.number;
    }

    StreamShard closed(Instant now) {
        return new StreamShard(stream, number, parent, adjacent, from, to, opened, now);
    }

    SequenceNumber at(long place, Instant arrived) {
        return new SequenceNumber(opened, place, arrived.getEpochSecond(), number);
    }

    /** Where it begins: the number of no record. */
    SequenceNumber beginning() {
        return new SequenceNumber(opened, 0, opened, number);
    }

    private HashKeyRange range() {
        return HashKeyRange.builder()
                .startingHashKey(from.toString())
                .endingHashKey(to.toString())
                .build();
    }

    /** As it is listed. */
    Shard shown() {
        SequenceNumberRange.Builder numbers =
                SequenceNumberRange.builder().startingSequenceNumber(beginning().text());
        if (closed != null) {
            numbers.endingSequenceNumber(at(SequenceNumber.END, closed).text());
        }
        return Shard.builder()
                .shardId(id())
                .parentShardId(parent == null ? null : id(parent))
                .adjacentParentShardId(adjacent == null ? null : id(adjacent))
                .hashKeyRange(range())
                .sequenceNumberRange(numbers.build())
                .build();
    }

    /** As a reader is told of it that has come to the end of a shard that it follows. */
    ChildShard asChild() {
        List<String> parents = new ArrayList<>();
        if (parent != null) {
            parents.add(id(parent));
        }
        if (adjacent != null) {
            parents.add(id(adjacent));
        }
        return ChildShard.builder()
                .shardId(id())
                .parentShards(parents)
                .hashKeyRange(range())
                .build();
    }
}

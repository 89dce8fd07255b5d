package cloudjar.services.kinesis;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Log;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Kinesis keeps of an account in a region.
 *
 * <pre>
 * kinesis
 *   streams     name                     {@link DataStream}
 *   shards      stream id, number        {@link StreamShard}, the open ones also by where their range begins
 *   records     stream id, shard, place  {@link Entry}: a log for each shard
 *   consumers   stream id, name          {@link StreamConsumer}
 *   tags        ARN                      {@link Tags}: of streams and consumers
 *   policies    ARN                      the document, of streams and consumers
 *   changes     stream id, what          {@link Changes}: of the last day, of which there may be so many
 *   commitment  (one)                    {@link Commitment}: what the account has settled
 * </pre>
 *
 * An id is never used again: what is left of a deleted stream is taken away bit by bit, while another has its name.
 */
final class KinesisTables {
    static final String SERVICE = "kinesis";

    /** An open shard by where its range begins. */
    record OpenKey(String stream, String from) {}

    /** Something of a stream by its name. */
    record PartKey(String stream, String name) {}

    /** The tags of a resource. */
    record Tags(Map<String, String> tags) {
        Tags {
            tags = Map.copyOf(tags);
        }
    }

    /** When something was changed. */
    record Changes(List<Instant> times) {
        Changes {
            times = List.copyOf(times);
        }
    }

    /** What an account has said about how much it is going to use. */
    record Commitment(
            boolean enabled,
            @Nullable Instant started,
            @Nullable Instant ended) {}

    static final Table<String, DataStream> STREAMS =
            Table.of(SERVICE, "streams", KeyCodec.STRING, RecordCodec.of(DataStream.class));
    static final Table<ShardKey, StreamShard> SHARDS =
            Table.of(SERVICE, "shards", KeyCodec.of(ShardKey.class), RecordCodec.of(StreamShard.class));
    static final Index<OpenKey, ShardKey, StreamShard> OPEN = SHARDS.index(
            "open",
            KeyCodec.of(OpenKey.class),
            shard -> shard.isOpen() ? List.of(new OpenKey(shard.stream(), HashKey.ordered(shard.from()))) : List.of());
    static final Log<ShardKey, Entry> RECORDS =
            Log.of(SERVICE, "records", KeyCodec.of(ShardKey.class), RecordCodec.of(Entry.class));
    static final Table<PartKey, StreamConsumer> CONSUMERS =
            Table.of(SERVICE, "consumers", KeyCodec.of(PartKey.class), RecordCodec.of(StreamConsumer.class));
    static final Table<String, Tags> TAGS = Table.of(SERVICE, "tags", KeyCodec.STRING, RecordCodec.of(Tags.class));
    static final Table<String, String> POLICIES = Table.of(SERVICE, "policies", KeyCodec.STRING, Codec.STRING);
    static final Table<PartKey, Changes> CHANGES =
            Table.of(SERVICE, "changes", KeyCodec.of(PartKey.class), RecordCodec.of(Changes.class));
    static final Table<String, Commitment> COMMITMENT =
            Table.of(SERVICE, "commitment", KeyCodec.STRING, RecordCodec.of(Commitment.class));

    private KinesisTables() {}

    /** The open shard for a hash key. */
    static StreamShard open(Snapshot snapshot, DataStream stream, BigInteger hashKey) {
        var open = OPEN.in(stream.scope());
        Key to = open.tuple(new OpenKey(stream.id(), HashKey.ordered(hashKey))).afterPrefix();
        Range before = Range.between(Key.of(stream.id()), to).reversed().limit(1);
        return open.rows(snapshot, before)
                .first()
                .map(Row::value)
                .orElseThrow(() -> new IllegalStateException("a stream whose open shards leave a gap"));
    }

    /** The shards that take records, in the order of their ranges. */
    static List<StreamShard> open(Snapshot snapshot, DataStream stream) {
        return OPEN.in(stream.scope()).rows(snapshot, Range.prefix(stream.id())).values();
    }
}

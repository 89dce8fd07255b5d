package cloudjar.services.kinesis;

import cloudjar.api.kinesis.StreamStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds streams, shards and consumers, in the account and region in which a call is carried out. */
final class StreamLookup {
    private static final String STREAM = "stream/";

    private StreamLookup() {}

    /**
     * The name of the stream that an input names, by name or by ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code InvalidArgumentException} where it names none, or two
     */
    static String name(@Nullable String name, @Nullable String arn) {
        if (arn == null) {
            if (name == null) {
                throw KinesisErrors.invalid("Either StreamName or StreamARN must be given.");
            }
            return name;
        }
        String named = nameOf(arn);
        if (name != null && !name.equals(named)) {
            throw KinesisErrors.invalid("StreamName and StreamARN name different streams: " + name + ", " + arn);
        }
        return named;
    }

    /** The name of the stream that has an ARN, or whose consumer has it. */
    static String nameOf(String arn) {
        String resource = Arn.parse(arn)
                .filter(parsed -> parsed.service().equals("kinesis"))
                .map(Arn::resource)
                .orElse("");
        if (!resource.startsWith(STREAM)) {
            throw KinesisErrors.invalid("Not the ARN of a stream: " + arn);
        }
        int end = resource.indexOf(StreamConsumer.MARK);
        return end < 0 ? resource.substring(STREAM.length()) : resource.substring(STREAM.length(), end);
    }

    /** The stream of a name, in whatever state. */
    static DataStream find(Snapshot snapshot, Scope scope, String name) {
        return KinesisTables.STREAMS
                .in(scope)
                .get(snapshot, name)
                .orElseThrow(() -> KinesisErrors.noStream(name, scope.account()));
    }

    static DataStream find(Snapshot snapshot, Call call, @Nullable String name, @Nullable String arn) {
        return find(snapshot, call.scope(), name(name, arn));
    }

    /** The stream, where records can be put and read. */
    static DataStream serving(Snapshot snapshot, Scope scope, String name) {
        DataStream stream = find(snapshot, scope, name);
        if (!stream.serves()) {
            throw KinesisErrors.noStream(name, scope.account());
        }
        return stream;
    }

    /** The stream, where it can be changed. */
    static DataStream active(Snapshot snapshot, Call call, @Nullable String name, @Nullable String arn) {
        DataStream stream = find(snapshot, call, name, arn);
        if (!stream.status().equals(StreamStatus.ACTIVE)) {
            throw KinesisErrors.notActive(stream);
        }
        return stream;
    }

    private static @Nullable StreamShard shard(Snapshot snapshot, DataStream stream, String id, Instant now) {
        OptionalLong number = StreamShard.number(id);
        return number.isEmpty()
                ? null
                : KinesisTables.SHARDS
                        .in(stream.scope())
                        .get(snapshot, new ShardKey(stream.id(), number.getAsLong()))
                        .filter(found -> !found.isGone(stream.horizon(now)))
                        .orElse(null);
    }

    /** The shard, to be read. */
    static StreamShard readable(Snapshot snapshot, DataStream stream, String id, Instant now) {
        StreamShard shard = shard(snapshot, stream, id, now);
        if (shard == null) {
            throw KinesisErrors.shardToRead(
                    StreamShard.number(id).isPresent()
                            ? StreamShard.id(StreamShard.number(id).getAsLong())
                            : id,
                    stream);
        }
        return shard;
    }

    /** The shard, to be split or merged. */
    static StreamShard changeable(Snapshot snapshot, DataStream stream, String id, Instant now) {
        StreamShard shard = shard(snapshot, stream, id, now);
        if (shard == null) {
            throw KinesisErrors.shardToChange(id, stream);
        }
        if (!shard.isOpen()) {
            throw KinesisErrors.closed(shard, stream);
        }
        return shard;
    }

    /** A consumer by its ARN. */
    static StreamConsumer consumer(Snapshot snapshot, Scope scope, String arn) {
        int mark = arn.indexOf(StreamConsumer.MARK);
        int end = arn.lastIndexOf(':');
        if (mark < 0 || end < mark) {
            throw KinesisErrors.invalid("Not the ARN of a consumer: " + arn);
        }
        String name = arn.substring(mark + StreamConsumer.MARK.length(), end);
        return KinesisTables.STREAMS
                .in(scope)
                .get(snapshot, nameOf(arn))
                .flatMap(stream ->
                        KinesisTables.CONSUMERS.in(scope).get(snapshot, new KinesisTables.PartKey(stream.id(), name)))
                .filter(consumer -> consumer.arn().equals(arn))
                .orElseThrow(() -> KinesisErrors.noConsumer(arn, scope.account()));
    }
}

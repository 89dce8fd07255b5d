package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ListShardsInput;
import cloudjar.api.kinesis.ListShardsOutput;
import cloudjar.api.kinesis.MergeShardsInput;
import cloudjar.api.kinesis.MergeShardsResponse;
import cloudjar.api.kinesis.Shard;
import cloudjar.api.kinesis.Shards;
import cloudjar.api.kinesis.SplitShardInput;
import cloudjar.api.kinesis.SplitShardResponse;
import cloudjar.api.kinesis.StreamStatus;
import cloudjar.api.kinesis.UpdateShardCountInput;
import cloudjar.api.kinesis.UpdateShardCountOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shards: listed, split, merged, made more or fewer. */
final class ShardOperations implements Shards {
    private static final int PAGE = 1000;

    private final LimitProfile limits;
    private final StreamLife life;

    ShardOperations(LimitProfile limits, StreamLife life) {
        this.limits = limits;
        this.life = life;
    }

    @Override
    public ListShardsOutput listShards(ListShardsInput in, Call call) {
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        if (in.nextToken() != null) {
            if (in.streamName() != null || in.shardFilter() != null || in.exclusiveStartShardId() != null) {
                throw KinesisErrors.invalid("NextToken and StreamName, ShardFilter or ExclusiveStartShardId cannot be"
                        + " provided together.");
            }
            ListToken token = ListToken.of(in.nextToken(), call.time());
            return list(
                    token.name(), token.stream(), token.after(), ShardSelection.ofText(token.filter()), limit, call);
        }
        String after = in.exclusiveStartShardId();
        if (in.shardFilter() != null && in.shardFilter().shardId() != null) {
            after = in.shardFilter().shardId();
        }
        String name = StreamLookup.name(in.streamName(), in.streamARN());
        return list(name, null, after, ShardSelection.of(in.shardFilter()), limit, call);
    }

    private static ListShardsOutput list(
            String name, @Nullable String id, @Nullable String after, ShardSelection wanted, int limit, Call call) {
        return call.read(snapshot -> {
            DataStream stream = StreamLookup.find(snapshot, call.scope(), name);
            if (id != null && !stream.id().equals(id)) {
                throw KinesisErrors.token();
            }
            var shards = KinesisTables.SHARDS.in(call.scope());
            Range range = Range.prefix(stream.id());
            if (after != null) {
                long number = StreamShard.number(after)
                        .orElseThrow(() -> KinesisErrors.invalid("Not the id of a shard: " + after));
                range = range.after(shards.tuple(new ShardKey(stream.id(), number)));
            }
            List<Shard> found = new ArrayList<>();
            String last = "";
            for (StreamShard shard : shards.values(snapshot, range)) {
                if (!wanted.holds(shard, stream, call.time())) {
                    continue;
                }
                if (found.size() == limit) {
                    ListToken token = new ListToken(name, stream.id(), last, wanted.text(), call.time());
                    return ListShardsOutput.builder()
                            .shards(found)
                            .nextToken(token.text())
                            .build();
                }
                found.add(shard.shown());
                last = shard.id();
            }
            return ListShardsOutput.builder().shards(found).build();
        });
    }

    @Override
    public SplitShardResponse splitShard(SplitShardInput in, Call call) {
        BigInteger at = new BigInteger(in.newStartingHashKey());
        boolean unused = call.write(tx -> {
            DataStream stream = StreamLookup.find(tx, call, in.streamName(), in.streamARN());
            StreamShard shard = StreamLookup.changeable(tx, stream, in.shardToSplit(), call.time());
            AccountOperations.requireRoom(tx, call.scope(), stream, 1, limits);
            if (at.compareTo(shard.from().add(BigInteger.ONE)) <= 0 || at.compareTo(shard.to()) >= 0) {
                throw KinesisErrors.splitPoint(at, shard, stream);
            }
            Resharding resharding = new Resharding(tx, active(stream), call.time());
            StreamShard upper = resharding.split(shard, at);
            life.update(tx, resharding.done(), call.time());
            tx.signal(Subscriptions.topic(stream, shard.number()));
            return upper.isOpen();
        });
        return SplitShardResponse.of();
    }

    private static DataStream active(DataStream stream) {
        if (!stream.status().equals(StreamStatus.ACTIVE)) {
            throw KinesisErrors.notActive(stream);
        }
        return stream;
    }

    @Override
    public MergeShardsResponse mergeShards(MergeShardsInput in, Call call) {
        boolean unused = call.write(tx -> {
            DataStream stream = StreamLookup.find(tx, call, in.streamName(), in.streamARN());
            StreamShard one = StreamLookup.changeable(tx, stream, in.shardToMerge(), call.time());
            StreamShard other = StreamLookup.changeable(tx, stream, in.adjacentShardToMerge(), call.time());
            boolean below = one.to().add(BigInteger.ONE).equals(other.from());
            if (!below && !other.to().add(BigInteger.ONE).equals(one.from())) {
                throw KinesisErrors.notAdjacent(one, other, stream);
            }
            Resharding resharding = new Resharding(tx, active(stream), call.time());
            StreamShard merged = below ? resharding.merge(one, other) : resharding.merge(other, one);
            life.update(tx, resharding.done(), call.time());
            tx.signal(Subscriptions.topic(stream, one.number()));
            tx.signal(Subscriptions.topic(stream, other.number()));
            return merged.isOpen();
        });
        return MergeShardsResponse.of();
    }

    @Override
    public UpdateShardCountOutput updateShardCount(UpdateShardCountInput in, Call call) {
        int target = in.targetShardCount();
        return call.write(tx -> {
            DataStream stream = StreamLookup.active(tx, call, in.streamName(), in.streamARN());
            if (stream.onDemand()) {
                throw KinesisErrors.validation("Request is invalid. Stream " + stream.name() + " under account "
                        + stream.account() + " is in On-Demand mode.");
            }
            int open = stream.open();
            if (target > open * 2) {
                throw KinesisErrors.scaling("up over double", open, target);
            }
            if (target * 2 < open) {
                throw KinesisErrors.scaling("down below half", open, target);
            }
            AccountOperations.requireRoom(tx, call.scope(), stream, target - open, limits);
            DailyChanges.count(tx, stream, "UpdateShardCount", KinesisLimits.RESHARDINGS.in(limits), call.time());
            KinesisTables.open(tx, stream).forEach(shard -> tx.signal(Subscriptions.topic(stream, shard.number())));
            life.update(
                    tx, new Resharding(tx, stream, call.time()).uniform(target).done(), call.time());
            return UpdateShardCountOutput.builder()
                    .streamName(stream.name())
                    .streamARN(stream.arn())
                    .currentShardCount(open)
                    .targetShardCount(target)
                    .build();
        });
    }
}

package cloudjar.services.kinesis;

import cloudjar.api.kinesis.Consumer;
import cloudjar.api.kinesis.ConsumerStatus;
import cloudjar.api.kinesis.Consumers;
import cloudjar.api.kinesis.DeregisterStreamConsumerInput;
import cloudjar.api.kinesis.DeregisterStreamConsumerResponse;
import cloudjar.api.kinesis.DescribeStreamConsumerInput;
import cloudjar.api.kinesis.DescribeStreamConsumerOutput;
import cloudjar.api.kinesis.ListStreamConsumersInput;
import cloudjar.api.kinesis.ListStreamConsumersOutput;
import cloudjar.api.kinesis.RegisterStreamConsumerInput;
import cloudjar.api.kinesis.RegisterStreamConsumerOutput;
import cloudjar.api.kinesis.SubscribeToShardInput;
import cloudjar.api.kinesis.SubscribeToShardOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.kinesis.KinesisTables.PartKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Consumers to whom records are pushed: registered, shown, subscribed, taken away. */
final class ConsumerOperations implements Consumers {
    private static final int PAGE = 100;

    private final LimitProfile limits;
    private final StreamLife life;
    private final Subscriptions subscriptions;

    ConsumerOperations(LimitProfile limits, StreamLife life, Subscriptions subscriptions) {
        this.limits = limits;
        this.life = life;
        this.subscriptions = subscriptions;
    }

    @Override
    public RegisterStreamConsumerOutput registerStreamConsumer(RegisterStreamConsumerInput in, Call call) {
        TagOperations.check(in.tags(), in.consumerName(), call, limits);
        return call.write(tx -> {
            DataStream stream = StreamLookup.active(tx, call, null, in.streamARN());
            var consumers = KinesisTables.CONSUMERS.in(call.scope());
            if (consumers.contains(tx, new PartKey(stream.id(), in.consumerName()))) {
                throw KinesisErrors.inUse("Consumer " + in.consumerName() + " under stream " + stream.arn()
                        + " already exists for account " + stream.account() + ".");
            }
            long most = KinesisLimits.CONSUMERS.in(limits);
            if (consumers.count(tx, Range.prefix(stream.id())) >= most) {
                throw KinesisErrors.limit("Stream " + stream.name() + " under account " + stream.account() + " has the "
                        + most + " consumers that a stream may have.");
            }
            StreamConsumer consumer = new StreamConsumer(
                    in.consumerName(),
                    StreamConsumer.arn(stream, in.consumerName(), call.time()),
                    call.time(),
                    ConsumerStatus.CREATING);
            life.register(tx, stream, consumer, call.time());
            TagOperations.put(tx, stream.scope(), consumer.arn(), in.tags());
            return RegisterStreamConsumerOutput.builder()
                    .consumer(consumer.shown())
                    .build();
        });
    }

    private record Found(DataStream stream, StreamConsumer consumer) {
        static Found of(
                Snapshot snapshot,
                Call call,
                @Nullable String streamArn,
                @Nullable String name,
                @Nullable String consumerArn) {
            if (consumerArn != null) {
                return new Found(
                        StreamLookup.find(snapshot, call.scope(), StreamLookup.nameOf(consumerArn)),
                        StreamLookup.consumer(snapshot, call.scope(), consumerArn));
            }
            if (streamArn == null || name == null) {
                throw KinesisErrors.invalid("Either ConsumerARN or both StreamARN and ConsumerName must be given.");
            }
            DataStream stream = StreamLookup.find(snapshot, call, null, streamArn);
            return new Found(
                    stream,
                    KinesisTables.CONSUMERS
                            .in(call.scope())
                            .get(snapshot, new PartKey(stream.id(), name))
                            .orElseThrow(() -> KinesisErrors.noConsumer(name, stream.account())));
        }
    }

    @Override
    public DeregisterStreamConsumerResponse deregisterStreamConsumer(DeregisterStreamConsumerInput in, Call call) {
        boolean unused = call.write(tx -> {
            Found found = Found.of(tx, call, in.streamARN(), in.consumerName(), in.consumerARN());
            StreamLife.deregister(tx, found.stream, found.consumer);
            return true;
        });
        return DeregisterStreamConsumerResponse.of();
    }

    @Override
    public DescribeStreamConsumerOutput describeStreamConsumer(DescribeStreamConsumerInput in, Call call) {
        Found found =
                call.read(snapshot -> Found.of(snapshot, call, in.streamARN(), in.consumerName(), in.consumerARN()));
        return DescribeStreamConsumerOutput.builder()
                .consumerDescription(found.consumer.described(found.stream))
                .build();
    }

    @Override
    public ListStreamConsumersOutput listStreamConsumers(ListStreamConsumersInput in, Call call) {
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        ListToken token = in.nextToken() == null ? null : ListToken.of(in.nextToken(), call.time());
        return call.read(snapshot -> {
            DataStream stream = StreamLookup.find(snapshot, call, null, in.streamARN());
            var consumers = KinesisTables.CONSUMERS.in(call.scope());
            Range range = Range.prefix(stream.id());
            if (token != null) {
                if (!token.stream().equals(stream.id())) {
                    throw KinesisErrors.token();
                }
                range = range.after(consumers.tuple(new PartKey(stream.id(), token.after())));
            }
            List<Consumer> found = new ArrayList<>();
            for (StreamConsumer consumer : consumers.values(snapshot, range)) {
                if (found.size() == limit) {
                    String next = new ListToken(
                                    stream.name(),
                                    stream.id(),
                                    String.valueOf(found.getLast().consumerName()),
                                    "",
                                    call.time())
                            .text();
                    return ListStreamConsumersOutput.builder()
                            .consumers(found)
                            .nextToken(next)
                            .build();
                }
                found.add(consumer.shown());
            }
            return ListStreamConsumersOutput.builder().consumers(found).build();
        });
    }

    @Override
    public SubscribeToShardOutput subscribeToShard(SubscribeToShardInput in, Call call) {
        return subscriptions.subscribe(in, call);
    }
}

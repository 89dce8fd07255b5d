package cloudjar.services.kinesis;

import cloudjar.api.kinesis.CreateStreamInput;
import cloudjar.api.kinesis.CreateStreamResponse;
import cloudjar.api.kinesis.DeleteStreamInput;
import cloudjar.api.kinesis.DeleteStreamResponse;
import cloudjar.api.kinesis.DescribeStreamInput;
import cloudjar.api.kinesis.DescribeStreamOutput;
import cloudjar.api.kinesis.DescribeStreamSummaryInput;
import cloudjar.api.kinesis.DescribeStreamSummaryOutput;
import cloudjar.api.kinesis.EncryptionType;
import cloudjar.api.kinesis.EnhancedMetrics;
import cloudjar.api.kinesis.ListStreamsInput;
import cloudjar.api.kinesis.ListStreamsOutput;
import cloudjar.api.kinesis.Shard;
import cloudjar.api.kinesis.StreamDescription;
import cloudjar.api.kinesis.StreamDescriptionSummary;
import cloudjar.api.kinesis.StreamMode;
import cloudjar.api.kinesis.StreamModeDetails;
import cloudjar.api.kinesis.StreamStatus;
import cloudjar.api.kinesis.StreamSummary;
import cloudjar.api.kinesis.Streams;
import cloudjar.api.kinesis.WarmThroughputObject;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Streams: made, shown, listed, deleted. */
final class StreamOperations implements Streams {
    private static final int PAGE = 100;
    private static final int ID_LENGTH = 12;

    private final LimitProfile limits;
    private final StreamLife life;

    StreamOperations(LimitProfile limits, StreamLife life) {
        this.limits = limits;
        this.life = life;
    }

    @Override
    public CreateStreamResponse createStream(CreateStreamInput in, Call call) {
        // Without a word about either it is on demand, with four shards: recorded,
        // test_create_stream_without_shard_count.
        String mode = in.streamModeDetails() != null
                ? in.streamModeDetails().streamMode()
                : in.shardCount() == null ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED;
        boolean onDemand = mode.equals(StreamMode.ON_DEMAND);
        if (!onDemand && in.shardCount() == null) {
            throw KinesisErrors.invalid("ShardCount must be given for a stream in PROVISIONED mode.");
        }
        int count = onDemand ? KinesisLimits.ON_DEMAND_SHARDS.intIn(limits) : Objects.requireNonNull(in.shardCount());
        TagOperations.check(in.tags(), in.streamName(), call, limits);
        int warm = Objects.requireNonNullElse(in.warmThroughputMiBps(), 0);
        DataStream stream = new DataStream(
                in.streamName(),
                call.account(),
                call.region(),
                call.world().ids().alphanumeric(ID_LENGTH),
                call.time(),
                mode,
                StreamStatus.CREATING,
                (int) KinesisLimits.RETENTION_MIN.current(),
                null,
                List.of(),
                Objects.requireNonNullElse(in.maxRecordSizeInKiB(), KinesisLimits.RECORD_KIB.intIn(limits)),
                warm,
                0,
                0);
        boolean unused = call.write(tx -> {
            KinesisTables.STREAMS.in(call.scope()).get(tx, stream.name()).ifPresent(there -> {
                throw KinesisErrors.streamExists(there);
            });
            if (warm > 0) {
                AccountOperations.requireCommitment(tx, stream);
            }
            AccountOperations.requireRoom(tx, call.scope(), stream, count, limits);
            life.create(tx, new Resharding(tx, stream, call.time()).begin(count).done(), call.time());
            TagOperations.put(tx, stream.scope(), stream.arn(), in.tags());
            return true;
        });
        return CreateStreamResponse.of();
    }

    @Override
    public DeleteStreamResponse deleteStream(DeleteStreamInput in, Call call) {
        boolean unused = call.write(tx -> {
            DataStream stream = StreamLookup.find(tx, call, in.streamName(), in.streamARN());
            boolean consumed = KinesisTables.CONSUMERS.in(call.scope()).count(tx, Range.prefix(stream.id())) > 0;
            if (consumed && !Boolean.TRUE.equals(in.enforceConsumerDeletion())) {
                throw KinesisErrors.inUse("Stream " + stream.name() + " under account " + stream.account()
                        + " has enhanced fan-out consumers registered. Deregister them, or set"
                        + " EnforceConsumerDeletion.");
            }
            life.delete(tx, stream, call.time());
            return true;
        });
        return DeleteStreamResponse.of();
    }

    @Override
    public DescribeStreamOutput describeStream(DescribeStreamInput in, Call call) {
        int limit = Objects.requireNonNullElse(in.limit(), PAGE);
        return call.read(snapshot -> {
            DataStream stream = StreamLookup.find(snapshot, call, in.streamName(), in.streamARN());
            List<Shard> shards = shards(snapshot, stream, in.exclusiveStartShardId(), limit + 1, call);
            boolean more = shards.size() > limit;
            if (more) {
                shards.removeLast();
            }
            return DescribeStreamOutput.builder()
                    .streamDescription(StreamDescription.builder()
                            .streamName(stream.name())
                            .streamARN(stream.arn())
                            .streamStatus(stream.status())
                            .streamModeDetails(mode(stream))
                            .shards(shards)
                            .hasMoreShards(more)
                            .retentionPeriodHours(stream.retentionHours())
                            .streamCreationTimestamp(stream.created())
                            .enhancedMonitoring(monitoring(stream))
                            .encryptionType(encryption(stream))
                            .keyId(stream.key())
                            .build())
                    .build();
        });
    }

    private static List<Shard> shards(
            Snapshot snapshot, DataStream stream, @Nullable String after, int limit, Call call) {
        var table = KinesisTables.SHARDS.in(stream.scope());
        Range range = Range.prefix(stream.id());
        if (after != null) {
            long number = StreamShard.number(after)
                    .orElseThrow(() -> KinesisErrors.invalid("Not the id of a shard: " + after));
            range = range.after(table.tuple(new ShardKey(stream.id(), number)));
        }
        List<Shard> found = new ArrayList<>();
        for (StreamShard shard : table.values(snapshot, range)) {
            if (found.size() == limit) {
                break;
            }
            if (!shard.isGone(stream.horizon(call.time()))) {
                found.add(shard.shown());
            }
        }
        return found;
    }

    private static StreamModeDetails mode(DataStream stream) {
        return StreamModeDetails.builder().streamMode(stream.mode()).build();
    }

    private static List<EnhancedMetrics> monitoring(DataStream stream) {
        return List.of(
                EnhancedMetrics.builder().shardLevelMetrics(stream.metrics()).build());
    }

    private static String encryption(DataStream stream) {
        return stream.key() == null ? EncryptionType.NONE : EncryptionType.KMS;
    }

    @Override
    public DescribeStreamSummaryOutput describeStreamSummary(DescribeStreamSummaryInput in, Call call) {
        return call.read(snapshot -> {
            DataStream stream = StreamLookup.find(snapshot, call, in.streamName(), in.streamARN());
            return DescribeStreamSummaryOutput.builder()
                    .streamDescriptionSummary(StreamDescriptionSummary.builder()
                            .streamName(stream.name())
                            .streamARN(stream.arn())
                            .streamStatus(stream.status())
                            .streamModeDetails(mode(stream))
                            .retentionPeriodHours(stream.retentionHours())
                            .streamCreationTimestamp(stream.created())
                            .enhancedMonitoring(monitoring(stream))
                            .encryptionType(encryption(stream))
                            .keyId(stream.key())
                            .openShardCount(stream.open())
                            .consumerCount((int)
                                    KinesisTables.CONSUMERS.in(call.scope()).count(snapshot, Range.prefix(stream.id())))
                            .warmThroughput(warm(stream))
                            .maxRecordSizeInKiB(stream.recordKiB())
                            .build())
                    .build();
        });
    }

    /** What an on-demand stream is ready for; null for one that is not, or that nobody has asked to be ready. */
    static @Nullable WarmThroughputObject warm(DataStream stream) {
        return stream.onDemand() && stream.warmMiBps() > 0
                ? WarmThroughputObject.builder()
                        .targetMiBps(stream.warmMiBps())
                        .currentMiBps(stream.warmMiBps())
                        .build()
                : null;
    }

    @Override
    public ListStreamsOutput listStreams(ListStreamsInput in, Call call) {
        int limit = Objects.requireNonNullElse(in.limit(), PAGE);
        var streams = KinesisTables.STREAMS.in(call.scope());
        String after = in.exclusiveStartStreamName();
        // A token says where to go on by itself.
        Range range = after == null || in.nextToken() != null
                ? Range.all()
                : Range.all().after(streams.tuple(after));
        return call.read(snapshot -> {
            Page<Row<String, DataStream>> page =
                    page(() -> streams.page(snapshot, range, limit, in.nextToken(), "ListStreams"));
            return ListStreamsOutput.builder()
                    .streamNames(page.items().stream().map(Row::key).toList())
                    .streamSummaries(page.items().stream()
                            .map(row -> summary(row.value()))
                            .toList())
                    .hasMoreStreams(page.next().isPresent())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    private static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw KinesisErrors.token();
        }
    }

    private static StreamSummary summary(DataStream stream) {
        return StreamSummary.builder()
                .streamName(stream.name())
                .streamARN(stream.arn())
                .streamStatus(stream.status())
                .streamModeDetails(mode(stream))
                .streamCreationTimestamp(stream.created())
                .build();
    }
}

package cloudjar.services.kinesis;

import static cloudjar.services.kinesis.TestStream.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Shards that are split, merged, and made more and fewer. */
class ReshardingAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String FIRST = "shardId-000000000000";

    /** [KDS-8] */
    @Test
    void aShardThatIsSplitEndsAndItsChildrenFollow(TestWorld world) {
        TestStream stream = TestStream.of(world, 1);
        String before = stream.put("k", "before").sequenceNumber();
        stream.kinesis().splitShard(split -> split.streamName("events")
                .shardToSplit(FIRST)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        assertThatThrownBy(() -> stream.kinesis()
                        .splitShard(split ->
                                split.streamName("events").shardToSplit(FIRST).newStartingHashKey("77")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("has already been merged or split");
        PutRecordResponse after = stream.put("k", "after");
        assertThat(new BigInteger(after.sequenceNumber())).isGreaterThan(new BigInteger(before));
        GetRecordsResponse end = stream.read(FIRST, ShardIteratorType.TRIM_HORIZON);
        assertThat(texts(end)).containsExactly("before");
        assertThat(end.nextShardIterator()).isNull();
        assertThat(end.childShards())
                .extracting(child -> child.shardId() + child.parentShards())
                .containsExactly("shardId-000000000001[" + FIRST + "]", "shardId-000000000002[" + FIRST + "]");
        Shard closed = stream.shards().getFirst();
        assertThat(new BigInteger(closed.sequenceNumberRange().endingSequenceNumber()))
                .isGreaterThan(new BigInteger(before));
        stream.kinesis().mergeShards(merge -> merge.streamName("events")
                .shardToMerge("shardId-000000000001")
                .adjacentShardToMerge("shardId-000000000002"));
        Shard merged = stream.shards().getLast();
        assertThat(merged.parentShardId()).isEqualTo("shardId-000000000001");
        assertThat(merged.adjacentParentShardId()).isEqualTo("shardId-000000000002");
        assertThat(merged.hashKeyRange()).isEqualTo(closed.hashKeyRange());
        assertThat(stream.all()).containsExactly("before", "after");
        assertThatThrownBy(() -> stream.kinesis().splitShard(split -> split.streamName("events")
                        .shardToSplit(merged.shardId())
                        .newStartingHashKey("1")))
                .hasMessageContaining("is not both greater than one plus the shard's StartingHashKey 0");
    }

    /** [KDS-8] */
    @Test
    void shardsAreMadeMoreAndFewerOfEqualWidth(TestWorld world) {
        TestStream stream = TestStream.of(world, 2);
        assertThat(stream.kinesis()
                        .updateShardCount(update -> update.streamName("events")
                                .targetShardCount(3)
                                .scalingType(ScalingType.UNIFORM_SCALING))
                        .currentShardCount())
                .isEqualTo(2);
        List<Shard> open = stream.kinesis()
                .listShards(list -> list.streamName("events").shardFilter(only -> only.type(ShardFilterType.AT_LATEST)))
                .shards();
        assertThat(open)
                .extracting(shard -> shard.hashKeyRange().startingHashKey())
                .containsExactlyInAnyOrder(
                        "0", "113427455640312821154458202477256070485", "226854911280625642308916404954512140970");
        assertThat(stream.kinesis()
                        .describeStreamSummary(describe -> describe.streamName("events"))
                        .streamDescriptionSummary()
                        .openShardCount())
                .isEqualTo(3);
        assertThatThrownBy(() -> stream.kinesis().updateShardCount(update -> update.streamName("events")
                        .targetShardCount(7)
                        .scalingType(ScalingType.UNIFORM_SCALING)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("cannot scale up over double your current open shard count");
        IntStream.range(0, 9).forEach(i -> stream.kinesis().updateShardCount(update -> update.streamName("events")
                .targetShardCount(3 + i % 2)
                .scalingType(ScalingType.UNIFORM_SCALING)));
        assertThatThrownBy(() -> stream.kinesis().updateShardCount(update -> update.streamName("events")
                        .targetShardCount(3)
                        .scalingType(ScalingType.UNIFORM_SCALING)))
                .isInstanceOf(LimitExceededException.class);
        var page = stream.kinesis().listShards(list -> list.streamName("events").maxResults(4));
        var rest = stream.kinesis()
                .listShards(list -> list.nextToken(page.nextToken()).maxResults(1000));
        assertThat(page.shards()).hasSize(4);
        assertThat(rest.shards().getFirst().shardId()).isEqualTo("shardId-000000000004");
        assertThat(rest.nextToken()).isNull();
    }
}

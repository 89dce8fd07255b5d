package cloudjar.services.dynamodb;

import cloudjar.api.dynamodbstreams.DescribeStreamInput;
import cloudjar.api.dynamodbstreams.DescribeStreamOutput;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.api.dynamodbstreams.GetRecordsInput;
import cloudjar.api.dynamodbstreams.GetRecordsOutput;
import cloudjar.api.dynamodbstreams.GetShardIteratorInput;
import cloudjar.api.dynamodbstreams.GetShardIteratorOutput;
import cloudjar.api.dynamodbstreams.ListStreamsInput;
import cloudjar.api.dynamodbstreams.ListStreamsOutput;
import cloudjar.api.dynamodbstreams.ShardFilter;
import cloudjar.api.dynamodbstreams.ShardIteratorType;
import cloudjar.api.dynamodbstreams.Stream;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of DynamoDB Streams, which read what {@link TableStreams} writes. */
public final class DynamoDbStreamsService implements DynamoDbStreams {
    private final Unsealing unsealing;

    /** The service. */
    public DynamoDbStreamsService(Wiring wiring) {
        this.unsealing = new Unsealing(new TableKey(wiring.cloud()));
    }

    @Override
    public ListStreamsOutput listStreams(ListStreamsInput in, Call call) {
        int limit = limit(in.limit(), DynamoDbLimits.STREAMS_PAGE.current());
        var streams = DynamoDbTables.STREAMS.in(call.scope());
        String after = in.exclusiveStartStreamArn();
        String table = in.tableName();
        Range within = table == null ? Range.all() : Range.prefix(table);
        Range rest = after == null ? within : within.after(streams.tuple(StreamLookup.key(after)));
        List<Stream> found = call.read(snapshot -> {
            List<Stream> page = new ArrayList<>();
            for (Row<StreamKey, TableStream> row : streams.rows(snapshot, rest)) {
                if (!row.value().isGone(call.time()) && page.size() <= limit) {
                    page.add(Stream.builder()
                            .streamArn(TableStreams.arn(call.scope(), row.key()))
                            .tableName(row.key().table())
                            .streamLabel(row.key().label())
                            .build());
                }
            }
            return page;
        });
        ListStreamsOutput.Builder out = ListStreamsOutput.builder();
        if (found.size() > limit) {
            found.removeLast();
            out.lastEvaluatedStreamArn(found.getLast().streamArn());
        }
        return out.streams(found).build();
    }

    private static int limit(@Nullable Integer wanted, long most) {
        if (wanted != null && wanted > most) {
            throw StreamErrors.limitTooHigh(wanted, most);
        }
        return wanted == null ? (int) most : wanted;
    }

    @Override
    public DescribeStreamOutput describeStream(DescribeStreamInput in, Call call) {
        int limit = limit(in.limit(), DynamoDbLimits.SHARDS_PAGE.current());
        ShardFilter filter = in.shardFilter();
        if (filter != null && filter.shardId() == null) {
            throw StreamErrors.filterWithoutShard();
        }
        String parent = filter == null ? null : filter.shardId();
        StreamPage page = new StreamPage(in.streamArn(), call);
        return call.read(snapshot -> page.described(
                snapshot,
                StreamLookup.stream(snapshot, call, in.streamArn()),
                parent,
                in.exclusiveStartShardId(),
                limit));
    }

    @Override
    public GetShardIteratorOutput getShardIterator(GetShardIteratorInput in, Call call) {
        long record = call.read(snapshot -> {
            TableStream stream = StreamLookup.stream(snapshot, call, in.streamArn());
            StreamShard shard = StreamLookup.shard(stream, in.shardId(), in.streamArn(), call);
            return first(snapshot, call, stream.key(shard), shard, in);
        });
        return GetShardIteratorOutput.builder()
                .shardIterator(new ShardIterator(in.streamArn(), in.shardId(), record, call.time()).text())
                .build();
    }

    private static long first(
            Snapshot snapshot, Call call, StreamKey.OfShard key, StreamShard shard, GetShardIteratorInput in) {
        var records = DynamoDbTables.RECORDS.in(call.scope());
        if (in.shardIteratorType().equals(ShardIteratorType.TRIM_HORIZON)) {
            return ShardIterator.OLDEST;
        }
        if (in.shardIteratorType().equals(ShardIteratorType.LATEST)) {
            return records.next(snapshot, key);
        }
        String number = in.sequenceNumber();
        if (number == null) {
            throw StreamErrors.sequenceNumberMissing();
        }
        long record = shard.record(number);
        if (record < 0 || record >= records.next(snapshot, key)) {
            throw StreamErrors.invalidSequenceNumber(number);
        }
        long wanted = in.shardIteratorType().equals(ShardIteratorType.AFTER_SEQUENCE_NUMBER) ? record + 1 : record;
        // The number at which a shard begins is that of no record.
        long next = Math.max(wanted, 1);
        if (next < StreamPage.oldest(snapshot, call, key)) {
            throw StreamErrors.trimmed();
        }
        return next;
    }

    @Override
    public GetRecordsOutput getRecords(GetRecordsInput in, Call call) {
        int limit = limit(in.limit(), DynamoDbLimits.RECORDS_PAGE.current());
        ShardIterator iterator = ShardIterator.of(in.shardIterator(), call.time());
        StreamPage page = new StreamPage(iterator.streamArn(), call);
        return unsealing.read(
                call,
                snapshot -> page.records(
                        snapshot, StreamLookup.stream(snapshot, call, iterator.streamArn()), iterator, limit));
    }
}

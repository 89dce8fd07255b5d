package cloudjar.services.lambda;

import cloudjar.api.dynamodbstreams.DescribeStreamInput;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.api.dynamodbstreams.GetRecordsInput;
import cloudjar.api.dynamodbstreams.GetRecordsOutput;
import cloudjar.api.dynamodbstreams.GetShardIteratorInput;
import cloudjar.api.dynamodbstreams.Shard;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Reads streams of DynamoDB's tables. */
record TableStreamReader(Cloud cloud) implements StreamReader {
    /** Source: DynamoDB Streams API Reference, GetRecords. */
    private static final int READ_MAX = 1_000;

    @Override
    public List<ShardOf> shards(Arn stream, Call call) {
        var description = cloud.client(DynamoDbStreams.API)
                .describeStream(
                        DescribeStreamInput.builder()
                                .streamArn(stream.toString())
                                .build(),
                        call)
                .streamDescription();
        return (description == null ? List.<Shard>of() : description.shards())
                .stream()
                        .map(shard -> new ShardOf(
                                String.valueOf(shard.shardId()),
                                shard.parentShardId() == null ? List.of() : List.of(shard.parentShardId())))
                        .toList();
    }

    @Override
    public Part read(Wanted wanted, Call call) {
        String iterator = cloud.client(DynamoDbStreams.API)
                .getShardIterator(
                        GetShardIteratorInput.builder()
                                .streamArn(wanted.stream().toString())
                                .shardId(wanted.shard())
                                .shardIteratorType(wanted.position() == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER")
                                .sequenceNumber(wanted.position())
                                .build(),
                        call)
                .shardIterator();
        // Times are whole seconds here.
        Instant begin = wanted.fromLatest()
                ? Objects.requireNonNull(wanted.mapping().lastModified()).minusSeconds(1)
                : Instant.MIN;
        while (true) {
            GetRecordsOutput read = cloud.client(DynamoDbStreams.API)
                    .getRecords(
                            GetRecordsInput.builder()
                                    .shardIterator(Objects.requireNonNull(iterator))
                                    .limit(Math.min(READ_MAX, wanted.most()))
                                    .build(),
                            call);
            List<StreamedRecord> records = read.records().stream()
                    .map(record -> StreamEvents.of(record, wanted.stream()))
                    .filter(record -> !record.created().isBefore(begin))
                    .toList();
            iterator = read.nextShardIterator();
            // What came before a mapping of the latest is passed over, however much it is.
            if (!records.isEmpty() || read.records().isEmpty() || iterator == null) {
                return new Part(records, iterator == null);
            }
        }
    }
}

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
        GetRecordsOutput read = cloud.client(DynamoDbStreams.API)
                .getRecords(
                        GetRecordsInput.builder()
                                .shardIterator(Objects.requireNonNull(iterator))
                                .limit(wanted.most())
                                .build(),
                        call);
        // Times are whole seconds here.
        Instant begin = Objects.requireNonNull(wanted.mapping().lastModified()).minusSeconds(1);
        List<StreamedRecord> records = read.records().stream()
                .map(record -> StreamEvents.of(record, wanted.stream()))
                .filter(record -> !wanted.fromLatest() || !record.created().isBefore(begin))
                .toList();
        return new Part(records, read.nextShardIterator() == null);
    }
}

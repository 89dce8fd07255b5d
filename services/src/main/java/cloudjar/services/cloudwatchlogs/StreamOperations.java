package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.CreateLogStreamRequest;
import cloudjar.api.cloudwatchlogs.CreateLogStreamResponse;
import cloudjar.api.cloudwatchlogs.DeleteLogStreamRequest;
import cloudjar.api.cloudwatchlogs.DeleteLogStreamResponse;
import cloudjar.api.cloudwatchlogs.DescribeLogStreamsRequest;
import cloudjar.api.cloudwatchlogs.DescribeLogStreamsResponse;
import cloudjar.api.cloudwatchlogs.LogStream;
import cloudjar.api.cloudwatchlogs.LogStreams;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scan;
import cloudjar.services.cloudwatchlogs.LogsTables.PartKey;

/** What can be done with streams. */
final class StreamOperations implements LogStreams {
    @Override
    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        PartKey key = new PartKey(in.logGroupName(), in.logStreamName());
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, in.logGroupName());
            if (tables.streams.contains(tx, key)) {
                throw LogsErrors.streamExists();
            }
            tables.streams.put(
                    tx, key, Stream.created(group.name(), key.name(), tables.next(tx, "stream"), call.time()));
            return true;
        });
        return CreateLogStreamResponse.of();
    }

    @Override
    public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Stream stream = tables.stream(tx, in.logGroupName(), in.logStreamName());
            tx.at(call.time(), LogsTimers.clear(call, stream));
            return tables.streams.delete(tx, new PartKey(stream.group(), stream.name()));
        });
        return DeleteLogStreamResponse.of();
    }

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest in, Call call) {
        String name = GroupName.either(in.logGroupName(), in.logGroupIdentifier(), call);
        boolean byTime = "LastEventTime".equals(in.orderBy());
        String prefix = in.logStreamNamePrefix();
        if (byTime && prefix != null) {
            throw LogsErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        LogsTables tables = LogsTables.of(call);
        Scan<PartKey, Stream> streams = byTime ? tables.streamsByTime : tables.streams;
        Range all = Range.prefix(Key.of(name));
        Range range = Boolean.TRUE.equals(in.descending()) ? all.reversed() : all;
        return call.read(snapshot -> {
            Group group = tables.group(snapshot, name);
            Page<LogStream> page = Paging.page(() -> streams.page(
                            snapshot,
                            range,
                            Paging.limit(in.limit()),
                            in.nextToken(),
                            "DescribeLogStreams " + byTime + " " + prefix,
                            row -> Paging.begins(row.value().name(), prefix)))
                    .map(row -> shown(group, row));
            return DescribeLogStreamsResponse.builder()
                    .logStreams(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    /** Since June 2019 AWS says of every stream that it stores 0 bytes. */
    private static LogStream shown(Group group, Row<PartKey, Stream> row) {
        Stream stream = row.value();
        LogStream.Builder shown = LogStream.builder()
                .logStreamName(stream.name())
                .creationTime(stream.created().toEpochMilli())
                .arn(group.streamArn(stream.name()))
                .storedBytes(0L);
        if (!stream.isEmpty()) {
            shown.firstEventTimestamp(stream.firstMillis())
                    .lastEventTimestamp(stream.lastMillis())
                    .lastIngestionTime(stream.ingestedMillis())
                    .uploadSequenceToken(EventOperations.sequenceToken(stream));
        }
        return shown.build();
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodbstreams.DescribeStreamOutput;
import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.api.dynamodbstreams.GetRecordsOutput;
import cloudjar.api.dynamodbstreams.Identity;
import cloudjar.api.dynamodbstreams.KeySchemaElement;
import cloudjar.api.dynamodbstreams.SequenceNumberRange;
import cloudjar.api.dynamodbstreams.Shard;
import cloudjar.api.dynamodbstreams.StreamDescription;
import cloudjar.api.dynamodbstreams.StreamRecord;
import cloudjar.api.dynamodbstreams.StreamStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What DynamoDB Streams shows of a stream, a page at a time. */
record StreamPage(String arn, Call call) {
    /** The oldest record of a shard that is kept; the number of the next one where there is none. */
    static long oldest(Snapshot snapshot, Call call, StreamKey.OfShard shard) {
        return DynamoDbTables.RECORDS
                .in(call.scope())
                .firstSince(snapshot, shard, call.time().minus(TableStream.RETENTION));
    }

    /**
     * The stream with some of its shards.
     *
     * @param parent whose children alone are shown; null for all shards
     * @param after the shard at which the page before ended
     */
    DescribeStreamOutput described(
            Snapshot snapshot, TableStream stream, @Nullable String parent, @Nullable String after, int limit) {
        List<StreamShard> shards = stream.shardsAt(call.time()).stream()
                .filter(shard -> parent == null || parent.equals(shard.parent()))
                .toList();
        int from = 0;
        for (int i = 0; i < shards.size(); i++) {
            if (shards.get(i).id().equals(after)) {
                from = i + 1;
            }
        }
        List<StreamShard> page = shards.subList(from, Math.min(shards.size(), from + limit));
        return DescribeStreamOutput.builder()
                .streamDescription(StreamDescription.builder()
                        .streamArn(arn)
                        .streamLabel(stream.label())
                        .streamStatus(stream.ended() == null ? StreamStatus.ENABLED : StreamStatus.DISABLED)
                        .streamViewType(stream.viewType())
                        .creationRequestDateTime(stream.created())
                        .tableName(stream.table())
                        .keySchema(keys(stream.keys()))
                        .shards(page.stream()
                                .map(shard -> shard(snapshot, stream, shard))
                                .toList())
                        .lastEvaluatedShardId(
                                from + page.size() < shards.size()
                                        ? page.getLast().id()
                                        : null)
                        .build())
                .build();
    }

    private static List<KeySchemaElement> keys(KeySchema keys) {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (String name : keys.names()) {
            elements.add(KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(elements.isEmpty() ? "HASH" : "RANGE")
                    .build());
        }
        return elements;
    }

    private Shard shard(Snapshot snapshot, TableStream stream, StreamShard shard) {
        SequenceNumberRange.Builder range =
                SequenceNumberRange.builder().startingSequenceNumber(shard.sequenceNumber(0));
        if (!shard.isOpen()) {
            long next = DynamoDbTables.RECORDS.in(call.scope()).next(snapshot, stream.key(shard));
            range.endingSequenceNumber(shard.sequenceNumber(next - 1));
        }
        return Shard.builder()
                .shardId(shard.id())
                .parentShardId(shard.parent())
                .sequenceNumberRange(range.build())
                .build();
    }

    /** The records that follow, and where to go on; nowhere at the end of a closed shard. */
    GetRecordsOutput records(Snapshot snapshot, TableStream stream, ShardIterator iterator, int limit) {
        StreamShard shard = StreamLookup.shard(stream, iterator.shard(), arn, call);
        var records = DynamoDbTables.RECORDS.in(call.scope());
        StreamKey.OfShard key = stream.key(shard);
        long oldest = oldest(snapshot, call, key);
        long from = iterator.record() == ShardIterator.OLDEST ? oldest : iterator.record();
        if (from < oldest) {
            throw StreamErrors.trimmed();
        }
        List<DynamoDbStreamsRecord> found = new ArrayList<>();
        long bytes = 0;
        for (Row<Long, LogEntry<ItemEvent>> row : records.from(snapshot, key, from, limit)) {
            bytes += row.value().value().size();
            if (!found.isEmpty() && bytes > DynamoDbLimits.RECORDS_PAGE_SIZE.current()) {
                break;
            }
            found.add(record(stream, shard, row.key(), row.value()));
        }
        long next = from + found.size();
        boolean over = !shard.isOpen() && next >= records.next(snapshot, key);
        return GetRecordsOutput.builder()
                .records(found)
                .nextShardIterator(over ? null : new ShardIterator(arn, shard.id(), next, call.time()).text())
                .build();
    }

    private DynamoDbStreamsRecord record(
            TableStream stream, StreamShard shard, long number, LogEntry<ItemEvent> entry) {
        ItemEvent event = Seals.open(call, entry.value());
        String sequenceNumber = shard.sequenceNumber(number);
        return DynamoDbStreamsRecord.builder()
                .eventID(eventId(sequenceNumber))
                .eventName(event.name())
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion(call.region())
                .userIdentity(
                        event.expired()
                                ? Identity.builder()
                                        .type("Service")
                                        .principalId("dynamodb.amazonaws.com")
                                        .build()
                                : null)
                .dynamodb(StreamRecord.builder()
                        .approximateCreationDateTime(entry.time().truncatedTo(ChronoUnit.SECONDS))
                        .keys(StreamValues.of(ItemReader.read(event.keys())))
                        .oldImage(StreamValues.of(image(event.old())))
                        .newImage(StreamValues.of(image(event.now())))
                        .sequenceNumber(sequenceNumber)
                        .sizeBytes((long) event.size())
                        .streamViewType(stream.viewType())
                        .build())
                .build();
    }

    private static @Nullable Map<String, AttributeValue> image(@Nullable Bytes item) {
        return item == null ? null : ItemReader.read(item);
    }

    /** The same for a record whenever it is read. */
    private String eventId(String sequenceNumber) {
        byte[] name = (arn + sequenceNumber).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }
}

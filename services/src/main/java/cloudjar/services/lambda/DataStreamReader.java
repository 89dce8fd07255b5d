package cloudjar.services.lambda;

import cloudjar.api.kinesis.GetRecordsInput;
import cloudjar.api.kinesis.GetRecordsOutput;
import cloudjar.api.kinesis.GetShardIteratorInput;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kinesis.KinesisRecord;
import cloudjar.api.kinesis.ListShardsInput;
import cloudjar.api.kinesis.ListShardsOutput;
import cloudjar.api.kinesis.ShardIteratorType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads streams of Kinesis; a mapping of a consumer reads the stream that it consumes. */
record DataStreamReader(Cloud cloud) implements StreamReader {
    private static final String CONSUMER = "/consumer/";
    private static final int MILLIS_DIGITS = 3;

    /** What an event has besides its data and its key, about. */
    private static final int AROUND = 600;

    /** The stream that is read for a source: itself, or that of the consumer. */
    static Arn stream(Arn source) {
        int mark = source.resource().indexOf(CONSUMER);
        return mark < 0
                ? source
                : new Arn(
                        source.partition(),
                        source.service(),
                        source.region(),
                        source.account(),
                        source.resource().substring(0, mark));
    }

    /** Whether a source is a consumer. */
    static boolean isConsumer(Arn source) {
        return source.service().equals("kinesis") && source.resource().contains(CONSUMER);
    }

    @Override
    public List<ShardOf> shards(Arn source, Call call) {
        List<ShardOf> all = new ArrayList<>();
        ListShardsInput input =
                ListShardsInput.builder().streamARN(stream(source).toString()).build();
        while (true) {
            ListShardsOutput page = cloud.client(Kinesis.API).listShards(input, call);
            page.shards().forEach(shard -> {
                List<String> parents = new ArrayList<>();
                if (shard.parentShardId() != null) {
                    parents.add(shard.parentShardId());
                }
                if (shard.adjacentParentShardId() != null) {
                    parents.add(shard.adjacentParentShardId());
                }
                all.add(new ShardOf(shard.shardId(), parents));
            });
            if (page.nextToken() == null) {
                return all;
            }
            input = ListShardsInput.builder().nextToken(page.nextToken()).build();
        }
    }

    @Override
    public Part read(Wanted wanted, Call call) {
        GetShardIteratorInput.Builder where = GetShardIteratorInput.builder()
                .streamARN(stream(wanted.stream()).toString())
                .shardId(wanted.shard());
        if (wanted.position() != null) {
            where.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(wanted.position());
        } else if (wanted.fromLatest()) {
            // The end of the stream is where it was when the mapping was made: what has come since is not lost.
            where.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(wanted.mapping().lastModified());
        } else {
            where.shardIteratorType(wanted.mapping().startingPosition())
                    .timestamp(wanted.mapping().startingPositionTimestamp());
        }
        String iterator =
                cloud.client(Kinesis.API).getShardIterator(where.build(), call).shardIterator();
        GetRecordsOutput read = cloud.client(Kinesis.API)
                .getRecords(
                        GetRecordsInput.builder()
                                .shardIterator(Objects.requireNonNull(iterator))
                                .limit(wanted.most())
                                .build(),
                        call);
        String role = call.principal() instanceof Principal.AssumedRole session ? role(session) : "";
        return new Part(
                read.records().stream()
                        .map(record -> streamed(record, wanted, role))
                        .toList(),
                read.nextShardIterator() == null);
    }

    private static String role(Principal.AssumedRole session) {
        String[] parts = session.arn().resource().split("/", -1);
        return "arn:" + session.arn().partition() + ":iam::" + session.account() + ":role/" + parts[1];
    }

    private static StreamedRecord streamed(KinesisRecord record, Wanted wanted, String role) {
        Instant arrived = Objects.requireNonNull(record.approximateArrivalTimestamp());
        String data = record.data().toBase64();
        Map<String, Object> kinesis = new LinkedHashMap<>();
        kinesis.put("kinesisSchemaVersion", "1.0");
        kinesis.put("partitionKey", record.partitionKey());
        kinesis.put("sequenceNumber", record.sequenceNumber());
        kinesis.put("data", data);
        kinesis.put(
                "approximateArrivalTimestamp",
                new BigDecimal(BigDecimal.valueOf(arrived.toEpochMilli(), MILLIS_DIGITS)
                        .toPlainString()));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("kinesis", kinesis);
        event.put("eventSource", "aws:kinesis");
        event.put("eventVersion", "1.0");
        event.put("eventID", wanted.shard() + ":" + record.sequenceNumber());
        event.put("eventName", "aws:kinesis:record");
        event.put("invokeIdentityArn", role);
        event.put("awsRegion", wanted.stream().region());
        event.put("eventSourceARN", wanted.stream().toString());
        // Filters look into the data: at JSON where it is, else at the text
        // (https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html).
        Map<String, Object> seen = new LinkedHashMap<>(kinesis);
        String text = new String(record.data().toArray(), StandardCharsets.UTF_8);
        seen.put("data", Json.value(text).orElse(text));
        return new StreamedRecord(
                record.sequenceNumber(),
                arrived,
                record.partitionKey(),
                event,
                seen,
                data.length() + record.partitionKey().length() + AROUND);
    }
}

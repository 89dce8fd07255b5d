package cloudjar.services.kinesis;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.api.kinesis.GetRecordsInput;
import cloudjar.api.kinesis.GetRecordsOutput;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kinesis.KinesisRecord;
import cloudjar.api.kinesis.PutRecordInput;
import cloudjar.api.kinesis.PutRecordOutput;
import cloudjar.api.kinesis.PutRecordsInput;
import cloudjar.api.kinesis.PutRecordsOutput;
import cloudjar.api.kinesis.PutRecordsRequestEntry;
import cloudjar.api.kinesis.PutRecordsResultEntry;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.MetricData;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of streams and of their shards, made of the calls that put and read records when they have ended. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html">Monitoring Kinesis Data Streams</a>
 */
final class StreamMetrics implements EndedCalls.Tally {
    private static final Set<String> MEASURED = Set.of("PutRecord", "PutRecords", "GetRecords");
    private static final String REFUSED = "ProvisionedThroughputExceededException";
    private static final String STREAM = "StreamName";
    private static final String SHARD = "ShardId";

    private static final Metric WRITES_REFUSED = count("WriteProvisionedThroughputExceeded");
    private static final Metric READS_REFUSED = count("ReadProvisionedThroughputExceeded");
    private static final Metric INCOMING_BYTES = new Metric("IncomingBytes", StandardUnit.BYTES);
    private static final Metric INCOMING_RECORDS = count("IncomingRecords");
    private static final Metric PUT = count("PutRecord.Success");
    private static final Metric PUT_BYTES = new Metric("PutRecord.Bytes", StandardUnit.BYTES);
    private static final Metric BATCH = count("PutRecords.Success");
    private static final Metric BATCH_BYTES = new Metric("PutRecords.Bytes", StandardUnit.BYTES);
    private static final Metric BATCH_TOTAL = count("PutRecords.TotalRecords");
    private static final Metric BATCH_SUCCESSFUL = count("PutRecords.SuccessfulRecords");
    private static final Metric BATCH_FAILED = count("PutRecords.FailedRecords");
    private static final Metric BATCH_THROTTLED = count("PutRecords.ThrottledRecords");
    private static final Metric READ = count("GetRecords.Success");
    private static final Metric READ_BYTES = new Metric("GetRecords.Bytes", StandardUnit.BYTES);
    private static final Metric READ_RECORDS = count("GetRecords.Records");
    private static final Metric READ_AGE = new Metric("GetRecords.IteratorAgeMilliseconds", StandardUnit.MILLISECONDS);

    private final MetricData data;

    StreamMetrics(MetricData data) {
        this.data = data;
    }

    private static Metric count(String name) {
        return new Metric(name, StandardUnit.COUNT);
    }

    @Override
    public boolean wants(OperationSchema operation) {
        return operation.service().id().equals(Kinesis.API.id()) && MEASURED.contains(operation.name());
    }

    @Override
    public boolean add(EndedCall ended) {
        ApiException error = ended.error();
        if (error != null && !error.code().equals(REFUSED)) {
            // It may name no stream at all.
            return true;
        }
        return switch (ended.input()) {
            case PutRecordInput in -> {
                Minute stream = stream(ended.call(), in.streamName(), in.streamARN());
                boolean all = outcome(stream, PUT, WRITES_REFUSED, error);
                if (ended.output() instanceof PutRecordOutput out) {
                    double bytes = in.data().size();
                    all &= stream.add(PUT_BYTES, bytes);
                    all &= incoming(stream, out.shardId(), bytes);
                }
                yield all;
            }
            case PutRecordsInput in -> {
                Minute stream = stream(ended.call(), in.streamName(), in.streamARN());
                boolean all = outcome(stream, BATCH, WRITES_REFUSED, error);
                if (ended.output() instanceof PutRecordsOutput out) {
                    all &= batch(stream, in.records(), out.records());
                }
                yield all;
            }
            case GetRecordsInput in ->
                ShardIterator.parse(in.shardIterator())
                        .map(iterator -> {
                            Minute stream = stream(ended.call(), null, iterator.arn());
                            boolean all = outcome(stream, READ, READS_REFUSED, error);
                            if (ended.output() instanceof GetRecordsOutput out) {
                                all &= read(stream, StreamShard.id(iterator.shard()), out);
                            }
                            return all;
                        })
                        .orElse(true);
            case null, default -> true;
        };
    }

    private Minute stream(Call call, @Nullable String name, @Nullable String arn) {
        Scope scope = call.scope();
        if (arn != null) {
            Arn parsed = Arn.parse(arn).orElseThrow();
            scope = new Scope(parsed.account(), parsed.region());
        }
        Map<String, String> dimensions = Map.of(STREAM, arn == null ? String.valueOf(name) : StreamLookup.nameOf(arn));
        return data.minute(call.world(), scope, call.time(), "AWS/Kinesis", dimensions);
    }

    private static boolean outcome(Minute stream, Metric successes, Metric refusals, @Nullable ApiException error) {
        boolean refused = error != null && error.code().equals(REFUSED);
        boolean all = stream.add(successes, error == null ? 1 : 0);
        all &= stream.add(refusals, refused ? 1 : 0);
        return all;
    }

    private static boolean incoming(Minute stream, String shard, double bytes) {
        boolean all = stream.add(INCOMING_BYTES, bytes);
        all &= stream.add(INCOMING_RECORDS, 1);
        all &= stream.add(ofShard("IncomingBytes", StandardUnit.BYTES, shard), bytes);
        all &= stream.add(ofShard("IncomingRecords", StandardUnit.COUNT, shard), 1);
        return all;
    }

    private static Metric ofShard(String name, String unit, String shard) {
        return new Metric(name, unit, Map.of(SHARD, shard));
    }

    private static boolean batch(
            Minute stream, List<PutRecordsRequestEntry> entries, List<PutRecordsResultEntry> results) {
        double bytes = 0;
        double failed = 0;
        boolean all = true;
        for (int i = 0; i < results.size(); i++) {
            String shard = results.get(i).shardId();
            if (shard == null) {
                failed++;
            } else {
                double size = entries.get(i).data().size();
                bytes += size;
                all &= incoming(stream, shard, size);
            }
        }
        all &= stream.add(BATCH_BYTES, bytes);
        all &= stream.add(BATCH_TOTAL, results.size());
        all &= stream.add(BATCH_SUCCESSFUL, results.size() - failed);
        all &= stream.add(BATCH_FAILED, 0);
        all &= stream.add(BATCH_THROTTLED, failed);
        return all;
    }

    private static boolean read(Minute stream, String shard, GetRecordsOutput out) {
        double bytes = 0;
        for (KinesisRecord record : out.records()) {
            bytes += record.data().size();
        }
        int count = out.records().size();
        double age = out.millisBehindLatest() == null ? 0 : (double) out.millisBehindLatest();
        boolean all = stream.add(READ_BYTES, bytes);
        all &= stream.add(READ_RECORDS, count);
        all &= stream.add(READ_AGE, age);
        all &= stream.add(ofShard("OutgoingBytes", StandardUnit.BYTES, shard), bytes);
        all &= stream.add(ofShard("OutgoingRecords", StandardUnit.COUNT, shard), count);
        all &= stream.add(ofShard("IteratorAgeMilliseconds", StandardUnit.MILLISECONDS, shard), age);
        return all;
    }

    @Override
    public boolean pending() {
        return data.pending();
    }

    @Override
    public void write() {
        data.write(StreamMetrics::forgetUnasked);
    }

    /** Metrics of shards are kept where {@code EnableEnhancedMonitoring} has asked for them. */
    private static void forgetUnasked(Minute minute) {
        MetricData.Place place = minute.place();
        Set<String> asked = place.world().store().read(snapshot -> KinesisTables.STREAMS
                .in(place.scope())
                .get(snapshot, String.valueOf(place.dimensions().get(STREAM)))
                .map(stream -> Set.copyOf(stream.metrics()))
                .orElse(Set.of()));
        minute.forget(metric -> metric.dimensions().containsKey(SHARD) && !asked.contains(metric.name()));
    }
}

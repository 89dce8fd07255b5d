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
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metrics of streams, made of the calls that put and read records when they have ended. Thread-safe. */
final class StreamMetrics implements EndedCalls.Tally {
    private static final Set<String> MEASURED = Set.of("PutRecord", "PutRecords", "GetRecords");
    private static final String REFUSED = "ProvisionedThroughputExceededException";

    private final MetricSums sums;

    StreamMetrics(MetricSums sums) {
        this.sums = sums;
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
        switch (ended.input()) {
            case PutRecordInput in -> {
                MetricSums.Of of = of(ended.call(), in.streamName(), in.streamARN());
                outcome(of, "PutRecord", "WriteProvisionedThroughputExceeded", error);
                if (ended.output() instanceof PutRecordOutput out) {
                    double bytes = in.data().size();
                    sums.add(of, null, "PutRecord.Bytes", StandardUnit.BYTES, bytes);
                    incoming(of, out.shardId(), bytes);
                }
            }
            case PutRecordsInput in -> {
                MetricSums.Of of = of(ended.call(), in.streamName(), in.streamARN());
                outcome(of, "PutRecords", "WriteProvisionedThroughputExceeded", error);
                if (ended.output() instanceof PutRecordsOutput out) {
                    batch(of, in.records(), out.records());
                }
            }
            case GetRecordsInput in ->
                ShardIterator.parse(in.shardIterator()).ifPresent(iterator -> {
                    MetricSums.Of of = of(ended.call(), null, iterator.arn());
                    outcome(of, "GetRecords", "ReadProvisionedThroughputExceeded", error);
                    if (ended.output() instanceof GetRecordsOutput out) {
                        read(of, StreamShard.id(iterator.shard()), out);
                    }
                });
            case null, default -> {
                return true;
            }
        }
        return true;
    }

    private static MetricSums.Of of(Call call, @Nullable String name, @Nullable String arn) {
        if (arn == null) {
            return new MetricSums.Of(call, call.account(), call.region(), String.valueOf(name));
        }
        Arn parsed = Arn.parse(arn).orElseThrow();
        return new MetricSums.Of(call, parsed.account(), parsed.region(), StreamLookup.nameOf(arn));
    }

    private void outcome(MetricSums.Of of, String operation, String refusals, @Nullable ApiException error) {
        boolean refused = error != null && error.code().equals(REFUSED);
        sums.add(of, null, operation + ".Success", StandardUnit.COUNT, error == null ? 1 : 0);
        sums.add(of, null, refusals, StandardUnit.COUNT, refused ? 1 : 0);
    }

    private void incoming(MetricSums.Of of, @Nullable String shard, double bytes) {
        sums.add(of, null, "IncomingBytes", StandardUnit.BYTES, bytes);
        sums.add(of, null, "IncomingRecords", StandardUnit.COUNT, 1);
        sums.add(of, shard, "IncomingBytes", StandardUnit.BYTES, bytes);
        sums.add(of, shard, "IncomingRecords", StandardUnit.COUNT, 1);
    }

    private void batch(MetricSums.Of of, List<PutRecordsRequestEntry> entries, List<PutRecordsResultEntry> results) {
        double bytes = 0;
        double failed = 0;
        for (int i = 0; i < results.size(); i++) {
            String shard = results.get(i).shardId();
            if (shard == null) {
                failed++;
            } else {
                double size = entries.get(i).data().size();
                bytes += size;
                incoming(of, shard, size);
            }
        }
        sums.add(of, null, "PutRecords.Bytes", StandardUnit.BYTES, bytes);
        sums.add(of, null, "PutRecords.TotalRecords", StandardUnit.COUNT, results.size());
        sums.add(of, null, "PutRecords.SuccessfulRecords", StandardUnit.COUNT, results.size() - failed);
        sums.add(of, null, "PutRecords.FailedRecords", StandardUnit.COUNT, 0);
        sums.add(of, null, "PutRecords.ThrottledRecords", StandardUnit.COUNT, failed);
    }

    private void read(MetricSums.Of of, String shard, GetRecordsOutput out) {
        double bytes = 0;
        for (KinesisRecord record : out.records()) {
            bytes += record.data().size();
        }
        int count = out.records().size();
        double age = out.millisBehindLatest() == null ? 0 : (double) out.millisBehindLatest();
        sums.add(of, null, "GetRecords.Bytes", StandardUnit.BYTES, bytes);
        sums.add(of, null, "GetRecords.Records", StandardUnit.COUNT, count);
        sums.add(of, null, "GetRecords.IteratorAgeMilliseconds", StandardUnit.MILLISECONDS, age);
        sums.add(of, shard, "OutgoingBytes", StandardUnit.BYTES, bytes);
        sums.add(of, shard, "OutgoingRecords", StandardUnit.COUNT, count);
        sums.add(of, shard, "IteratorAgeMilliseconds", StandardUnit.MILLISECONDS, age);
    }

    @Override
    public boolean pending() {
        return sums.pending();
    }

    @Override
    public void write() {
        sums.write();
    }
}

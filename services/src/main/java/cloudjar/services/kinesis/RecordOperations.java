package cloudjar.services.kinesis;

import cloudjar.api.kinesis.EncryptionType;
import cloudjar.api.kinesis.GetRecordsInput;
import cloudjar.api.kinesis.GetRecordsOutput;
import cloudjar.api.kinesis.GetShardIteratorInput;
import cloudjar.api.kinesis.GetShardIteratorOutput;
import cloudjar.api.kinesis.PutRecordInput;
import cloudjar.api.kinesis.PutRecordOutput;
import cloudjar.api.kinesis.PutRecordsInput;
import cloudjar.api.kinesis.PutRecordsOutput;
import cloudjar.api.kinesis.PutRecordsRequestEntry;
import cloudjar.api.kinesis.PutRecordsResultEntry;
import cloudjar.api.kinesis.Records;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.kinesis.Intake.Draft;
import cloudjar.services.kinesis.Intake.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records: put and read. */
final class RecordOperations implements Records {
    private final LimitProfile limits;
    private final Intake intake;
    private final RecordCipher cipher;
    private final ShardThroughput throughput;

    RecordOperations(LimitProfile limits, Intake intake, RecordCipher cipher, ShardThroughput throughput) {
        this.limits = limits;
        this.intake = intake;
        this.cipher = cipher;
        this.throughput = throughput;
    }

    @Override
    public PutRecordOutput putRecord(PutRecordInput in, Call call) {
        DataStream stream = serving(in.streamName(), in.streamARN(), call);
        String before = in.sequenceNumberForOrdering();
        if (before != null && !isPast(before, call)) {
            throw KinesisErrors.ordering(before, stream);
        }
        Draft draft = Draft.of(in.partitionKey(), in.explicitHashKey(), in.data());
        Placed placed = intake.put(stream, List.of(draft), call).getFirst();
        ApiException refused = placed.refused();
        if (refused != null) {
            throw refused;
        }
        return PutRecordOutput.builder()
                .shardId(placed.shard().id())
                .sequenceNumber(placed.number())
                .encryptionType(stream.key() == null ? null : EncryptionType.KMS)
                .build();
    }

    private static boolean isPast(String number, Call call) {
        return SequenceNumber.of(number)
                .filter(parsed -> parsed.arrived() <= call.time().getEpochSecond())
                .isPresent();
    }

    private static DataStream serving(@Nullable String name, @Nullable String arn, Call call) {
        String named = StreamLookup.name(name, arn);
        return call.read(snapshot -> StreamLookup.serving(snapshot, call.scope(), named));
    }

    @Override
    public PutRecordsOutput putRecords(PutRecordsInput in, Call call) {
        DataStream stream = serving(in.streamName(), in.streamARN(), call);
        List<Draft> drafts = new ArrayList<>(in.records().size());
        long bytes = 0;
        for (PutRecordsRequestEntry entry : in.records()) {
            drafts.add(Draft.of(entry.partitionKey(), entry.explicitHashKey(), entry.data()));
            bytes += Entry.size(entry.partitionKey(), entry.data());
        }
        if (bytes > KinesisLimits.BATCH_BYTES.in(limits)) {
            throw KinesisErrors.invalid("Records size exceeds 10 MB limit");
        }
        List<PutRecordsResultEntry> results = new ArrayList<>(drafts.size());
        int failed = 0;
        for (Placed placed : intake.put(stream, drafts, call)) {
            ApiException refused = placed.refused();
            failed += refused == null ? 0 : 1;
            results.add(
                    refused == null
                            ? PutRecordsResultEntry.builder()
                                    .shardId(placed.shard().id())
                                    .sequenceNumber(placed.number())
                                    .build()
                            : PutRecordsResultEntry.builder()
                                    .errorCode(refused.code())
                                    .errorMessage(refused.getMessage())
                                    .build());
        }
        return PutRecordsOutput.builder()
                .failedRecordCount(failed)
                .records(results)
                .encryptionType(stream.key() == null ? null : EncryptionType.KMS)
                .build();
    }

    @Override
    public GetShardIteratorOutput getShardIterator(GetShardIteratorInput in, Call call) {
        String name = StreamLookup.name(in.streamName(), in.streamARN());
        StartingPlace wanted = new StartingPlace(in.shardIteratorType(), in.startingSequenceNumber(), in.timestamp());
        ShardIterator iterator = call.read(snapshot -> {
            DataStream stream = StreamLookup.serving(snapshot, call.scope(), name);
            StreamShard shard = StreamLookup.readable(snapshot, stream, in.shardId(), call.time());
            long place = wanted.in(snapshot, stream, shard, call.time());
            return new ShardIterator(stream.arn(), stream.id(), shard.number(), place, call.time());
        });
        return GetShardIteratorOutput.builder()
                .shardIterator(iterator.text(call))
                .build();
    }

    @Override
    public GetRecordsOutput getRecords(GetRecordsInput in, Call call) {
        ShardIterator iterator = ShardIterator.parse(in.shardIterator())
                .orElseThrow(KinesisErrors::iterator)
                .at(call.time());
        String name = StreamLookup.nameOf(iterator.arn());
        ShardPage.Bounds bounds = new ShardPage.Bounds(
                Objects.requireNonNullElse(in.limit(), KinesisLimits.READ_RECORDS.intIn(limits)),
                KinesisLimits.READ_BYTES.in(limits));
        ShardPage page = call.read(snapshot -> {
            DataStream stream = StreamLookup.serving(snapshot, call.scope(), name);
            if (!stream.id().equals(iterator.stream())) {
                throw KinesisErrors.iterator();
            }
            StreamShard shard = StreamLookup.readable(snapshot, stream, StreamShard.id(iterator.shard()), call.time());
            return ShardPage.read(snapshot, stream, shard, iterator.place(), bounds, call.time());
        });
        if (!throughput.gives(call, page.stream(), page.shard())) {
            throw KinesisErrors.throughput(page.shard(), page.stream());
        }
        throughput.gave(call, page.stream(), page.shard(), page.bytes());
        GetRecordsOutput.Builder out =
                GetRecordsOutput.builder().records(page.shown(cipher, call)).millisBehindLatest(page.behindMillis());
        return page.over()
                ? out.childShards(page.children()).build()
                : out.nextShardIterator(new ShardIterator(
                                        iterator.arn(), iterator.stream(), iterator.shard(), page.next(), call.time())
                                .text(call))
                        .build();
    }
}

package cloudjar.services.kinesis;

import cloudjar.api.kinesis.DecreaseStreamRetentionPeriodInput;
import cloudjar.api.kinesis.DecreaseStreamRetentionPeriodResponse;
import cloudjar.api.kinesis.DisableEnhancedMonitoringInput;
import cloudjar.api.kinesis.EnableEnhancedMonitoringInput;
import cloudjar.api.kinesis.EncryptionType;
import cloudjar.api.kinesis.EnhancedMonitoringOutput;
import cloudjar.api.kinesis.IncreaseStreamRetentionPeriodInput;
import cloudjar.api.kinesis.IncreaseStreamRetentionPeriodResponse;
import cloudjar.api.kinesis.MetricsName;
import cloudjar.api.kinesis.StartStreamEncryptionInput;
import cloudjar.api.kinesis.StartStreamEncryptionResponse;
import cloudjar.api.kinesis.StopStreamEncryptionInput;
import cloudjar.api.kinesis.StopStreamEncryptionResponse;
import cloudjar.api.kinesis.StreamMode;
import cloudjar.api.kinesis.StreamSettings;
import cloudjar.api.kinesis.UpdateMaxRecordSizeInput;
import cloudjar.api.kinesis.UpdateMaxRecordSizeResponse;
import cloudjar.api.kinesis.UpdateStreamModeInput;
import cloudjar.api.kinesis.UpdateStreamModeResponse;
import cloudjar.api.kinesis.UpdateStreamWarmThroughputInput;
import cloudjar.api.kinesis.UpdateStreamWarmThroughputOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is set of a stream: how long records are kept, their encryption, metrics of shards, mode, the size of records. */
final class SettingOperations implements StreamSettings {
    /** What {@code ALL} stands for, in AWS's order. */
    private static final List<String> ALL = List.of(
            MetricsName.INCOMING_BYTES,
            MetricsName.OUTGOING_RECORDS,
            MetricsName.ITERATOR_AGE_MILLISECONDS,
            MetricsName.INCOMING_RECORDS,
            MetricsName.READ_PROVISIONED_THROUGHPUT_EXCEEDED,
            MetricsName.WRITE_PROVISIONED_THROUGHPUT_EXCEEDED,
            MetricsName.OUTGOING_BYTES);

    private final LimitProfile limits;
    private final StreamLife life;
    private final RecordCipher cipher;

    SettingOperations(LimitProfile limits, StreamLife life, RecordCipher cipher) {
        this.limits = limits;
        this.life = life;
        this.cipher = cipher;
    }

    private DataStream change(
            @Nullable String name, @Nullable String arn, Call call, BiFunction<Tx, DataStream, DataStream> changed) {
        return call.write(tx -> {
            DataStream before = StreamLookup.active(tx, call, name, arn);
            life.update(tx, changed.apply(tx, before), call.time());
            return before;
        });
    }

    @Override
    public IncreaseStreamRetentionPeriodResponse increaseStreamRetentionPeriod(
            IncreaseStreamRetentionPeriodInput in, Call call) {
        DataStream unused = change(in.streamName(), in.streamARN(), call, (_, stream) -> {
            int wanted = hours(in.retentionPeriodHours());
            if (wanted < stream.retentionHours()) {
                throw KinesisErrors.notMore(wanted, stream);
            }
            return stream.retaining(wanted);
        });
        return IncreaseStreamRetentionPeriodResponse.of();
    }

    @Override
    public DecreaseStreamRetentionPeriodResponse decreaseStreamRetentionPeriod(
            DecreaseStreamRetentionPeriodInput in, Call call) {
        DataStream unused = change(in.streamName(), in.streamARN(), call, (_, stream) -> {
            int wanted = hours(in.retentionPeriodHours());
            if (wanted > stream.retentionHours()) {
                throw KinesisErrors.notLess(wanted, stream);
            }
            return stream.retaining(wanted);
        });
        return DecreaseStreamRetentionPeriodResponse.of();
    }

    private int hours(int wanted) {
        if (wanted < KinesisLimits.RETENTION_MIN.in(limits)) {
            throw KinesisErrors.shorter(wanted);
        }
        long most = KinesisLimits.RETENTION_MAX.in(limits);
        if (wanted > most) {
            throw KinesisErrors.longer(wanted, most);
        }
        return wanted;
    }

    @Override
    public StartStreamEncryptionResponse startStreamEncryption(StartStreamEncryptionInput in, Call call) {
        if (!in.encryptionType().equals(EncryptionType.KMS)) {
            throw KinesisErrors.invalid("The EncryptionType to start is KMS.");
        }
        DataStream stream = call.read(snapshot -> StreamLookup.active(snapshot, call, in.streamName(), in.streamARN()));
        cipher.check(in.keyId(), stream, call);
        DataStream unused = change(in.streamName(), in.streamARN(), call, (_, present) -> present.sealedBy(in.keyId()));
        return StartStreamEncryptionResponse.of();
    }

    @Override
    public StopStreamEncryptionResponse stopStreamEncryption(StopStreamEncryptionInput in, Call call) {
        DataStream unused = change(in.streamName(), in.streamARN(), call, (_, stream) -> stream.sealedBy(null));
        return StopStreamEncryptionResponse.of();
    }

    @Override
    public EnhancedMonitoringOutput enableEnhancedMonitoring(EnableEnhancedMonitoringInput in, Call call) {
        List<String> wanted = in.shardLevelMetrics().contains(MetricsName.ALL) ? ALL : in.shardLevelMetrics();
        return monitoring(in.streamName(), in.streamARN(), call, shown -> {
            List<String> all = new ArrayList<>(shown);
            wanted.stream().filter(metric -> !all.contains(metric)).forEach(all::add);
            return all;
        });
    }

    @Override
    public EnhancedMonitoringOutput disableEnhancedMonitoring(DisableEnhancedMonitoringInput in, Call call) {
        List<String> unwanted = in.shardLevelMetrics().contains(MetricsName.ALL) ? ALL : in.shardLevelMetrics();
        return monitoring(in.streamName(), in.streamARN(), call, shown -> shown.stream()
                .filter(metric -> !unwanted.contains(metric))
                .toList());
    }

    private EnhancedMonitoringOutput monitoring(
            @Nullable String name, @Nullable String arn, Call call, UnaryOperator<List<String>> changed) {
        DataStream before = change(name, arn, call, (_, stream) -> stream.showing(changed.apply(stream.metrics())));
        return EnhancedMonitoringOutput.builder()
                .streamName(before.name())
                .streamARN(before.arn())
                .currentShardLevelMetrics(before.metrics())
                .desiredShardLevelMetrics(List.copyOf(new TreeSet<>(changed.apply(before.metrics()))))
                .build();
    }

    @Override
    public UpdateStreamModeResponse updateStreamMode(UpdateStreamModeInput in, Call call) {
        String mode = in.streamModeDetails().streamMode();
        DataStream unused = change(null, in.streamARN(), call, (tx, stream) -> {
            int warm = mode.equals(StreamMode.ON_DEMAND)
                    ? Objects.requireNonNullElse(in.warmThroughputMiBps(), stream.warmMiBps())
                    : 0;
            DataStream changed = stream.in(mode, warm);
            if (in.warmThroughputMiBps() != null && in.warmThroughputMiBps() > 0) {
                AccountOperations.requireCommitment(tx, changed);
            }
            if (!mode.equals(stream.mode())) {
                DailyChanges.count(tx, stream, "UpdateStreamMode", KinesisLimits.MODE_SWITCHES.in(limits), call.time());
            }
            return changed;
        });
        return UpdateStreamModeResponse.of();
    }

    @Override
    public UpdateStreamWarmThroughputOutput updateStreamWarmThroughput(UpdateStreamWarmThroughputInput in, Call call) {
        DataStream before = change(in.streamName(), in.streamARN(), call, (tx, stream) -> {
            AccountOperations.requireCommitment(tx, stream);
            return stream.in(stream.mode(), in.warmThroughputMiBps());
        });
        return UpdateStreamWarmThroughputOutput.builder()
                .streamName(before.name())
                .streamARN(before.arn())
                .warmThroughput(StreamOperations.warm(before.in(before.mode(), in.warmThroughputMiBps())))
                .build();
    }

    @Override
    public UpdateMaxRecordSizeResponse updateMaxRecordSize(UpdateMaxRecordSizeInput in, Call call) {
        DataStream unused = change(null, in.streamARN(), call, (_, stream) -> stream.taking(in.maxRecordSizeInKiB()));
        return UpdateMaxRecordSizeResponse.of();
    }
}

package cloudjar.services.kinesis;

import cloudjar.api.kinesis.StreamMode;
import cloudjar.api.kinesis.StreamStatus;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream.
 *
 * @param id tells it from others that had its name
 * @param status a {@link StreamStatus}
 * @param key that of KMS by which new records are encrypted; null where none are
 * @param metrics of its shards that are wanted
 * @param recordKiB how large a record may be
 * @param warmMiBps what an on-demand stream is to be ready for; 0 where nothing was said
 * @param shards how many it has had so far
 * @param open how many of them take records
 */
record DataStream(
        String name,
        String account,
        String region,
        String id,
        Instant created,
        String mode,
        String status,
        int retentionHours,
        @Nullable String key,
        List<String> metrics,
        int recordKiB,
        int warmMiBps,
        long shards,
        int open) {
    DataStream {
        metrics = List.copyOf(metrics);
    }

    Scope scope() {
        return new Scope(account, region);
    }

    String arn() {
        return Arn.of("kinesis", region, account, "stream/" + name).toString();
    }

    boolean onDemand() {
        return mode.equals(StreamMode.ON_DEMAND);
    }

    /** Whether records are put and read. */
    boolean serves() {
        return status.equals(StreamStatus.ACTIVE) || status.equals(StreamStatus.UPDATING);
    }

    /** Records that came before are not there any more. */
    Instant horizon(Instant now) {
        return now.minusSeconds(retentionHours * 3600L);
    }

    DataStream passing(String other) {
        return with(mode, other, retentionHours, key, metrics, recordKiB, warmMiBps, shards, open);
    }

    DataStream retaining(int hours) {
        return with(mode, status, hours, key, metrics, recordKiB, warmMiBps, shards, open);
    }

    DataStream sealedBy(@Nullable String other) {
        return with(mode, status, retentionHours, other, metrics, recordKiB, warmMiBps, shards, open);
    }

    DataStream showing(List<String> wanted) {
        return with(mode, status, retentionHours, key, wanted, recordKiB, warmMiBps, shards, open);
    }

    DataStream taking(int kib) {
        return with(mode, status, retentionHours, key, metrics, kib, warmMiBps, shards, open);
    }

    DataStream in(String otherMode, int warm) {
        return with(otherMode, status, retentionHours, key, metrics, recordKiB, warm, shards, open);
    }

    DataStream with(long known, int openNow) {
        return with(mode, status, retentionHours, key, metrics, recordKiB, warmMiBps, known, openNow);
    }

    /** The stream with all that can change of it. */
    private DataStream with(
            String nowMode,
            String nowStatus,
            int nowRetentionHours,
            @Nullable String nowKey,
            List<String> nowMetrics,
            int nowRecordKiB,
            int nowWarmMiBps,
            long nowShards,
            int nowOpen) {
        return new DataStream(
                name,
                account,
                region,
                id,
                created,
                nowMode,
                nowStatus,
                nowRetentionHours,
                nowKey,
                nowMetrics,
                nowRecordKiB,
                nowWarmMiBps,
                nowShards,
                nowOpen);
    }
}

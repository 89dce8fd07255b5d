package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ChildShard;
import cloudjar.api.kinesis.EncryptionType;
import cloudjar.api.kinesis.KinesisRecord;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of a shard that follow one another.
 *
 * @param next the place of the one after them
 * @param over whether the shard is closed and has no more
 * @param behindMillis how far they are behind now; 0 at the tip
 * @param children the shards that follow it, where it is over
 */
record ShardPage(
        DataStream stream,
        StreamShard shard,
        List<Row<Long, LogEntry<Entry>>> rows,
        long bytes,
        long next,
        boolean over,
        long behindMillis,
        List<ChildShard> children) {

    /** How much of a page there may be. */
    record Bounds(int records, long bytes) {}

    /** Reads from a place on, one walk along the shard; from the oldest record that is kept where that is later. */
    static ShardPage read(
            Snapshot snapshot, DataStream stream, StreamShard shard, long place, Bounds bounds, Instant now) {
        var records = KinesisTables.RECORDS.in(stream.scope());
        long oldest = records.firstSince(snapshot, shard.key(), stream.horizon(now));
        long next = Math.max(place, oldest);
        List<Row<Long, LogEntry<Entry>>> found = new ArrayList<>();
        long bytes = 0;
        for (Row<Long, LogEntry<Entry>> row : records.from(snapshot, shard.key(), next, bounds.records())) {
            bytes += row.value().value().size();
            if (!found.isEmpty() && bytes > bounds.bytes()) {
                break;
            }
            found.add(row);
            next = row.key() + 1;
        }
        boolean tip = next >= records.next(snapshot, shard.key());
        boolean over = tip && !shard.isOpen();
        long behind = tip
                ? 0
                : records.get(snapshot, shard.key(), next)
                        .map(entry ->
                                Math.max(0, Duration.between(entry.time(), now).toMillis()))
                        .orElse(0L);
        return new ShardPage(
                stream, shard, found, bytes, next, over, behind, over ? children(snapshot, stream, shard) : List.of());
    }

    private static List<ChildShard> children(Snapshot snapshot, DataStream stream, StreamShard shard) {
        var shards = KinesisTables.SHARDS.in(stream.scope());
        List<ChildShard> children = new ArrayList<>();
        Range later = Range.prefix(stream.id()).after(shards.tuple(shard.key()));
        for (StreamShard other : shards.values(snapshot, later)) {
            if (other.follows(shard)) {
                children.add(other.asChild());
            }
        }
        return children;
    }

    /** The records as their reader sees them. */
    List<KinesisRecord> shown(RecordCipher cipher, Call call) {
        List<KinesisRecord> shown = new ArrayList<>(rows.size());
        for (Row<Long, LogEntry<Entry>> row : rows) {
            Entry entry = row.value().value();
            Instant arrived = row.value().time();
            shown.add(KinesisRecord.builder()
                    .sequenceNumber(shard.at(row.key(), arrived).text())
                    .approximateArrivalTimestamp(arrived.truncatedTo(ChronoUnit.MILLIS))
                    .data(cipher.unseal(entry, stream, call))
                    .partitionKey(entry.partitionKey())
                    .encryptionType(entry.dataKey() == null ? null : EncryptionType.KMS)
                    .build());
        }
        return shown;
    }

    /** The number behind which to go on. */
    String continuation() {
        Instant arrived = rows.isEmpty()
                ? Instant.ofEpochSecond(shard.opened())
                : rows.getLast().value().time();
        return shard.at(Math.max(0, next - 1), arrived).text();
    }
}

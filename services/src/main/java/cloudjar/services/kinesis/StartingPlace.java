package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ShardIteratorType;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader wants to begin.
 *
 * @param type a {@link ShardIteratorType}
 */
record StartingPlace(
        String type, @Nullable String number, @Nullable Instant time) {
    /** The place of the first record to be read; 0 for the oldest that is kept when it is read. */
    long in(Snapshot snapshot, DataStream stream, StreamShard shard, Instant now) {
        boolean numbered = type.equals(ShardIteratorType.AT_SEQUENCE_NUMBER)
                || type.equals(ShardIteratorType.AFTER_SEQUENCE_NUMBER);
        if (numbered != (number != null)) {
            throw KinesisErrors.position(type, number != null);
        }
        var records = KinesisTables.RECORDS.in(stream.scope());
        return switch (type) {
            case ShardIteratorType.TRIM_HORIZON -> 0;
            case ShardIteratorType.LATEST -> records.next(snapshot, shard.key());
            case ShardIteratorType.AT_TIMESTAMP -> records.firstSince(snapshot, shard.key(), since(now));
            default -> numbered(stream, shard);
        };
    }

    private Instant since(Instant now) {
        if (time == null) {
            throw KinesisErrors.invalid("AT_TIMESTAMP needs a Timestamp.");
        }
        if (time.isAfter(now)) {
            throw KinesisErrors.future(time, now);
        }
        return time;
    }

    private long numbered(DataStream stream, StreamShard shard) {
        String text = String.valueOf(number);
        SequenceNumber found =
                SequenceNumber.of(text).orElseThrow(() -> KinesisErrors.startingNumber(text, shard, stream));
        if (found.shard() != shard.number()) {
            throw KinesisErrors.numberOfOther(found, shard);
        }
        if (found.opened() != shard.opened()) {
            throw KinesisErrors.numberOfElsewhere(text, shard, stream);
        }
        boolean after = type.equals(ShardIteratorType.AFTER_SEQUENCE_NUMBER);
        return after && found.place() < SequenceNumber.END ? found.place() + 1 : found.place();
    }
}

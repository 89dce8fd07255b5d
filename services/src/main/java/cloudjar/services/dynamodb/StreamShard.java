package cloudjar.services.dynamodb;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream: the changes of the items in some slots, for some hours.
 *
 * @param id such as {@code shardId-00000001414576573621-f55eea83}: the time at which it opened, and what tells it from others
 * @param number counts the shards of a stream; sequence numbers begin with it, so that those of children are higher
 * @param parent the shard that it follows; null for the first ones
 * @param from the first slot
 * @param to the slot behind the last one
 * @param closed null while it takes records
 */
record StreamShard(
        String id,
        int number,
        @Nullable String parent,
        int from,
        int to,
        Instant opened,
        @Nullable Instant closed) {
    private static final int MIX = 0x9E3779B1;

    static StreamShard open(int number, @Nullable String parent, int from, int to, Instant now) {
        String id = String.format(
                Locale.ROOT, "shardId-%020d-%08x", now.toEpochMilli(), (number + 1) * MIX ^ (int) now.toEpochMilli());
        return new StreamShard(id, number, parent, from, to, now, null);
    }

    boolean isOpen() {
        return closed == null;
    }

    StreamShard closed(Instant now) {
        return new StreamShard(id, number, parent, from, to, opened, now);
    }

    /** Whether its records are all older than records are kept. */
    boolean isGone(Instant now) {
        return closed != null && !closed.plus(TableStream.RETENTION).isAfter(now);
    }

    /** The sequence number of a record, 24 digits as AWS's have at least 21. */
    String sequenceNumber(long record) {
        return String.format(Locale.ROOT, "1%08d%015d", number, record);
    }

    /** The record with this sequence number; -1 where it is none of this shard. */
    long record(String sequenceNumber) {
        String first = sequenceNumber(0);
        int head = first.length() - 15;
        if (sequenceNumber.length() != first.length() || !sequenceNumber.startsWith(first.substring(0, head))) {
            return -1;
        }
        for (int i = head; i < sequenceNumber.length(); i++) {
            if (sequenceNumber.charAt(i) < '0' || sequenceNumber.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(sequenceNumber.substring(head));
    }
}

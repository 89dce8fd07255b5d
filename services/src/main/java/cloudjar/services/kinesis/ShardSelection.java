package cloudjar.services.kinesis;

import cloudjar.api.kinesis.ShardFilter;
import cloudjar.api.kinesis.ShardFilterType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which shards of a stream are listed.
 *
 * @param type a {@link ShardFilterType}; {@code FROM_TRIM_HORIZON}, which is all, where nobody says
 * @param at null where the type has no time
 */
record ShardSelection(String type, @Nullable Instant at) {
    static final ShardSelection ALL = new ShardSelection(ShardFilterType.FROM_TRIM_HORIZON, null);

    /**
     * What a caller wants.
     *
     * @throws cloudjar.kernel.shape.ApiException where the type lacks what it needs
     */
    static ShardSelection of(@Nullable ShardFilter filter) {
        if (filter == null) {
            return ALL;
        }
        boolean timed = filter.type().equals(ShardFilterType.AT_TIMESTAMP)
                || filter.type().equals(ShardFilterType.FROM_TIMESTAMP);
        if (timed && filter.timestamp() == null) {
            throw KinesisErrors.invalid("A ShardFilter of type " + filter.type() + " needs a Timestamp.");
        }
        if (filter.type().equals(ShardFilterType.AFTER_SHARD_ID) && filter.shardId() == null) {
            throw KinesisErrors.invalid("A ShardFilter of type AFTER_SHARD_ID needs a ShardId.");
        }
        return new ShardSelection(filter.type(), timed ? filter.timestamp() : null);
    }

    String text() {
        return at == null ? type : type + " " + at.toEpochMilli();
    }

    static ShardSelection ofText(String text) {
        int cut = text.indexOf(' ');
        return cut < 0
                ? new ShardSelection(text, null)
                : new ShardSelection(
                        text.substring(0, cut), Instant.ofEpochMilli(Long.parseLong(text.substring(cut + 1))));
    }

    boolean holds(StreamShard shard, DataStream stream, Instant now) {
        Instant horizon = stream.horizon(now);
        Instant oldest = horizon.isBefore(stream.created()) ? stream.created() : horizon;
        Instant time = at == null || at.isBefore(oldest) ? oldest : at;
        return !shard.isGone(horizon)
                && switch (type) {
                    case ShardFilterType.AT_LATEST -> shard.isOpen();
                    case ShardFilterType.AT_TRIM_HORIZON, ShardFilterType.AT_TIMESTAMP -> shard.isOpenAt(time);
                    case ShardFilterType.FROM_TIMESTAMP ->
                        shard.isOpen() || shard.isOpenAt(time) || shard.opened() > time.getEpochSecond();
                    default -> true;
                };
    }
}

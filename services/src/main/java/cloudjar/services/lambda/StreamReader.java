package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the streams of one service by its public API. */
interface StreamReader {
    /**
     * A shard.
     *
     * @param parents the shards that it follows
     */
    record ShardOf(String id, List<String> parents) {}

    /**
     * What follows in a shard.
     *
     * @param over whether the shard is closed and has nothing more
     */
    record Part(List<StreamedRecord> records, boolean over) {}

    /** What a mapping wants of a shard; {@code position} is the number behind which to go on, null at first. */
    record Wanted(
            EventSourceMappingConfiguration mapping,
            Arn stream,
            String shard,
            @Nullable String position,
            int most) {
        boolean fromLatest() {
            return position == null && "LATEST".equals(mapping.startingPosition());
        }
    }

    /** The shards of a stream, those before others that they follow. */
    List<ShardOf> shards(Arn stream, Call call);

    /** Reads on. */
    Part read(Wanted wanted, Call call);
}

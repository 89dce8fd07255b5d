package cloudjar.services.kinesis;

import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record as a shard keeps it.
 *
 * @param data as it came, or sealed
 * @param dataKey by which it is sealed, as KMS encrypted it; null where it is not
 */
record Entry(String partitionKey, Bytes data, @Nullable Bytes dataKey) {
    Entry(String partitionKey, Bytes data) {
        this(partitionKey, data, null);
    }

    /** What it counts for: its data and its partition key. */
    int size() {
        return size(partitionKey, data);
    }

    static int size(String partitionKey, Bytes data) {
        return data.size() + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    }
}

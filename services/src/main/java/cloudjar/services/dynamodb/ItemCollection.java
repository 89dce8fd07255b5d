package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ItemCollectionSizeLimitExceededException;
import cloudjar.kernel.shape.Bytes;
import java.util.List;

/**
 * The items of a table with local indexes that have one hash key, with their entries in those indexes: 10 GB at most.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Item collection size limit".
 */
record ItemCollection(long bytes) {
    static final ItemCollection EMPTY = new ItemCollection(0);

    private static final double GIGABYTE = 1L << 30;

    /** Which one. */
    record Key(String tableId, Bytes hash) {}

    /**
     * The collection after a write.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ItemCollectionSizeLimitExceededException} where it grows too large
     */
    ItemCollection plus(long more) {
        long changed = bytes + more;
        if (more > 0 && changed > DynamoDbLimits.COLLECTION_SIZE.current()) {
            throw new ItemCollectionSizeLimitExceededException("Collection size exceeded.");
        }
        return new ItemCollection(changed);
    }

    /** About how many gigabytes it has: a lower and an upper bound, one apart. */
    List<Double> estimate() {
        double lower = Math.floor(bytes / GIGABYTE);
        return List.of(lower, lower + 1);
    }
}

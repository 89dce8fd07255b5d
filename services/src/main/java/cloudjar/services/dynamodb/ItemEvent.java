package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A change of an item as a stream keeps it. What the stream's view does not show is not kept.
 *
 * @param name {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param keys the item's key attributes, as {@link ItemWriter} writes them
 * @param old the item before
 * @param now the item after
 * @param size in bytes: of the keys and the images
 * @param expired whether it went because its time to live was over
 */
record ItemEvent(
        String name,
        Bytes keys,
        @Nullable Bytes old,
        @Nullable Bytes now,
        int size,
        boolean expired) {}

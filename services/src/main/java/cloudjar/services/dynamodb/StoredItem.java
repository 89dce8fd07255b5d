package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as it is kept.
 *
 * @param bytes what {@link ItemWriter} wrote; in the store as {@link Seals} sealed it, if its table has a key
 * @param size in bytes, as AWS measures it
 * @param end when its time to live is over; null where it has none
 */
record StoredItem(Bytes bytes, int size, @Nullable Instant end) {
    /** This item with another end. */
    StoredItem ending(@Nullable Instant changed) {
        return new StoredItem(bytes, size, changed);
    }

    /** This item with its bytes sealed or opened. */
    StoredItem holding(Bytes changed) {
        return new StoredItem(changed, size, end);
    }

    Map<String, AttributeValue> attributes() {
        return ItemReader.read(bytes);
    }

    /** As {@link #attributes()}, for one of many items. */
    Map<String, AttributeValue> attributes(ItemNames names) {
        return ItemReader.read(bytes, names);
    }
}

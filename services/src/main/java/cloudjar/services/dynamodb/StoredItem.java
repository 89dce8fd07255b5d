package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.util.Map;

/**
 * An item as it is kept.
 *
 * @param bytes what {@link ItemWriter} wrote
 * @param size in bytes, as AWS measures it
 */
record StoredItem(Bytes bytes, int size) {
    Map<String, AttributeValue> attributes() {
        return ItemReader.read(bytes);
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.Map;

/** Holds items to the key attributes of a table's indexes: absent, or of their type and not empty. */
final class IndexKeys {
    private IndexKeys() {}

    /** An item that is put. */
    static void check(DynamoTable table, Map<String, AttributeValue> item) {
        for (DynamoTable.IndexKey key : table.indexKeys()) {
            AttributeValue value = item.get(key.attribute().name());
            if (value != null) {
                String type = AttributeValues.type(value);
                if (!type.equals(key.attribute().type())) {
                    throw DynamoDbErrors.indexKeyTypeMismatch(
                            key.attribute().name(), key.attribute().type(), type, key.index());
                }
                requireContent(key, value);
            }
        }
    }

    /** An item that an update made. */
    static void checkUpdated(DynamoTable table, Map<String, AttributeValue> item) {
        for (DynamoTable.IndexKey key : table.indexKeys()) {
            AttributeValue value = item.get(key.attribute().name());
            if (value != null) {
                if (!AttributeValues.type(value).equals(key.attribute().type())) {
                    throw DynamoDbErrors.validation(
                            "The update expression attempted to update the secondary index key to unsupported type");
                }
                requireContent(key, value);
            }
        }
    }

    private static void requireContent(DynamoTable.IndexKey key, AttributeValue value) {
        Bytes bytes = AttributeValues.sortable(value);
        if (bytes.isEmpty()) {
            throw DynamoDbErrors.validation(
                    "One or more parameter values are not valid. A value specified for a secondary"
                            + " index key is not supported. The AttributeValue for a key attribute cannot contain an empty "
                            + (value.b() == null ? "string" : "binary") + " value. IndexName: " + key.index()
                            + ", IndexKey: "
                            + key.attribute().name());
        }
    }
}

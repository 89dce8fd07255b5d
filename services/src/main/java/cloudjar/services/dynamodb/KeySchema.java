package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The key attributes of a table: one to hash by, perhaps one to order by. */
record KeySchema(KeyAttribute hash, @Nullable KeyAttribute range) {
    /** The schema that these elements describe, which have been checked. */
    static KeySchema of(List<KeySchemaElement> elements, List<AttributeDefinition> definitions) {
        KeyAttribute range = elements.size() < 2 ? null : attribute(elements.get(1), definitions);
        return new KeySchema(attribute(elements.get(0), definitions), range);
    }

    private static KeyAttribute attribute(KeySchemaElement element, List<AttributeDefinition> definitions) {
        for (AttributeDefinition definition : definitions) {
            if (definition.attributeName().equals(element.attributeName())) {
                return new KeyAttribute(element.attributeName(), definition.attributeType());
            }
        }
        throw new IllegalStateException("a key attribute is not defined: " + element);
    }

    /** Whether the attribute is one of the key's. */
    boolean has(String attribute) {
        return hash.name().equals(attribute) || range != null && range.name().equals(attribute);
    }

    /** The names of the key's attributes. */
    List<String> names() {
        return range == null ? List.of(hash.name()) : List.of(hash.name(), range.name());
    }

    /**
     * The key of an item that is to be written.
     *
     * @throws ApiException where a key attribute is missing, of another type, empty or too long
     */
    ItemKey ofItem(String tableId, Map<String, AttributeValue> item) {
        return ItemKey.of(
                tableId, written(hash, item, true), range == null ? Bytes.EMPTY : written(range, item, false));
    }

    private static Bytes written(KeyAttribute attribute, Map<String, AttributeValue> item, boolean isHash) {
        AttributeValue value = item.get(attribute.name());
        if (value == null) {
            throw DynamoDbErrors.missingKey(attribute.name());
        }
        String type = AttributeValues.type(value);
        if (!type.equals(attribute.type())) {
            throw DynamoDbErrors.keyTypeMismatch(attribute.name(), attribute.type(), type);
        }
        return bytes(attribute, value, isHash);
    }

    /**
     * The key that a read or a deletion names.
     *
     * @throws ApiException where it has not exactly the table's key attributes, each of its type
     */
    ItemKey ofKey(String tableId, Map<String, AttributeValue> key) {
        KeyAttribute second = range;
        if (key.size() != (second == null ? 1 : 2)) {
            throw DynamoDbErrors.wrongKey();
        }
        return ItemKey.of(tableId, read(hash, key, true), second == null ? Bytes.EMPTY : read(second, key, false));
    }

    private static Bytes read(KeyAttribute attribute, Map<String, AttributeValue> key, boolean isHash) {
        AttributeValue value = key.get(attribute.name());
        if (value == null || !AttributeValues.type(value).equals(attribute.type())) {
            throw DynamoDbErrors.wrongKey();
        }
        return bytes(attribute, value, isHash);
    }

    /** The bytes by which a key attribute orders; its type has been checked. */
    static Bytes bytes(KeyAttribute attribute, AttributeValue value, boolean isHash) {
        Bytes bytes = AttributeValues.sortable(value);
        if (bytes.isEmpty()) {
            throw DynamoDbErrors.emptyKey(attribute.name(), attribute.type().equals("B") ? "binary" : "string");
        }
        if (isHash && bytes.size() > DynamoDbLimits.HASH_KEY_SIZE.current()) {
            throw DynamoDbErrors.hashKeyTooLong();
        }
        if (!isHash && bytes.size() > DynamoDbLimits.RANGE_KEY_SIZE.current()) {
            throw DynamoDbErrors.rangeKeyTooLong();
        }
        return bytes;
    }
}

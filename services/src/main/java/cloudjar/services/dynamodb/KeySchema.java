package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.api.dynamodb.KeyType;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key attributes of a table or an index: one to hash by, perhaps one to order by; of a global index more of either.
 *
 * @param moreHashes attributes that are hashed by besides
 * @param moreRanges attributes that are ordered by after the first
 */
record KeySchema(
        KeyAttribute hash, @Nullable KeyAttribute range, List<KeyAttribute> moreHashes, List<KeyAttribute> moreRanges) {
    KeySchema {
        moreHashes = List.copyOf(moreHashes);
        moreRanges = List.copyOf(moreRanges);
    }

    /** The key of a table. */
    KeySchema(KeyAttribute hash, @Nullable KeyAttribute range) {
        this(hash, range, List.of(), List.of());
    }

    /** The schema that these elements describe, which have been checked. */
    static KeySchema of(List<KeySchemaElement> elements, List<AttributeDefinition> definitions) {
        List<KeyAttribute> hashes = new ArrayList<>();
        List<KeyAttribute> ranges = new ArrayList<>();
        for (KeySchemaElement element : elements) {
            (element.keyType().equals(KeyType.HASH) ? hashes : ranges).add(attribute(element, definitions));
        }
        KeyAttribute range = ranges.isEmpty() ? null : ranges.removeFirst();
        return new KeySchema(hashes.removeFirst(), range, hashes, ranges);
    }

    private static KeyAttribute attribute(KeySchemaElement element, List<AttributeDefinition> definitions) {
        for (AttributeDefinition definition : definitions) {
            if (definition.attributeName().equals(element.attributeName())) {
                return new KeyAttribute(element.attributeName(), definition.attributeType());
            }
        }
        throw new IllegalStateException("a key attribute is not defined: " + element);
    }

    /** Whether there are several attributes of a kind, so that the store's keys are made of more than one. */
    boolean isComposite() {
        return !moreHashes.isEmpty() || !moreRanges.isEmpty();
    }

    /** Whether the attribute is one of the key's. */
    boolean has(String attribute) {
        return hash.name().equals(attribute)
                || range != null && range.name().equals(attribute)
                || isComposite() && names().contains(attribute);
    }

    /** All attributes to hash by. */
    List<KeyAttribute> hashes() {
        List<KeyAttribute> all = new ArrayList<>(moreHashes);
        all.addFirst(hash);
        return all;
    }

    /** All attributes to order by. */
    List<KeyAttribute> ranges() {
        if (range == null) {
            return List.of();
        }
        List<KeyAttribute> all = new ArrayList<>(moreRanges);
        all.addFirst(range);
        return all;
    }

    /** All attributes, those to hash by first. */
    List<KeyAttribute> attributes() {
        List<KeyAttribute> all = hashes();
        all.addAll(ranges());
        return all;
    }

    /** The names of the key's attributes. */
    List<String> names() {
        if (isComposite()) {
            return attributes().stream().map(KeyAttribute::name).toList();
        }
        return range == null ? List.of(hash.name()) : List.of(hash.name(), range.name());
    }

    /** The bytes by which an item is hashed that has all attributes. */
    Bytes hashOf(Map<String, AttributeValue> item) {
        return moreHashes.isEmpty() ? sortable(hash, item) : composite(hashes(), item);
    }

    /** The bytes by which an item is ordered that has all attributes; none where there is nothing to order by. */
    Bytes rangeOf(Map<String, AttributeValue> item) {
        if (range == null) {
            return Bytes.EMPTY;
        }
        return moreRanges.isEmpty() ? sortable(range, item) : composite(ranges(), item);
    }

    private static Bytes composite(List<KeyAttribute> attributes, Map<String, AttributeValue> item) {
        return CompositeKey.of(
                attributes.stream().map(attribute -> sortable(attribute, item)).toList());
    }

    private static Bytes sortable(KeyAttribute attribute, Map<String, AttributeValue> item) {
        return AttributeValues.sortable(Objects.requireNonNull(item.get(attribute.name())));
    }

    /**
     * Checks that these are the key's attributes, each of its type.
     *
     * @throws ApiException where they are not
     */
    void check(Map<String, AttributeValue> key) {
        if (key.size() != names().size()) {
            throw DynamoDbErrors.wrongKey();
        }
        hashes().forEach(attribute -> read(attribute, key, true));
        ranges().forEach(attribute -> read(attribute, key, false));
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

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.KeySchemaElement;
import cloudjar.api.dynamodb.KeyType;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the keys of tables and indexes may be made of.
 *
 * @param definitions the attributes that there are
 */
record KeySchemaRules(List<AttributeDefinition> definitions) {
    private static final int KEYS_MAX = 2;

    /**
     * Checks the key of a table or a local index: one attribute to hash by, perhaps one to order by.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    void check(List<KeySchemaElement> keys) {
        if (keys.size() > KEYS_MAX) {
            throw DynamoDbErrors.validation("1 validation error detected: Value '" + shown(keys)
                    + "' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to "
                    + KEYS_MAX);
        }
        requireHashFirst(keys);
        if (keys.size() > 1 && !keys.get(1).keyType().equals(KeyType.RANGE)) {
            throw DynamoDbErrors.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        if (keys.size() > 1 && keys.get(0).attributeName().equals(keys.get(1).attributeName())) {
            throw DynamoDbErrors.validation("Invalid KeySchema: Some index key attribute have no definition");
        }
        requireDefined(keys);
    }

    /**
     * Checks the key of a global index: up to four attributes to hash by, then up to four to order by. What is said of keys of
     * more than two attributes is worded by us: no answer of AWS is public.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html">
     *     Multi-attribute keys pattern</a>
     */
    void checkGlobal(List<KeySchemaElement> keys) {
        if (keys.size() <= KEYS_MAX
                && keys.stream()
                                .filter(key -> key.keyType().equals(KeyType.HASH))
                                .count()
                        < KEYS_MAX) {
            check(keys);
            return;
        }
        requireHashFirst(keys);
        int hashes = 0;
        int ranges = 0;
        for (KeySchemaElement key : keys) {
            if (key.keyType().equals(KeyType.RANGE)) {
                ranges++;
            } else if (ranges > 0) {
                throw DynamoDbErrors.validation(
                        "Invalid KeySchema: A HASH key type KeySchemaElement follows a RANGE key type");
            } else {
                hashes++;
            }
        }
        long most = DynamoDbLimits.INDEX_KEY_ATTRIBUTES.current();
        if (hashes > most || ranges > most) {
            throw DynamoDbErrors.validation("Invalid KeySchema: A global secondary index has at most " + most
                    + " attributes of the HASH key type and " + most + " of the RANGE key type");
        }
        if (new HashSet<>(names(keys)).size() < keys.size()) {
            throw DynamoDbErrors.validation("Invalid KeySchema: An attribute is named more than once");
        }
        requireDefined(keys);
    }

    private static void requireHashFirst(List<KeySchemaElement> keys) {
        if (keys.isEmpty() || !keys.get(0).keyType().equals(KeyType.HASH)) {
            throw DynamoDbErrors.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
    }

    private void requireDefined(List<KeySchemaElement> keys) {
        List<String> defined =
                definitions.stream().map(AttributeDefinition::attributeName).toList();
        List<String> wanted = names(keys);
        if (!defined.containsAll(wanted)) {
            throw DynamoDbErrors.invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + wanted + ", AttributeDefinitions: " + defined);
        }
    }

    /** The attributes of a key. */
    static List<String> names(List<KeySchemaElement> keys) {
        return keys.stream().map(KeySchemaElement::attributeName).toList();
    }

    private static String shown(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key ->
                        "KeySchemaElement(attributeName=" + key.attributeName() + ", keyType=" + key.keyType() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}

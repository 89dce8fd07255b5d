package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.LocalSecondaryIndexDescription;
import cloudjar.api.dynamodb.Projection;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A secondary index of a table.
 *
 * @param local whether it shares the table's hash key
 * @param keys its key attributes
 * @param whole whether it has every attribute of an item
 * @param included attributes that it has besides its own key and the table's
 */
record TableIndex(String name, boolean local, KeySchema keys, boolean whole, Set<String> included) {
    TableIndex {
        included = Set.copyOf(included);
    }

    /** The indexes of a table, local ones first. */
    static List<TableIndex> of(TableDescription table) {
        List<TableIndex> indexes = new ArrayList<>();
        List<AttributeDefinition> definitions = table.attributeDefinitions();
        for (LocalSecondaryIndexDescription index : table.localSecondaryIndexes()) {
            KeySchema keys = KeySchema.of(index.keySchema(), definitions);
            indexes.add(of(Objects.requireNonNull(index.indexName()), true, keys, index.projection()));
        }
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            KeySchema keys = KeySchema.of(index.keySchema(), definitions);
            indexes.add(of(Objects.requireNonNull(index.indexName()), false, keys, index.projection()));
        }
        return indexes;
    }

    private static TableIndex of(
            String name, boolean local, KeySchema keys, @org.jspecify.annotations.Nullable Projection projection) {
        boolean whole = projection == null || "ALL".equals(projection.projectionType());
        Set<String> included = projection == null ? Set.of() : new HashSet<>(projection.nonKeyAttributes());
        return new TableIndex(name, local, keys, whole, included);
    }

    /** Where an item stands in the index; empty where it lacks a key attribute, so that it is not in it. */
    Optional<EntryKey> entry(ItemKey item, Map<String, AttributeValue> attributes) {
        KeyAttribute second = keys.range();
        if (attributes.get(keys.hash().name()) == null
                || second != null && attributes.get(second.name()) == null
                || keys.isComposite() && !attributes.keySet().containsAll(keys.names())) {
            return Optional.empty();
        }
        Bytes hash = keys.hashOf(attributes);
        return Optional.of(new EntryKey(
                item.tableId(), name, ItemKey.slot(hash), hash, keys.rangeOf(attributes), item.hash(), item.range()));
    }

    /** Whether an item's key attributes, where it has them, are of the index's types and not empty. */
    boolean takes(Map<String, AttributeValue> attributes) {
        return keys.attributes().stream().allMatch(attribute -> fits(attribute, attributes));
    }

    private static boolean fits(KeyAttribute key, Map<String, AttributeValue> attributes) {
        AttributeValue value = attributes.get(key.name());
        return value == null
                || AttributeValues.type(value).equals(key.type())
                        && !AttributeValues.sortable(value).isEmpty();
    }

    /** Whether the index has the attribute. */
    boolean has(String attribute, KeySchema table) {
        return whole || included.contains(attribute) || keys.has(attribute) || table.has(attribute);
    }

    /** What of an item the index has. */
    Map<String, AttributeValue> projected(Map<String, AttributeValue> item, KeySchema table) {
        if (whole) {
            return item;
        }
        Map<String, AttributeValue> projected = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (has(name, table)) {
                projected.put(name, value);
            }
        });
        return projected;
    }
}

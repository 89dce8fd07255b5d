package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The items of a table, in the order of its keys or of an index's.
 *
 * @param index null for the table itself
 */
record ItemSource(
        Snapshot snapshot,
        Call call,
        DynamoTable table,
        @Nullable TableIndex index) {
    /** The key attributes that order the items. */
    KeySchema keys() {
        return index == null ? table.keys() : index.keys();
    }

    /** The names of the attributes that say where a page ended: the table's key, and the index's. */
    Set<String> positionNames() {
        Set<String> names = new LinkedHashSet<>(table.keys().names());
        names.addAll(keys().names());
        return names;
    }

    /** What rows begin with. */
    Key start() {
        return index == null ? Key.of(table.id()) : Key.of(table.id(), index.name());
    }

    /** Shows the items of the range until told to stop by {@code false}. */
    void forEach(Range range, Predicate<StoredItem> more) {
        if (index == null) {
            for (StoredItem item : DynamoDbTables.ITEMS.in(call.scope()).values(snapshot, range)) {
                if (!more.test(Seals.open(call, item))) {
                    return;
                }
            }
            return;
        }
        var items = DynamoDbTables.ITEMS.in(call.scope());
        for (Row<EntryKey, Codec.Nothing> row :
                DynamoDbTables.ENTRIES.in(call.scope()).rows(snapshot, range)) {
            StoredItem item = items.get(snapshot, row.key().item())
                    .orElseThrow(() -> new IllegalStateException("an index leads to no item"));
            if (!more.test(Seals.open(call, item))) {
                return;
            }
        }
    }

    /** Where a page ended. */
    Map<String, AttributeValue> position(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> position = new LinkedHashMap<>();
        positionNames().forEach(name -> position.put(name, Objects.requireNonNull(item.get(name))));
        return position;
    }

    /**
     * The key in the store of a position that a request goes on from.
     *
     * @throws ApiException {@code ValidationException} where it is none in this table or index
     */
    Key key(Map<String, AttributeValue> position) {
        if (!position.keySet().equals(positionNames())) {
            throw invalid(index == null ? ": The provided key element does not match the schema" : "");
        }
        Map<String, AttributeValue> tableKey = new LinkedHashMap<>();
        table.keys().names().forEach(name -> tableKey.put(name, Objects.requireNonNull(position.get(name))));
        try {
            ItemKey item = table.keys().ofKey(table.id(), tableKey);
            if (index == null) {
                return DynamoDbTables.ITEMS.in(call.scope()).tuple(item);
            }
            Map<String, AttributeValue> indexKey = new LinkedHashMap<>();
            keys().names().forEach(name -> indexKey.put(name, Objects.requireNonNull(position.get(name))));
            keys().check(indexKey);
            EntryKey entry = index.entry(item, indexKey).orElseThrow();
            return DynamoDbTables.ENTRIES.in(call.scope()).tuple(entry);
        } catch (ApiException e) {
            throw invalid(": " + e.getMessage());
        }
    }

    /** The hash key's bytes of a position. */
    Bytes hash(Map<String, AttributeValue> position) {
        return keys().hashOf(position);
    }

    private static ApiException invalid(String why) {
        return DynamoDbErrors.validation("The provided starting key is invalid" + why);
    }

    /** The index that a request names. */
    static @Nullable TableIndex index(DynamoTable table, @Nullable String name) {
        if (name == null) {
            return null;
        }
        List<TableIndex> indexes = table.indexes();
        return indexes.stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> DynamoDbErrors.validation("The table does not have the specified index: " + name));
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items of a table in a transaction, with the entries of its indexes and its size kept in step. */
final class TableItems {
    private final Tx tx;
    private final Call call;
    private final Scope scope;
    private final DynamoTable table;
    private final @Nullable Feeds feeds;

    /**
     * The items of a table.
     *
     * @param call at whose time they change, if they do
     * @param scope where the table is
     */
    TableItems(Tx tx, Call call, Scope scope, DynamoTable table) {
        this(tx, call, scope, table, table.feeds());
    }

    private TableItems(Tx tx, Call call, Scope scope, DynamoTable table, @Nullable Feeds feeds) {
        this.feeds = feeds;
        this.tx = tx;
        this.call = call;
        this.scope = scope;
        this.table = table;
    }

    /** The items of a table that follows another: the others hear of its changes already. */
    static TableItems ofReplica(Tx tx, Call call, Scope scope, DynamoTable table) {
        return new TableItems(tx, call, scope, table, table.told().withReplicas(List.of()));
    }

    @Nullable
    StoredItem get(ItemKey key) {
        return DynamoDbTables.ITEMS
                .in(scope)
                .get(tx, key)
                .map(item -> Seals.open(call, item))
                .orElse(null);
    }

    /** The items with the hash key; empty where the table has no local indexes. */
    ItemCollection collection(ItemKey key) {
        if (table.description().localSecondaryIndexes().isEmpty()) {
            return ItemCollection.EMPTY;
        }
        return DynamoDbTables.COLLECTIONS
                .in(scope)
                .get(tx, new ItemCollection.Key(key.tableId(), key.hash()))
                .orElse(ItemCollection.EMPTY);
    }

    /**
     * Puts an item in its place, or none.
     *
     * @param old what is there now
     * @return what the write consumes
     */
    Units replace(ItemKey key, @Nullable StoredItem old, @Nullable StoredItem item) {
        var items = DynamoDbTables.ITEMS.in(scope);
        if (item != null) {
            items.put(tx, key, Seals.seal(call, table, item));
        } else if (old != null) {
            items.delete(tx, key);
        }
        resize(old, item);
        tell(new TableChange(key, old, item, false));
        Units units =
                Units.ofTable(Capacity.write(Math.max(old == null ? 0 : old.size(), item == null ? 0 : item.size())));
        return units.plus(reindex(key, old, item));
    }

    private void tell(TableChange change) {
        if (feeds != null) {
            Telling.of(tx, call, scope, table, feeds, change);
        }
    }

    private void resize(@Nullable StoredItem old, @Nullable StoredItem item) {
        long moreItems = (item == null ? 0L : 1L) - (old == null ? 0L : 1L);
        long moreBytes = (item == null ? 0L : item.size()) - (old == null ? 0L : old.size());
        if (moreItems != 0 || moreBytes != 0) {
            TableSize size = TableLookup.size(tx, scope, table);
            DynamoDbTables.SIZES.in(scope).put(tx, table.id(), size.plus(moreItems, moreBytes));
        }
    }

    /** Counts out an item that is gone already because its time to live was over, and takes it out of the indexes. */
    void expired(ItemKey key, StoredItem expired) {
        StoredItem gone = Seals.open(call, expired);
        resize(gone, null);
        tell(new TableChange(key, gone, null, true));
        reindex(key, gone, null);
    }

    private Units reindex(ItemKey key, @Nullable StoredItem old, @Nullable StoredItem item) {
        List<TableIndex> indexes = table.indexKeys().isEmpty() ? List.of() : table.indexes();
        if (indexes.isEmpty()) {
            return Units.NONE;
        }
        Map<String, AttributeValue> before = old == null ? Map.of() : old.attributes();
        Map<String, AttributeValue> after = item == null ? Map.of() : item.attributes();
        Units units = Units.NONE;
        long more = (item == null ? 0L : item.size()) - (old == null ? 0L : old.size());
        boolean collected = false;
        for (TableIndex index : indexes) {
            units = units.plus(reindex(index, key, before, after));
            if (index.local()) {
                collected = true;
                more += size(index, key, after) - size(index, key, before);
            }
        }
        if (collected && more != 0) {
            collect(key, more);
        }
        return units;
    }

    /** Counts an item that was put by others into the collection of its hash key. */
    void collect(ItemKey key, StoredItem item) {
        long more = item.size();
        Map<String, AttributeValue> attributes = item.attributes();
        for (TableIndex index : table.indexes()) {
            more += index.local() ? size(index, key, attributes) : 0;
        }
        collect(key, more);
    }

    private void collect(ItemKey key, long more) {
        var collections = DynamoDbTables.COLLECTIONS.in(scope);
        ItemCollection.Key which = new ItemCollection.Key(key.tableId(), key.hash());
        ItemCollection collection =
                collections.get(tx, which).orElse(ItemCollection.EMPTY).plus(more);
        if (collection.equals(ItemCollection.EMPTY)) {
            collections.delete(tx, which);
        } else {
            collections.put(tx, which, collection);
        }
    }

    /** What an item's entry in an index takes; nothing where it has none. */
    private int size(TableIndex index, ItemKey key, Map<String, AttributeValue> item) {
        return index.entry(key, item).isEmpty() ? 0 : size(index, item);
    }

    private Units reindex(
            TableIndex index, ItemKey key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var entries = DynamoDbTables.ENTRIES.in(scope);
        Optional<EntryKey> was = index.entry(key, before);
        Optional<EntryKey> is = index.entry(key, after);
        int sizeBefore = was.isEmpty() ? 0 : size(index, before);
        int sizeAfter = is.isEmpty() ? 0 : size(index, after);
        if (was.equals(is)) {
            boolean same =
                    was.isEmpty() || index.projected(before, table.keys()).equals(index.projected(after, table.keys()));
            return same ? Units.NONE : Units.ofIndex(index, Capacity.write(Math.max(sizeBefore, sizeAfter)));
        }
        was.ifPresent(entry -> entries.delete(tx, entry));
        is.ifPresent(entry -> entries.put(tx, entry, Codec.Nothing.NOTHING));
        double units =
                (was.isEmpty() ? 0 : Capacity.write(sizeBefore)) + (is.isEmpty() ? 0 : Capacity.write(sizeAfter));
        return Units.ofIndex(index, units);
    }

    private int size(TableIndex index, Map<String, AttributeValue> item) {
        return ItemWriter.write(index.projected(item, table.keys())).size();
    }
}

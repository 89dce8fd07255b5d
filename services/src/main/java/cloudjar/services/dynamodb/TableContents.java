package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Moves all items of a table at once: into a backup, and out of one. Nobody hears of it. */
final class TableContents {
    private TableContents() {}

    /** Keeps the items of a table under a backup's id. */
    static void keep(Tx tx, Scope scope, DynamoTable table, String backupId) {
        var kept = DynamoDbTables.BACKUP_ITEMS.in(scope);
        List<Row<ItemKey, StoredItem>> items = DynamoDbTables.ITEMS
                .in(scope)
                .rows(tx, Range.prefix(table.id()))
                .toList();
        items.forEach(
                row -> kept.put(tx, under(backupId, row.key()), row.value().ending(null)));
    }

    /** The items of a backup as those of a new table. */
    static void restore(Tx tx, Call call, TableBackup backup, DynamoTable target) {
        List<Row<ItemKey, StoredItem>> items = DynamoDbTables.BACKUP_ITEMS
                .in(call.scope())
                .rows(tx, Range.prefix(backup.id()))
                .toList();
        fill(tx, call, call.scope(), target, items);
    }

    /** The items of a table as they were at a time as those of a new table, which may lie in another region. */
    static void restore(Tx tx, Call call, Scope from, DynamoTable source, Instant time, DynamoTable target) {
        List<Row<ItemKey, StoredItem>> items = new ArrayList<>();
        TableHistory.forEach(tx, from, source, time, (key, item) -> items.add(new Row<>(key, item)));
        fill(tx, call, call.scope(), target, items);
    }

    /** Gives a new table its items, with the entries of its indexes. */
    static void fill(Tx tx, Call call, Scope scope, DynamoTable target, List<Row<ItemKey, StoredItem>> items) {
        var table = DynamoDbTables.ITEMS.in(scope);
        boolean collected = !target.description().localSecondaryIndexes().isEmpty();
        TableItems counted = new TableItems(tx, call, scope, target);
        long bytes = 0;
        for (Row<ItemKey, StoredItem> row : items) {
            ItemKey key = under(target.id(), row.key());
            StoredItem item = Seals.open(call, row.value()).ending(null);
            table.put(tx, key, Seals.seal(call, target, item));
            bytes += row.value().size();
            if (collected) {
                counted.collect(key, item);
            }
        }
        DynamoDbTables.SIZES.in(scope).put(tx, target.id(), new TableSize(items.size(), bytes));
        target.indexes().forEach(index -> IndexUpdate.fill(tx, call, scope, target, index));
    }

    /** Seals all items of a table anew, as it is to be sealed from now on. */
    static void reseal(Tx tx, Call call, Scope scope, DynamoTable table) {
        var items = DynamoDbTables.ITEMS.in(scope);
        items.rows(tx, Range.prefix(table.id()))
                .toList()
                .forEach(row -> items.put(tx, row.key(), Seals.seal(call, table, Seals.open(call, row.value()))));
    }

    private static ItemKey under(String id, ItemKey key) {
        return new ItemKey(id, key.slot(), key.hash(), key.range());
    }
}

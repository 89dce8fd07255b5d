package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeDefinition;
import cloudjar.api.dynamodb.CreateGlobalSecondaryIndexAction;
import cloudjar.api.dynamodb.GlobalSecondaryIndex;
import cloudjar.api.dynamodb.GlobalSecondaryIndexDescription;
import cloudjar.api.dynamodb.GlobalSecondaryIndexUpdate;
import cloudjar.api.dynamodb.LimitExceededException;
import cloudjar.api.dynamodb.ProvisionedThroughput;
import cloudjar.api.dynamodb.ProvisionedThroughputDescription;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.UpdateGlobalSecondaryIndexAction;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Global indexes that an UpdateTable request adds, changes and takes away. */
record IndexUpdate(List<GlobalSecondaryIndexUpdate> updates, LimitProfile limits) {
    /** The description with the changes. */
    TableDescription of(TableDescription table) {
        requireOneOnline();
        List<GlobalSecondaryIndexDescription> indexes = new ArrayList<>(table.globalSecondaryIndexes());
        for (GlobalSecondaryIndexUpdate update : updates) {
            CreateGlobalSecondaryIndexAction create = update.create();
            UpdateGlobalSecondaryIndexAction change = update.update();
            if (create != null) {
                indexes.add(created(create, table, indexes));
            } else if (change != null) {
                int at = place(indexes, change.indexName(), table);
                indexes.set(at, changed(indexes.get(at), change));
            } else if (update.delete() != null) {
                indexes.remove(place(indexes, update.delete().indexName(), table));
            }
        }
        TableDescription changed = table.toBuilder()
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .build();
        return changed.toBuilder().attributeDefinitions(used(changed)).build();
    }

    /** AWS builds and removes indexes one at a time. */
    private void requireOneOnline() {
        long online = updates.stream()
                .filter(update -> update.create() != null || update.delete() != null)
                .count();
        if (online > 1) {
            throw new LimitExceededException("Subscriber limit exceeded: Only 1 online index can be created or deleted"
                    + " simultaneously per table");
        }
    }

    private GlobalSecondaryIndexDescription created(
            CreateGlobalSecondaryIndexAction create,
            TableDescription table,
            List<GlobalSecondaryIndexDescription> indexes) {
        Set<String> names = new HashSet<>();
        indexes.forEach(index -> names.add(index.indexName()));
        table.localSecondaryIndexes().forEach(index -> names.add(index.indexName()));
        if (names.contains(create.indexName())) {
            throw DynamoDbErrors.validation(
                    "Attempting to create an index which already exists: " + create.indexName());
        }
        if (indexes.size() >= DynamoDbLimits.GLOBAL_INDEXES.in(limits)) {
            throw DynamoDbErrors.invalid("GlobalSecondaryIndex count exceeds the per-table limit of "
                    + DynamoDbLimits.GLOBAL_INDEXES.in(limits));
        }
        new KeySchemaRules(table.attributeDefinitions()).checkGlobal(create.keySchema());
        return TableDefinition.global(
                GlobalSecondaryIndex.builder()
                        .indexName(create.indexName())
                        .keySchema(create.keySchema())
                        .projection(create.projection())
                        .provisionedThroughput(create.provisionedThroughput())
                        .onDemandThroughput(create.onDemandThroughput())
                        .build(),
                String.valueOf(table.tableArn()));
    }

    private static GlobalSecondaryIndexDescription changed(
            GlobalSecondaryIndexDescription index, UpdateGlobalSecondaryIndexAction change) {
        GlobalSecondaryIndexDescription.Builder changed = index.toBuilder();
        ProvisionedThroughput wanted = change.provisionedThroughput();
        ProvisionedThroughputDescription old = index.provisionedThroughput();
        if (wanted != null && old != null) {
            changed.provisionedThroughput(old.toBuilder()
                    .readCapacityUnits(wanted.readCapacityUnits())
                    .writeCapacityUnits(wanted.writeCapacityUnits())
                    .build());
        }
        if (change.onDemandThroughput() != null) {
            changed.onDemandThroughput(change.onDemandThroughput());
        }
        return changed.build();
    }

    private static int place(List<GlobalSecondaryIndexDescription> indexes, String name, TableDescription table) {
        for (int i = 0; i < indexes.size(); i++) {
            if (name.equals(indexes.get(i).indexName())) {
                return i;
            }
        }
        throw new ResourceNotFoundException(
                "Requested resource not found: Index: " + name + " for table: " + table.tableName());
    }

    /** Definitions of attributes that no key is made of go with the index that used them. */
    private static List<AttributeDefinition> used(TableDescription table) {
        Set<String> used = new HashSet<>();
        table.keySchema().forEach(element -> used.add(element.attributeName()));
        table.localSecondaryIndexes()
                .forEach(index -> index.keySchema().forEach(element -> used.add(element.attributeName())));
        table.globalSecondaryIndexes()
                .forEach(index -> index.keySchema().forEach(element -> used.add(element.attributeName())));
        return table.attributeDefinitions().stream()
                .filter(definition -> used.contains(definition.attributeName()))
                .toList();
    }

    /** Fills indexes that are new with the table's items, and empties those that are gone. */
    static void refill(Tx tx, Call call, Scope scope, DynamoTable before, DynamoTable after) {
        List<TableIndex> old = before.indexes();
        List<TableIndex> now = after.indexes();
        var entries = DynamoDbTables.ENTRIES.in(scope);
        for (TableIndex index : old) {
            if (now.stream().noneMatch(other -> other.name().equals(index.name()))) {
                entries.deleteRange(tx, Range.prefix(Key.of(before.id(), index.name())));
            }
        }
        for (TableIndex index : now) {
            if (old.stream().noneMatch(other -> other.name().equals(index.name()))) {
                fill(tx, call, scope, after, index);
            }
        }
    }

    /** Gives an index that is empty its entries. */
    static void fill(Tx tx, Call call, Scope scope, DynamoTable table, TableIndex index) {
        var entries = DynamoDbTables.ENTRIES.in(scope);
        List<EntryKey> found = new ArrayList<>();
        for (Row<ItemKey, StoredItem> row : DynamoDbTables.ITEMS.in(scope).rows(tx, Range.prefix(table.id()))) {
            // An item whose attribute is of another type than the key's stays out of the index, as on AWS.
            var attributes = Seals.open(call, row.value()).attributes();
            if (index.takes(attributes)) {
                index.entry(row.key(), attributes).ifPresent(found::add);
            }
        }
        found.forEach(entry -> entries.put(tx, entry, Codec.Nothing.NOTHING));
    }
}

package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;

/** Finds tables, and takes them away. */
final class TableLookup {
    private TableLookup() {}

    /**
     * The table that a table operation names.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ResourceNotFoundException}, with the name
     */
    static DynamoTable named(Snapshot snapshot, Call call, String name) {
        return DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, name)
                .orElseThrow(() -> DynamoDbErrors.tableNotFound(name));
    }

    /**
     * The table whose items an operation is about; one that is being created is not there yet.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ResourceNotFoundException}, without the name: so AWS has it; where the
     *     table's key cannot be used, {@code AccessDeniedException}
     */
    static DynamoTable holding(Snapshot snapshot, Call call, String name) {
        DynamoTable table = DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, name)
                .filter(found -> !found.isCreating())
                .orElseThrow(DynamoDbErrors::tableNotFound);
        if (table.isInaccessible()) {
            throw KeyErrors.inaccessible(table);
        }
        return table;
    }

    /**
     * The table with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ResourceNotFoundException}, with the ARN
     */
    static DynamoTable tagged(Snapshot snapshot, Call call, String arn) {
        if (!arn.startsWith("arn:")) {
            throw DynamoDbErrors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, TableName.of(arn))
                .orElseThrow(() -> DynamoDbErrors.resourceNotFound(arn));
    }

    /** How much the table holds. */
    static TableSize size(Snapshot snapshot, Call call, DynamoTable table) {
        return size(snapshot, call.scope(), table);
    }

    /** How much the table holds. */
    static TableSize size(Snapshot snapshot, Scope scope, DynamoTable table) {
        return DynamoDbTables.SIZES.in(scope).get(snapshot, table.id()).orElse(TableSize.EMPTY);
    }

    /** Takes all items out of a table. */
    static void empty(Tx tx, Scope scope, DynamoTable table) {
        DynamoDbTables.ITEMS.in(scope).deleteRange(tx, Range.prefix(table.id()));
        DynamoDbTables.ENTRIES.in(scope).deleteRange(tx, Range.prefix(table.id()));
        DynamoDbTables.SIZES.in(scope).delete(tx, table.id());
        DynamoDbTables.COLLECTIONS.in(scope).deleteRange(tx, Range.prefix(table.id()));
    }

    /** Takes a table away with all that is in it. */
    static void remove(Tx tx, Scope scope, DynamoTable table) {
        empty(tx, scope, table);
        DynamoDbTables.KEY_USES.in(scope).delete(tx, table.id());
        DynamoDbTables.INSIGHTS.in(scope).deleteRange(tx, Range.prefix(table.id()));
        DynamoDbTables.DESTINATIONS.in(scope).deleteRange(tx, Range.prefix(table.id()));
        DynamoDbTables.DELIVERIES.in(scope).delete(tx, table.id());
        DynamoDbTables.DELIVERED.in(scope).delete(tx, table.id());
        DynamoDbTables.POLICIES.in(scope).delete(tx, table.arn());
        DynamoDbTables.TABLES.in(scope).delete(tx, table.name());
    }
}

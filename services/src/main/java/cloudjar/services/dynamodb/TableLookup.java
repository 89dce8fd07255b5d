package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;

/** Finds tables. */
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
     * The table whose items an operation is about.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ResourceNotFoundException}, without the name: so AWS has it
     */
    static DynamoTable holding(Snapshot snapshot, Call call, String name) {
        return DynamoDbTables.TABLES.in(call.scope()).get(snapshot, name).orElseThrow(DynamoDbErrors::tableNotFound);
    }

    /**
     * The table with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ResourceNotFoundException}, with the ARN
     */
    static DynamoTable tagged(Snapshot snapshot, Call call, String arn) {
        return DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, TableName.of(arn))
                .orElseThrow(() -> DynamoDbErrors.resourceNotFound(arn));
    }

    /** How much the table holds. */
    static TableSize size(Snapshot snapshot, Call call, DynamoTable table) {
        return DynamoDbTables.SIZES.in(call.scope()).get(snapshot, table.id()).orElse(TableSize.EMPTY);
    }
}

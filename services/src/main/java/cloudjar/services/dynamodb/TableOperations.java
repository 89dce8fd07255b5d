package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.CreateTableOutput;
import cloudjar.api.dynamodb.DeleteTableInput;
import cloudjar.api.dynamodb.DeleteTableOutput;
import cloudjar.api.dynamodb.DescribeTableInput;
import cloudjar.api.dynamodb.DescribeTableOutput;
import cloudjar.api.dynamodb.ListTablesInput;
import cloudjar.api.dynamodb.ListTablesOutput;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.Tables;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.ArrayList;
import java.util.List;

/** Tables as a whole: create, describe, list, delete. */
final class TableOperations implements Tables {
    private final LimitProfile limits;

    TableOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreateTableOutput createTable(CreateTableInput in, Call call) {
        TableDefinition definition = new TableDefinition(in, limits);
        definition.check();
        DynamoTable table = definition.table(call, call.world().ids().uuid());
        call.write(tx -> {
            var tables = DynamoDbTables.TABLES.in(call.scope());
            if (tables.contains(tx, table.name())) {
                throw DynamoDbErrors.tableExists(table.name());
            }
            long most = DynamoDbLimits.TABLES.in(limits);
            if (tables.count(tx) >= most) {
                throw DynamoDbErrors.tooManyTables(most);
            }
            tables.put(tx, table.name(), table);
            return table;
        });
        return CreateTableOutput.builder().tableDescription(table.description()).build();
    }

    @Override
    public DescribeTableOutput describeTable(DescribeTableInput in, Call call) {
        String name = TableName.of(in.tableName());
        TableDescription description = call.read(snapshot -> {
            DynamoTable table = TableLookup.named(snapshot, call, name);
            return table.described(TableLookup.size(snapshot, call, table));
        });
        return DescribeTableOutput.builder().table(description).build();
    }

    @Override
    public ListTablesOutput listTables(ListTablesInput in, Call call) {
        int limit = in.limit() == null ? (int) DynamoDbLimits.TABLES_PAGE.current() : in.limit();
        String after = in.exclusiveStartTableName();
        Range range = after == null ? Range.all() : Range.all().after(Key.of(after));
        List<String> names = call.read(snapshot -> {
            List<String> found = new ArrayList<>();
            for (Row<String, DynamoTable> row :
                    DynamoDbTables.TABLES.in(call.scope()).rows(snapshot, range.limit(limit + 1))) {
                found.add(row.key());
            }
            return found;
        });
        ListTablesOutput.Builder out = ListTablesOutput.builder();
        if (names.size() > limit) {
            names.removeLast();
            out.lastEvaluatedTableName(names.getLast());
        }
        return out.tableNames(names).build();
    }

    @Override
    public DeleteTableOutput deleteTable(DeleteTableInput in, Call call) {
        String name = TableName.of(in.tableName());
        DynamoTable table = call.write(tx -> {
            DynamoTable existing = TableLookup.named(tx, call, name);
            if (Boolean.TRUE.equals(existing.description().deletionProtectionEnabled())) {
                throw DynamoDbErrors.deletionProtected(existing.arn());
            }
            DynamoDbTables.ITEMS.in(call.scope()).deleteRange(tx, Range.prefix(existing.id()));
            DynamoDbTables.SIZES.in(call.scope()).delete(tx, existing.id());
            DynamoDbTables.TABLES.in(call.scope()).delete(tx, name);
            return existing;
        });
        // AWS leaves out the keys, the attributes and the date of a table that goes (recorded answer, 2025).
        TableDescription gone = table.description().toBuilder()
                .tableStatus(TableStatus.DELETING)
                .keySchema(null)
                .attributeDefinitions(null)
                .creationDateTime(null)
                .build();
        return DeleteTableOutput.builder().tableDescription(gone).build();
    }
}

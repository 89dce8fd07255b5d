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
import cloudjar.api.dynamodb.UpdateTableInput;
import cloudjar.api.dynamodb.UpdateTableOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.ArrayList;
import java.util.List;

/** Tables as a whole: create, describe, list, delete. */
final class TableOperations implements Tables {
    private final LimitProfile limits;
    private final Pace pace;

    TableOperations(LimitProfile limits, Pace pace) {
        this.limits = limits;
        this.pace = pace;
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
            if (pace == Pace.REAL) {
                tables.put(tx, table.name(), table.passing(TableStatus.CREATING));
                tx.at(call.time().plus(DynamoDbTimers.CREATION), DynamoDbTimers.next(call.scope(), table));
            } else {
                tables.put(tx, table.name(), table);
            }
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
    public UpdateTableOutput updateTable(UpdateTableInput in, Call call) {
        String name = TableName.of(in.tableName());
        TableUpdate update = new TableUpdate(in);
        update.check();
        return call.write(tx -> {
            DynamoTable table = TableLookup.named(tx, call, name);
            if (table.isPassing()) {
                throw DynamoDbErrors.tableInUse(name, table.isDeleting() ? "deleted" : "updated");
            }
            TableDescription changed = update.of(table.description(), call);
            if (in.hasGlobalSecondaryIndexUpdates()) {
                changed = new IndexUpdate(in.globalSecondaryIndexUpdates(), limits).of(changed);
            }
            DynamoTable updated = table.described(changed);
            IndexUpdate.refill(tx, call, table, updated);
            DynamoTable passing = updated.passing(TableStatus.UPDATING);
            if (pace == Pace.REAL) {
                DynamoDbTables.TABLES.in(call.scope()).put(tx, name, passing);
                tx.at(call.time().plus(DynamoDbTimers.UPDATE), DynamoDbTimers.next(call.scope(), passing));
            } else {
                DynamoDbTables.TABLES.in(call.scope()).put(tx, name, updated);
            }
            return UpdateTableOutput.builder()
                    .tableDescription(passing.described(TableLookup.size(tx, call, table)))
                    .build();
        });
    }

    @Override
    public DeleteTableOutput deleteTable(DeleteTableInput in, Call call) {
        String name = TableName.of(in.tableName());
        DynamoTable table = call.write(tx -> {
            DynamoTable existing = TableLookup.named(tx, call, name);
            if (Boolean.TRUE.equals(existing.description().deletionProtectionEnabled())) {
                throw DynamoDbErrors.deletionProtected(existing.arn());
            }
            if (existing.isCreating()) {
                throw DynamoDbErrors.tableInUse(name, "created");
            }
            if (pace == Pace.REAL) {
                DynamoTable going = existing.passing(TableStatus.DELETING);
                DynamoDbTables.TABLES.in(call.scope()).put(tx, name, going);
                tx.at(call.time().plus(DynamoDbTimers.DELETION), DynamoDbTimers.next(call.scope(), going));
            } else {
                TableLookup.remove(tx, call.scope(), existing);
            }
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

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.CreateTableOutput;
import cloudjar.api.dynamodb.DeleteTableInput;
import cloudjar.api.dynamodb.DeleteTableOutput;
import cloudjar.api.dynamodb.DescribeEndpointsRequest;
import cloudjar.api.dynamodb.DescribeEndpointsResponse;
import cloudjar.api.dynamodb.DescribeLimitsInput;
import cloudjar.api.dynamodb.DescribeLimitsOutput;
import cloudjar.api.dynamodb.DescribeTableInput;
import cloudjar.api.dynamodb.DescribeTableOutput;
import cloudjar.api.dynamodb.Endpoint;
import cloudjar.api.dynamodb.ListTablesInput;
import cloudjar.api.dynamodb.ListTablesOutput;
import cloudjar.api.dynamodb.StreamSpecification;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.Tables;
import cloudjar.api.dynamodb.UpdateTableInput;
import cloudjar.api.dynamodb.UpdateTableOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tables as a whole: create, describe, list, delete. */
final class TableOperations implements Tables {
    /** For how long clients keep the address. */
    private static final long ENDPOINT_MINUTES = 1440;

    private final LimitProfile limits;
    private final TableLife life;
    private final TableKey key;
    private final TableUpdating updates;

    TableOperations(LimitProfile limits, TableLife life, TableKey key, ReplicaAutoScaling scaling) {
        this.limits = limits;
        this.key = key;
        this.life = life;
        this.updates = new TableUpdating(limits, life, key, scaling);
    }

    @Override
    public CreateTableOutput createTable(CreateTableInput in, Call call) {
        TableDefinition definition = new TableDefinition(in, limits);
        definition.check();
        DynamoTable defined = definition.table(call, call.world().ids().uuid());
        String wantedKey = key.wanted(in.sseSpecification(), call);
        KeyClaim claim = TableKey.isOwn(in.sseSpecification())
                ? key.claim(Objects.requireNonNull(wantedKey), defined.name(), call)
                : null;
        DynamoTable table = defined.described(TableKey.with(wantedKey, defined.description()))
                .sealedBy(TableKey.seal(claim));
        List<KeyClaim> claims = claim == null ? List.of() : List.of(claim);
        DynamoTable created = key.orRetired(claims, call, () -> create(table, claim, in.streamSpecification(), call));
        return CreateTableOutput.builder()
                .tableDescription(created.description())
                .build();
    }

    private DynamoTable create(
            DynamoTable table, @Nullable KeyClaim claim, @Nullable StreamSpecification stream, Call call) {
        return call.write(tx -> {
            DynamoTable made = stream != null && stream.streamEnabled()
                    ? TableStreams.begun(tx, call.scope(), table, String.valueOf(stream.streamViewType()), call.time())
                    : table;
            life.create(tx, call.scope(), made, call.time());
            KeyWatch.begin(tx, call.scope(), made, claim, call.time());
            return made;
        });
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
        return updates.of(in, call);
    }

    /** How the table of this name uses a key of its owner; null where it does not, or is not there. */
    static @Nullable KeyUse use(Call call, String name) {
        return call.read(snapshot -> DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, name)
                .flatMap(table -> DynamoDbTables.KEY_USES.in(call.scope()).get(snapshot, table.id()))
                .orElse(null));
    }

    @Override
    public DeleteTableOutput deleteTable(DeleteTableInput in, Call call) {
        String name = TableName.of(in.tableName());
        KeyUse use = use(call, name);
        DynamoTable table = call.write(tx -> {
            DynamoTable existing = TableLookup.named(tx, call, name);
            if (Boolean.TRUE.equals(existing.description().deletionProtectionEnabled())) {
                throw DynamoDbErrors.deletionProtected(existing.arn());
            }
            if (existing.isCreating()) {
                throw DynamoDbErrors.tableInUse(name, "created");
            }
            Replicas.leave(tx, call.scope(), existing);
            life.delete(tx, call.scope(), existing, call.time());
            return existing;
        });
        if (use != null) {
            key.retire(use, call);
        }
        // AWS leaves out the keys, the attributes and the date of a table that goes (recorded answer, 2025).
        TableDescription gone = table.description().toBuilder()
                .tableStatus(TableStatus.DELETING)
                .keySchema(null)
                .attributeDefinitions(null)
                .creationDateTime(null)
                .build();
        return DeleteTableOutput.builder().tableDescription(gone).build();
    }

    @Override
    public DescribeLimitsOutput describeLimits(DescribeLimitsInput in, Call call) {
        return DescribeLimitsOutput.builder()
                .accountMaxReadCapacityUnits(DynamoDbLimits.ACCOUNT_READS.in(limits))
                .accountMaxWriteCapacityUnits(DynamoDbLimits.ACCOUNT_WRITES.in(limits))
                .tableMaxReadCapacityUnits(DynamoDbLimits.TABLE_READS.in(limits))
                .tableMaxWriteCapacityUnits(DynamoDbLimits.TABLE_WRITES.in(limits))
                .build();
    }

    /** The address by which the caller has reached us. */
    @Override
    public DescribeEndpointsResponse describeEndpoints(DescribeEndpointsRequest in, Call call) {
        return DescribeEndpointsResponse.builder()
                .endpoints(List.of(Endpoint.builder()
                        .address(call.endpoint().authority())
                        .cachePeriodInMinutes(ENDPOINT_MINUTES)
                        .build()))
                .build();
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExecuteTransactionInput;
import cloudjar.api.dynamodb.ExecuteTransactionOutput;
import cloudjar.api.dynamodb.ItemResponse;
import cloudjar.api.dynamodb.ParameterizedStatement;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.Throughput.Kind;
import cloudjar.services.dynamodb.partiql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Statements that are carried out all or none: all of them read, or none does.
 *
 * @param statements in the order of the request
 */
record StatementTransaction(ExecuteTransactionInput input, List<Statement> statements) {
    static StatementTransaction of(ExecuteTransactionInput in) {
        List<Statement> statements = new ArrayList<>();
        for (ParameterizedStatement member : in.transactStatements()) {
            int place = statements.size();
            statements.add(at(place, () -> StatementOperations.parse(member.statement(), member.parameters())));
            requireNothingBack(place, statements.getLast());
        }
        long reads = statements.stream().filter(Statement::isRead).count();
        if (reads > 0 && reads < statements.size()) {
            throw PartiQlErrors.mixedTransaction();
        }
        return new StatementTransaction(in, statements);
    }

    private static void requireNothingBack(int place, Statement statement) {
        boolean wanted = statement instanceof Statement.Update update && update.returning() != null
                || statement instanceof Statement.Delete delete && delete.returning() != null;
        if (wanted) {
            throw PartiQlErrors.inTransaction(place, "RETURNING clause is not supported in ExecuteTransaction.");
        }
        if (statement instanceof Statement.Select select && select.index() != null) {
            throw PartiQlErrors.inTransaction(place, "Reads on indices are not supported within transactions.");
        }
    }

    /** What is wrong with a statement is told with its place. */
    private static <T> T at(int place, Supplier<T> part) {
        try {
            return part.get();
        } catch (ValidationException e) {
            throw PartiQlErrors.inTransaction(place, String.valueOf(e.getMessage()));
        }
    }

    ExecuteTransactionOutput run(Call call, Throughput throughput, Unsealing unsealing) {
        Kind kind = statements.getFirst().isRead() ? Kind.READ : Kind.WRITE;
        WriteTransaction.admit(
                statements.stream().map(Statement::table).toList(),
                table -> throughput.refusal(call, table, kind, null));
        return kind == Kind.READ ? read(call, throughput, unsealing) : write(call, throughput, unsealing);
    }

    private ExecuteTransactionOutput read(Call call, Throughput throughput, Unsealing unsealing) {
        Map<String, Units> units = new LinkedHashMap<>();
        List<ItemResponse> responses = unsealing.read(call, snapshot -> {
            units.clear();
            List<ItemResponse> found = new ArrayList<>();
            for (Statement statement : statements) {
                found.add(read(snapshot, call, found.size(), (Statement.Select) statement, units));
            }
            return found;
        });
        units.forEach((table, count) -> throughput.consume(call, table, Kind.READ, count));
        return ExecuteTransactionOutput.builder()
                .responses(responses)
                .consumedCapacity(WriteTransaction.consumed(input.returnConsumedCapacity(), units, Capacity::withReads))
                .build();
    }

    private static ItemResponse read(
            Snapshot snapshot, Call call, int place, Statement.Select select, Map<String, Units> units) {
        DynamoTable table = TableLookup.holding(snapshot, call, TableName.of(select.table()));
        ItemRead read = new ItemRead(
                table.name(),
                StatementRead.oneKey(
                        select,
                        table,
                        PartiQlErrors.inTransaction(
                                place,
                                "Select statements within ExecuteTransaction must specify the primary key in the where"
                                        + " clause.")),
                null);
        StoredItem item = read.in(snapshot, call);
        Units consumed = Units.ofTable(Capacity.read(item == null ? 0 : item.size(), true));
        units.merge(select.table(), consumed.doubled(), Units::plus);
        return ItemResponse.builder()
                .item(item == null ? null : select.shown(item.attributes()))
                .build();
    }

    private ExecuteTransactionOutput write(Call call, Throughput throughput, Unsealing unsealing) {
        String request = Fingerprint.of(input.transactStatements());
        WriteTransaction transaction =
                new WriteTransaction(input.clientRequestToken(), request, input.returnConsumedCapacity());
        WriteTransaction.Outcome outcome = unsealing.write(call, tx -> transaction.in(tx, call, writes(tx, call)));
        outcome.units().forEach((table, count) -> throughput.consume(call, table, Kind.WRITE, count));
        return ExecuteTransactionOutput.builder()
                .responses(List.of())
                .consumedCapacity(outcome.capacity())
                .build();
    }

    private List<ItemWrite> writes(Snapshot snapshot, Call call) {
        List<ItemWrite> writes = new ArrayList<>();
        for (Statement statement : statements) {
            int place = writes.size();
            String onFailure = input.transactStatements().get(place).returnValuesOnConditionCheckFailure();
            writes.add(at(place, () -> new StatementWrite(statement, onFailure).write(snapshot, call)));
        }
        return writes;
    }
}

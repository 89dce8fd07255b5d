package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.BatchExecuteStatementInput;
import cloudjar.api.dynamodb.BatchExecuteStatementOutput;
import cloudjar.api.dynamodb.ExecuteStatementInput;
import cloudjar.api.dynamodb.ExecuteStatementOutput;
import cloudjar.api.dynamodb.ExecuteTransactionInput;
import cloudjar.api.dynamodb.ExecuteTransactionOutput;
import cloudjar.api.dynamodb.Statements;
import cloudjar.kernel.call.Call;
import cloudjar.services.dynamodb.Throughput.Kind;
import cloudjar.services.dynamodb.partiql.Statement;
import cloudjar.services.dynamodb.partiql.StatementParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** PartiQL: one statement, several each for itself, several as one. */
final class StatementOperations implements Statements {
    private final Throughput throughput;
    private final Unsealing unsealing;

    StatementOperations(Throughput throughput, Unsealing unsealing) {
        this.throughput = throughput;
        this.unsealing = unsealing;
    }

    /** The statement of a request. */
    static Statement parse(String text, List<AttributeValue> parameters) {
        return StatementParser.parse(text, parameters, StatementOperations::checked);
    }

    private static AttributeValue checked(AttributeValue value) {
        return Objects.requireNonNull(
                ItemWriter.write(Map.of("v", value)).attributes().get("v"));
    }

    @Override
    public ExecuteStatementOutput executeStatement(ExecuteStatementInput in, Call call) {
        Statement statement = parse(in.statement(), in.parameters());
        return switch (statement) {
            case Statement.Select select -> read(in, select, call);
            case Statement.Exists exists -> throw PartiQlErrors.existsAlone();
            case Statement.Insert insert -> write(in, insert, call);
            case Statement.Update update -> write(in, update, call);
            case Statement.Delete delete -> write(in, delete, call);
        };
    }

    private ExecuteStatementOutput read(ExecuteStatementInput in, Statement.Select select, Call call) {
        Map<String, AttributeValue> position = in.nextToken() == null ? null : PositionToken.read(in, in.nextToken());
        StatementRead read = new StatementRead(select, Boolean.TRUE.equals(in.consistentRead()), in.limit(), position);
        throughput.admitRead(call, select.table(), select.index());
        PageOfItems page = unsealing.read(call, snapshot -> read.in(snapshot, call));
        throughput.consume(call, select.table(), Kind.READ, page.units());
        Map<String, AttributeValue> last = page.lastKey();
        return ExecuteStatementOutput.builder()
                .items(page.items())
                .nextToken(last == null ? null : PositionToken.of(in, last))
                .lastEvaluatedKey(last)
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), select.table(), page.units()))
                .build();
    }

    private ExecuteStatementOutput write(ExecuteStatementInput in, Statement statement, Call call) {
        StatementWrite write = new StatementWrite(statement, in.returnValuesOnConditionCheckFailure());
        throughput.admitWrite(call, statement.table());
        ItemWrite.Done done = unsealing.write(call, tx -> write.write(tx, call).in(tx, call));
        throughput.consume(call, statement.table(), Kind.WRITE, done.units());
        Map<String, AttributeValue> returned = write.returned(done);
        return ExecuteStatementOutput.builder()
                .items(returned == null ? List.of() : List.of(returned))
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), statement.table(), done.units()))
                .build();
    }

    @Override
    public BatchExecuteStatementOutput batchExecuteStatement(BatchExecuteStatementInput in, Call call) {
        return new StatementBatch(in, call, throughput, unsealing).run();
    }

    @Override
    public ExecuteTransactionOutput executeTransaction(ExecuteTransactionInput in, Call call) {
        return StatementTransaction.of(in).run(call, throughput, unsealing);
    }
}

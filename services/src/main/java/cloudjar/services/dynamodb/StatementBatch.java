package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.BatchExecuteStatementInput;
import cloudjar.api.dynamodb.BatchExecuteStatementOutput;
import cloudjar.api.dynamodb.BatchStatementError;
import cloudjar.api.dynamodb.BatchStatementErrorCodeEnum;
import cloudjar.api.dynamodb.BatchStatementRequest;
import cloudjar.api.dynamodb.BatchStatementResponse;
import cloudjar.api.dynamodb.ConditionalCheckFailedException;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.DuplicateItemException;
import cloudjar.api.dynamodb.ItemCollectionSizeLimitExceededException;
import cloudjar.api.dynamodb.ProvisionedThroughputExceededException;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.dynamodb.Throughput.Kind;
import cloudjar.services.dynamodb.partiql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements that are carried out each for itself: what is wrong with one is told in its place. Used once. */
final class StatementBatch {
    private final BatchExecuteStatementInput input;
    private final Call call;
    private final Throughput throughput;
    private final Unsealing unsealing;
    private final Map<String, Units> units = new LinkedHashMap<>();

    StatementBatch(BatchExecuteStatementInput input, Call call, Throughput throughput, Unsealing unsealing) {
        this.throughput = throughput;
        this.unsealing = unsealing;
        this.input = input;
        this.call = call;
    }

    BatchExecuteStatementOutput run() {
        List<BatchStatementResponse> responses = new ArrayList<>();
        requireOneKind();
        input.statements().forEach(request -> responses.add(response(request)));
        List<ConsumedCapacity> consumed = new ArrayList<>();
        units.forEach(
                (table, count) -> Optional.ofNullable(Capacity.consumed(input.returnConsumedCapacity(), table, count))
                        .ifPresent(consumed::add));
        return BatchExecuteStatementOutput.builder()
                .responses(responses)
                .consumedCapacity(consumed.isEmpty() ? null : consumed)
                .build();
    }

    private void requireOneKind() {
        Set<Boolean> reads = new HashSet<>();
        input.statements().forEach(request -> isRead(request).ifPresent(reads::add));
        if (reads.size() > 1) {
            throw PartiQlErrors.mixedBatch();
        }
    }

    /** Whether a statement reads; empty where it is none, which is told in its place. */
    private static Optional<Boolean> isRead(BatchStatementRequest request) {
        try {
            return Optional.of(StatementOperations.parse(request.statement(), request.parameters())
                    .isRead());
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    private BatchStatementResponse response(BatchStatementRequest request) {
        try {
            Statement statement = StatementOperations.parse(request.statement(), request.parameters());
            Map<String, AttributeValue> item =
                    statement instanceof Statement.Select select ? read(request, select) : write(request, statement);
            return BatchStatementResponse.builder()
                    .tableName(TableName.of(statement.table()))
                    .item(item)
                    .build();
        } catch (ApiException e) {
            Map<String, AttributeValue> item =
                    e instanceof ConditionalCheckFailedException failed && failed.hasItem() ? failed.item() : null;
            return BatchStatementResponse.builder()
                    .error_(BatchStatementError.builder()
                            .code_(code(e))
                            .message(e.getMessage())
                            .item(item)
                            .build())
                    .build();
        }
    }

    private @Nullable Map<String, AttributeValue> read(BatchStatementRequest request, Statement.Select select) {
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        throughput.admitRead(call, select.table(), null);
        StoredItem item = unsealing.read(call, snapshot -> {
            DynamoTable table = TableLookup.holding(snapshot, call, TableName.of(select.table()));
            Map<String, AttributeValue> key = StatementRead.oneKey(select, table, PartiQlErrors.batchKey());
            return new ItemRead(table.name(), key, null).in(snapshot, call);
        });
        consume(select.table(), Kind.READ, Units.ofTable(Capacity.read(item == null ? 0 : item.size(), consistent)));
        return item == null ? null : select.shown(item.attributes());
    }

    private @Nullable Map<String, AttributeValue> write(BatchStatementRequest request, Statement statement) {
        if (statement instanceof Statement.Exists) {
            throw PartiQlErrors.existsAlone();
        }
        StatementWrite write = new StatementWrite(statement, request.returnValuesOnConditionCheckFailure());
        throughput.admitWrite(call, statement.table());
        ItemWrite.Done done = unsealing.write(call, tx -> write.write(tx, call).in(tx, call));
        consume(statement.table(), Kind.WRITE, done.units());
        return write.returned(done);
    }

    private void consume(String table, Kind kind, Units more) {
        throughput.consume(call, table, kind, more);
        units.merge(table, more, Units::plus);
    }

    /** Errors have shorter names here. */
    static String code(ApiException failure) {
        return switch (failure) {
            case ConditionalCheckFailedException failed -> BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED;
            case DuplicateItemException twice -> BatchStatementErrorCodeEnum.DUPLICATE_ITEM;
            case ResourceNotFoundException nothing -> BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND;
            case ItemCollectionSizeLimitExceededException full ->
                BatchStatementErrorCodeEnum.ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED;
            case ProvisionedThroughputExceededException throttled ->
                BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED;
            default -> BatchStatementErrorCodeEnum.VALIDATION_ERROR;
        };
    }
}

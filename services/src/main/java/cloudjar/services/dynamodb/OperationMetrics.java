package cloudjar.services.dynamodb;

import cloudjar.api.cloudwatch.StandardUnit;
import cloudjar.api.dynamodb.BatchGetItemInput;
import cloudjar.api.dynamodb.BatchWriteItemInput;
import cloudjar.api.dynamodb.CancellationReason;
import cloudjar.api.dynamodb.ConditionalCheckFailedException;
import cloudjar.api.dynamodb.DeleteItemInput;
import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodb.GetItemInput;
import cloudjar.api.dynamodb.ProvisionedThroughputExceededException;
import cloudjar.api.dynamodb.PutItemInput;
import cloudjar.api.dynamodb.QueryInput;
import cloudjar.api.dynamodb.QueryOutput;
import cloudjar.api.dynamodb.ScanInput;
import cloudjar.api.dynamodb.ScanOutput;
import cloudjar.api.dynamodb.TransactGetItemsInput;
import cloudjar.api.dynamodb.TransactWriteItem;
import cloudjar.api.dynamodb.TransactWriteItemsInput;
import cloudjar.api.dynamodb.TransactionCanceledException;
import cloudjar.api.dynamodb.UpdateItemInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.MetricData.Metric;
import cloudjar.services.MetricData.Minute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of operations on items, for the metrics of tables: how long they take, how much they find, why they fail. */
final class OperationMetrics implements EndedCalls.Tally {
    private static final int SERVER_ERROR = 500;
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final double DIGITS = 10;
    private static final Metric USER_ERRORS = new Metric("UserErrors", StandardUnit.COUNT);
    private static final Metric CHECKS_FAILED = new Metric("ConditionalCheckFailedRequests", StandardUnit.COUNT);
    private static final Metric CONFLICTS = new Metric("TransactionConflict", StandardUnit.COUNT);

    private final TableMetrics metrics;

    OperationMetrics(TableMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean wants(OperationSchema operation) {
        return operation.service().id().equals(DynamoDb.API.id());
    }

    @Override
    public boolean add(EndedCall ended) {
        Call call = ended.call();
        String operation = ended.operation().name();
        // What users do wrong is the account's, and need not be an input that names tables.
        if (ended.error() != null && isUserError(ended.error())) {
            return metrics.ofAccount(call).add(USER_ERRORS, 1);
        }
        List<String> tables = ended.input() == null ? List.of() : tables(ended.input());
        if (ended.error() != null) {
            return failed(operation, tables, call, ended.error());
        }
        if (tables.isEmpty()) {
            return true;
        }
        Instant now = call.world().clock().now();
        double millis = Math.max(0, Duration.between(call.time(), now).toNanos()) / NANOS_PER_MILLISECOND;
        double latency = rounded(millis);
        Integer found = found(ended.output());
        boolean all = true;
        for (String table : distinct(tables)) {
            Minute minute = metrics.ofTable(call, table);
            all &= minute.add(of("SuccessfulRequestLatency", StandardUnit.MILLISECONDS, operation), latency);
            if (found != null) {
                all &= minute.add(of("ReturnedItemCount", StandardUnit.COUNT, operation), found);
            }
        }
        return all;
    }

    private static Metric of(String metric, String unit, String operation) {
        return new Metric(metric, unit, Map.of("Operation", operation));
    }

    /** To two digits: hardly two calls take the same time. */
    private static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(value))) / DIGITS;
        return Math.rint(value / unit) * unit;
    }

    private static @Nullable Integer found(@Nullable Structure output) {
        return switch (output) {
            case QueryOutput query -> Objects.requireNonNullElse(query.count(), 0);
            case ScanOutput scan -> Objects.requireNonNullElse(scan.count(), 0);
            case null, default -> null;
        };
    }

    /** The tables of an operation on items by their names, one for each action of a transaction; none for other operations. */
    private static List<String> tables(Structure input) {
        return switch (input) {
            case BatchGetItemInput batch -> names(batch.requestItems().keySet());
            case BatchWriteItemInput batch -> names(batch.requestItems().keySet());
            case TransactGetItemsInput gets ->
                names(gets.transactItems().stream()
                        .map(item -> item.get().tableName())
                        .toList());
            case TransactWriteItemsInput writes ->
                names(writes.transactItems().stream()
                        .map(OperationMetrics::table)
                        .toList());
            case PutItemInput put -> names(List.of(put.tableName()));
            case GetItemInput get -> names(List.of(get.tableName()));
            case UpdateItemInput update -> names(List.of(update.tableName()));
            case DeleteItemInput delete -> names(List.of(delete.tableName()));
            case QueryInput query -> names(List.of(query.tableName()));
            case ScanInput scan -> names(List.of(scan.tableName()));
            default -> List.of();
        };
    }

    private static List<String> names(Collection<String> namesOrArns) {
        List<String> names = new ArrayList<>(namesOrArns.size());
        for (String one : namesOrArns) {
            names.add(one.startsWith("arn:") ? name(one) : one);
        }
        return names;
    }

    /** The name of a table that is named by its ARN; what is no ARN of a table was refused, and is counted for none. */
    private static String name(String text) {
        return Arn.parse(text).map(Arn::name).orElse("");
    }

    /** The table of an action; an action that is none is refused, and then counted for no table. */
    private static String table(TransactWriteItem item) {
        if (item.put() != null) {
            return item.put().tableName();
        } else if (item.update() != null) {
            return item.update().tableName();
        } else if (item.delete() != null) {
            return item.delete().tableName();
        }
        return item.conditionCheck() == null ? "" : item.conditionCheck().tableName();
    }

    private static Collection<String> distinct(List<String> tables) {
        return tables.size() < 2 ? tables : new LinkedHashSet<>(tables);
    }

    private static boolean isUserError(ApiException error) {
        return error.status() < SERVER_ERROR
                && !(error instanceof ConditionalCheckFailedException
                        || error instanceof ProvisionedThroughputExceededException
                        || error instanceof TransactionCanceledException);
    }

    /** Only tables that are there fail like this. */
    private boolean failed(String operation, List<String> tables, Call call, ApiException error) {
        return switch (error) {
            case ConditionalCheckFailedException _ -> each(tables, call, CHECKS_FAILED);
            case ProvisionedThroughputExceededException _ ->
                each(tables, call, of("ThrottledRequests", StandardUnit.COUNT, operation));
            case TransactionCanceledException cancelled -> cancelled(tables, call, cancelled);
            default ->
                error.status() == NotImplemented.STATUS
                        || each(tables, call, of("SystemErrors", StandardUnit.COUNT, operation));
        };
    }

    private boolean cancelled(List<String> tables, Call call, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        boolean all = true;
        for (int i = 0; i < Math.min(tables.size(), reasons.size()); i++) {
            List<String> table = List.of(tables.get(i));
            all &= switch (String.valueOf(reasons.get(i).code_())) {
                case "ConditionalCheckFailed" -> each(table, call, CHECKS_FAILED);
                case "TransactionConflict" -> each(table, call, CONFLICTS);
                default -> true;
            };
        }
        return all;
    }

    private boolean each(List<String> tables, Call call, Metric metric) {
        boolean all = true;
        for (String table : distinct(tables)) {
            all &= metrics.ofTable(call, table).add(metric, 1);
        }
        return all;
    }

    @Override
    public boolean pending() {
        return metrics.pending();
    }

    @Override
    public void write() {
        metrics.write();
    }
}

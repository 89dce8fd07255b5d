package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.BatchStatementErrorCodeEnum;
import cloudjar.api.dynamodb.CancellationReason;
import cloudjar.api.dynamodb.ConditionalCheckFailedException;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.IdempotentParameterMismatchException;
import cloudjar.api.dynamodb.ItemResponse;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.api.dynamodb.TransactGetItem;
import cloudjar.api.dynamodb.TransactGetItemsInput;
import cloudjar.api.dynamodb.TransactGetItemsOutput;
import cloudjar.api.dynamodb.TransactWriteItem;
import cloudjar.api.dynamodb.TransactWriteItemsInput;
import cloudjar.api.dynamodb.TransactWriteItemsOutput;
import cloudjar.api.dynamodb.TransactionCanceledException;
import cloudjar.api.dynamodb.Transactions;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All or nothing: several reads at one moment, several writes at once. */
final class TransactionOperations implements Transactions {
    private static final String NONE = "None";

    @Override
    public TransactGetItemsOutput transactGetItems(TransactGetItemsInput in, Call call) {
        List<ItemRead> reads = in.transactItems().stream()
                .map(TransactGetItem::get)
                .map(ItemRead::of)
                .toList();
        Map<String, Units> units = new LinkedHashMap<>();
        List<ItemResponse> responses = call.read(snapshot -> {
            units.clear();
            return read(snapshot, call, reads, units);
        });
        return TransactGetItemsOutput.builder()
                .responses(responses)
                .consumedCapacity(consumed(in.returnConsumedCapacity(), units, Capacity::withReads))
                .build();
    }

    private static List<ItemResponse> read(
            Snapshot snapshot, Call call, List<ItemRead> reads, Map<String, Units> units) {
        List<ItemResponse> found = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        requireDistinct(reads.stream().map(read -> keyOf(() -> read.keyIn(snapshot, call))));
        for (ItemRead read : reads) {
            try {
                StoredItem item = read.in(snapshot, call);
                Units consumed = Units.ofTable(Capacity.read(item == null ? 0 : item.size(), true));
                units.merge(read.table(), consumed.doubled(), Units::plus);
                found.add(ItemResponse.builder()
                        .item(item == null ? null : read.shown(item))
                        .build());
                reasons.add(CancellationReason.builder().code_(NONE).build());
            } catch (ValidationException e) {
                reasons.add(reason(e));
            }
        }
        requireAll(reasons);
        return found;
    }

    @Override
    public TransactWriteItemsOutput transactWriteItems(TransactWriteItemsInput in, Call call) {
        List<ItemWrite> writes =
                in.transactItems().stream().map(TransactionOperations::write).toList();
        String request = Fingerprint.of(in.transactItems());
        return call.write(tx -> {
            if (isRepeated(tx, call, in.clientRequestToken(), request)) {
                return TransactWriteItemsOutput.builder().build();
            }
            Map<String, Units> units = run(tx, call, writes);
            return TransactWriteItemsOutput.builder()
                    .consumedCapacity(consumed(in.returnConsumedCapacity(), units, Capacity::withWrites))
                    .build();
        });
    }

    private static boolean isRepeated(Tx tx, Call call, @Nullable String token, String request) {
        if (token == null) {
            return false;
        }
        var tokens = DynamoDbTables.TOKENS.in(call.scope());
        TransactionToken known = tokens.get(tx, token)
                .filter(found -> found.until().isAfter(call.time()))
                .orElse(null);
        if (known == null) {
            tokens.put(
                    tx,
                    token,
                    new TransactionToken(
                            request, call.time().plus(Duration.ofMinutes(DynamoDbLimits.TOKEN_LIFE.current()))));
            return false;
        }
        if (!known.request().equals(request)) {
            throw new IdempotentParameterMismatchException(
                    "The provided client token is already in use with different parameters");
        }
        return true;
    }

    private static Map<String, Units> run(Tx tx, Call call, List<ItemWrite> writes) {
        Map<String, Units> units = new LinkedHashMap<>();
        List<CancellationReason> reasons = new ArrayList<>();
        requireDistinct(writes.stream().map(write -> keyOf(() -> write.keyIn(tx, call))));
        long bytes = 0;
        for (ItemWrite write : writes) {
            try {
                ItemWrite.Done done = write.in(tx, call);
                units.merge(write.table(), done.units().doubled(), Units::plus);
                bytes += done.now() == null ? 0 : done.now().size();
                reasons.add(CancellationReason.builder().code_(NONE).build());
            } catch (ResourceNotFoundException e) {
                throw e;
            } catch (ApiException e) {
                reasons.add(reason(e));
            }
        }
        requireAll(reasons);
        if (bytes > DynamoDbLimits.TRANSACTION_SIZE.current()) {
            throw DynamoDbErrors.validation("Transaction request size has exceeded the maximum allowed size");
        }
        return units;
    }

    private static void requireDistinct(Stream<Optional<ItemKey>> keys) {
        Set<ItemKey> seen = new HashSet<>();
        if (!keys.flatMap(Optional::stream).allMatch(seen::add)) {
            throw DynamoDbErrors.validation("Transaction request cannot include multiple operations on one item");
        }
    }

    /** Where an item lies; empty where its key does not fit the table, which is said when its turn comes. */
    private static Optional<ItemKey> keyOf(Supplier<ItemKey> key) {
        try {
            return Optional.of(key.get());
        } catch (ValidationException e) {
            return Optional.empty();
        }
    }

    private static void requireAll(List<CancellationReason> reasons) {
        if (reasons.stream().anyMatch(reason -> !NONE.equals(reason.code_()))) {
            throw cancelled(reasons);
        }
    }

    private static CancellationReason reason(ApiException failure) {
        Map<String, AttributeValue> item =
                failure instanceof ConditionalCheckFailedException failed && failed.hasItem() ? failed.item() : null;
        String code = failure instanceof ConditionalCheckFailedException
                ? BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED
                : BatchStatementErrorCodeEnum.VALIDATION_ERROR;
        return CancellationReason.builder()
                .code_(code)
                .message(failure.getMessage())
                .item(item)
                .build();
    }

    private static ApiException cancelled(List<CancellationReason> reasons) {
        String codes = reasons.stream().map(CancellationReason::code_).collect(Collectors.joining(", "));
        return TransactionCanceledException.builder()
                .message(
                        "Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes + "]")
                .cancellationReasons(reasons)
                .build();
    }

    private static ItemWrite write(TransactWriteItem item) {
        List<ItemWrite> writes = Stream.of(
                        item.put() == null ? null : WriteRequests.of(item.put()),
                        item.update() == null ? null : WriteRequests.of(item.update()),
                        item.delete() == null ? null : WriteRequests.of(item.delete()),
                        item.conditionCheck() == null ? null : WriteRequests.of(item.conditionCheck()))
                .filter(Objects::nonNull)
                .toList();
        if (writes.size() != 1) {
            throw DynamoDbErrors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return writes.getFirst();
    }

    private interface Consumption {
        ConsumedCapacity of(ConsumedCapacity capacity);
    }

    private static @Nullable List<ConsumedCapacity> consumed(
            @Nullable String wanted, Map<String, Units> units, Consumption kind) {
        List<ConsumedCapacity> consumed = new ArrayList<>();
        units.forEach((table, count) -> {
            ConsumedCapacity capacity = Capacity.consumed(wanted, table, count);
            if (capacity != null) {
                consumed.add(kind.of(capacity));
            }
        });
        return consumed.isEmpty() ? null : consumed;
    }
}

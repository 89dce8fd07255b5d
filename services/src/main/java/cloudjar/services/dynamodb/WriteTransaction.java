package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.CancellationReason;
import cloudjar.api.dynamodb.ConditionalCheckFailedException;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.IdempotentParameterMismatchException;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.api.dynamodb.TransactionCanceledException;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes that happen all or none.
 *
 * @param token under which the transaction is carried out once in ten minutes; null where it has none
 * @param request tells it from others
 * @param capacity how much is said of what it consumes
 */
record WriteTransaction(
        @Nullable String token, String request, @Nullable String capacity) {
    static final String NONE = "None";

    /**
     * What was done.
     *
     * @param capacity null where nothing is said of it
     * @param units that were written, table by table; none where the transaction was carried out before
     */
    record Outcome(@Nullable List<ConsumedCapacity> capacity, Map<String, Units> units) {}

    /**
     * Cancels a transaction where tables have no throughput left.
     *
     * @param tables of its actions, in their order
     * @param refusal why an action on a table would be refused
     */
    static void admit(List<String> tables, Function<String, Optional<ApiException>> refusal) {
        List<CancellationReason> reasons = new ArrayList<>();
        for (String table : tables) {
            reasons.add(refusal.apply(table)
                    .map(WriteTransaction::reason)
                    .orElseGet(() -> CancellationReason.builder().code_(NONE).build()));
        }
        requireAll(reasons);
    }

    /**
     * Carries the writes out.
     *
     * @throws ApiException {@code TransactionCanceledException} with a reason for each, in their order
     */
    Outcome in(Tx tx, Call call, List<ItemWrite> writes) {
        if (isRepeated(tx, call)) {
            return new Outcome(consumed(capacity, read(tx, call, writes), Capacity::withReads), Map.of());
        }
        List<ItemWrite.Done> done = run(tx, call, writes);
        Map<String, Units> units = new LinkedHashMap<>();
        for (int i = 0; i < done.size(); i++) {
            units.merge(writes.get(i).table(), done.get(i).units().doubled(), Units::plus);
        }
        return new Outcome(consumed(capacity, units, Capacity::withWrites), units);
    }

    private boolean isRepeated(Tx tx, Call call) {
        if (token == null) {
            return false;
        }
        var tokens = DynamoDbTables.TOKENS.in(call.scope());
        TransactionToken known = tokens.get(tx, token)
                .filter(found -> found.until().isAfter(call.time()))
                .orElse(null);
        if (known == null) {
            Duration life = Duration.ofMinutes(DynamoDbLimits.TOKEN_LIFE.current());
            tokens.put(tx, token, new TransactionToken(request, call.time().plus(life)));
            return false;
        }
        if (!known.request().equals(request)) {
            throw new IdempotentParameterMismatchException(
                    "The provided client token is already in use with different parameters");
        }
        return true;
    }

    /** A transaction that was carried out before costs what reading its items costs. */
    private static Map<String, Units> read(Tx tx, Call call, List<ItemWrite> writes) {
        Map<String, Units> units = new LinkedHashMap<>();
        for (ItemWrite write : writes) {
            int size = DynamoDbTables.ITEMS
                    .in(call.scope())
                    .get(tx, write.keyIn(tx, call))
                    .map(StoredItem::size)
                    .orElse(0);
            units.merge(write.table(), Units.ofTable(Capacity.read(size, true)).doubled(), Units::plus);
        }
        return units;
    }

    private static List<ItemWrite.Done> run(Tx tx, Call call, List<ItemWrite> writes) {
        List<ItemWrite.Done> all = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        requireDistinct(writes.stream().map(write -> keyOf(() -> write.keyIn(tx, call))));
        long bytes = 0;
        for (ItemWrite write : writes) {
            try {
                ItemWrite.Done done = write.in(tx, call);
                bytes += done.now() == null ? 0 : done.now().size();
                all.add(done);
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
        return all;
    }

    /** No item may be named twice. */
    static void requireDistinct(Stream<Optional<ItemKey>> keys) {
        Set<ItemKey> seen = new HashSet<>();
        if (!keys.flatMap(Optional::stream).allMatch(seen::add)) {
            throw DynamoDbErrors.validation("Transaction request cannot include multiple operations on one item");
        }
    }

    /** Where an item lies; empty where its key does not fit the table, which is said when its turn comes. */
    static Optional<ItemKey> keyOf(Supplier<ItemKey> key) {
        try {
            return Optional.of(key.get());
        } catch (ValidationException e) {
            return Optional.empty();
        }
    }

    /** Cancels the transaction where there is any reason. */
    static void requireAll(List<CancellationReason> reasons) {
        if (reasons.stream().anyMatch(reason -> !NONE.equals(reason.code_()))) {
            String codes = reasons.stream().map(CancellationReason::code_).collect(Collectors.joining(", "));
            throw TransactionCanceledException.builder()
                    .message("Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes
                            + "]")
                    .cancellationReasons(reasons)
                    .build();
        }
    }

    static CancellationReason reason(ApiException failure) {
        Map<String, AttributeValue> item =
                failure instanceof ConditionalCheckFailedException failed && failed.hasItem() ? failed.item() : null;
        return CancellationReason.builder()
                .code_(StatementBatch.code(failure))
                .message(failure.getMessage())
                .item(item)
                .build();
    }

    /** What is said of units, table by table; null where nothing is. */
    static @Nullable List<ConsumedCapacity> consumed(
            @Nullable String wanted, Map<String, Units> units, UnaryOperator<ConsumedCapacity> kind) {
        List<ConsumedCapacity> consumed = new ArrayList<>();
        units.forEach((table, count) -> {
            ConsumedCapacity capacity = Capacity.consumed(wanted, table, count);
            if (capacity != null) {
                consumed.add(kind.apply(capacity));
            }
        });
        return consumed.isEmpty() ? null : consumed;
    }
}

package cloudjar.services.dax.wire;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.CancellationReason;
import cloudjar.api.dynamodb.Capacity;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.ItemCollectionMetrics;
import cloudjar.api.dynamodb.TransactionCanceledException;
import cloudjar.kernel.shape.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts of answers that many of them have, and errors. */
public final class Answers {
    public static final int ITEM = 0;
    public static final int CAPACITY = 1;
    public static final int ATTRIBUTES = 2;
    public static final int METRICS = 3;
    public static final int ITEMS = 7;
    public static final int COUNT = 8;
    public static final int LAST_KEY = 9;
    public static final int SCANNED = 10;

    /** What DynamoDB has refused, as a chain of kinds; the last says which error it is. */
    private static final int[] OF_DYNAMODB = {4, 37, 38, 39};

    private static final int VALIDATION = 46;
    private static final int CANCELLED = 58;

    /** What errors of DynamoDB are to clients. */
    private static final Map<String, Integer> KINDS = Map.ofEntries(
            Map.entry("ProvisionedThroughputExceededException", 40),
            Map.entry("ResourceNotFoundException", 41),
            Map.entry("ConditionalCheckFailedException", 43),
            Map.entry("ResourceInUseException", 45),
            Map.entry("ValidationException", VALIDATION),
            Map.entry("InternalServerError", 47),
            Map.entry("ItemCollectionSizeLimitExceededException", 48),
            Map.entry("LimitExceededException", 49),
            Map.entry("ThrottlingException", 50),
            Map.entry("AccessDeniedException", 52),
            Map.entry("TransactionConflictException", 57),
            Map.entry("TransactionCanceledException", CANCELLED),
            Map.entry("TransactionInProgressException", 59),
            Map.entry("IdempotentParameterMismatchException", 60),
            Map.entry("RequestLimitExceeded", 61));

    /** The connection must be authorised, or authorised anew. */
    private static final int[] UNAUTHORISED = {4, 23, 31, 33};

    private static final int UNKNOWN = 47;

    private Answers() {}

    /** What comes before every answer that is no error. */
    public static CborWriter success() {
        return new CborWriter().array(0);
    }

    /** What a call consumed. */
    public static CborWriter capacity(ConsumedCapacity consumed) {
        CborWriter out = new CborWriter()
                .text(Objects.requireNonNullElse(consumed.tableName(), ""))
                .real(units(consumed.capacityUnits()));
        if (consumed.table() == null) {
            out.nothing();
        } else {
            out.real(units(Objects.requireNonNull(consumed.table()).capacityUnits()));
        }
        indexes(out, consumed.globalSecondaryIndexes());
        return indexes(out, consumed.localSecondaryIndexes());
    }

    private static CborWriter indexes(CborWriter out, Map<String, Capacity> indexes) {
        if (indexes.isEmpty()) {
            return out.nothing();
        }
        out.map();
        indexes.forEach((name, capacity) -> out.text(name).real(units(capacity.capacityUnits())));
        return out.end();
    }

    /** What calls of a batch consumed. */
    public static CborWriter capacities(CborWriter out, List<ConsumedCapacity> consumed) {
        out.array(consumed.size());
        consumed.forEach(each -> out.bytes(capacity(each)));
        return out;
    }

    /** What a transaction consumed, in the form that only transactions have. */
    public static CborWriter ofTransaction(CborWriter out, List<ConsumedCapacity> consumed) {
        out.array(consumed.size());
        for (ConsumedCapacity each : consumed) {
            out.map().integer(4).text(Objects.requireNonNullElse(each.tableName(), ""));
            units(out, 1, each.capacityUnits());
            units(out, 2, each.readCapacityUnits());
            units(out, 3, each.writeCapacityUnits());
            if (each.table() != null) {
                units(out.integer(5), Objects.requireNonNull(each.table()));
            }
            unitsOfIndexes(out, 6, each.globalSecondaryIndexes());
            unitsOfIndexes(out, 7, each.localSecondaryIndexes());
            out.end();
        }
        return out;
    }

    private static void unitsOfIndexes(CborWriter out, int which, Map<String, Capacity> indexes) {
        if (!indexes.isEmpty()) {
            out.integer(which).map();
            indexes.forEach((name, capacity) -> units(out.text(name), capacity));
            out.end();
        }
    }

    private static void units(CborWriter out, Capacity capacity) {
        out.map();
        units(out, 1, capacity.capacityUnits());
        units(out, 2, capacity.readCapacityUnits());
        units(out, 3, capacity.writeCapacityUnits());
        out.end();
    }

    private static void units(CborWriter out, int which, @Nullable Double units) {
        if (units != null) {
            out.integer(which).real(units);
        }
    }

    private static double units(@Nullable Double units) {
        return units == null ? 0 : units;
    }

    /** How large an item collection is. */
    public static CborWriter metrics(ItemCollectionMetrics metrics) {
        AttributeValue key = metrics.itemCollectionKey().values().iterator().next();
        CborWriter out = Values.write(new CborWriter(), key);
        metrics.sizeEstimateRangeGB().forEach(out::real);
        return out;
    }

    /** How large item collections are, by table. */
    public static CborWriter metrics(CborWriter out, Map<String, List<ItemCollectionMetrics>> byTable) {
        out.map(byTable.size());
        byTable.forEach((table, all) -> {
            out.text(table).array(all.size());
            all.forEach(each -> out.bytes(metrics(each)));
        });
        return out;
    }

    /** The error of a connection without credentials, or with wrong ones. */
    public static CborWriter unauthorised(String message, String requestId) {
        return error(UNAUTHORISED, message, requestId, "AuthenticationRequiredException", 401);
    }

    /** The error of a request that cannot be understood. */
    public static CborWriter malformed(String message, String requestId) {
        return error(of(VALIDATION), message, requestId, "ValidationException", 400);
    }

    /** An error of DynamoDB. */
    public static CborWriter error(ApiException error, String requestId) {
        int kind = KINDS.getOrDefault(error.code(), error.status() >= 500 ? UNKNOWN : VALIDATION);
        return error(
                of(kind),
                Objects.requireNonNullElse(error.getMessage(), error.code()),
                requestId,
                error.code(),
                error.status());
    }

    /** The error of a transaction, with what was wrong with each action. */
    public static CborWriter cancelled(
            TransactionCanceledException error, List<KeyShape> shapes, Items items, String requestId)
            throws WireException {
        CborWriter out = head(of(CANCELLED), Objects.requireNonNullElse(error.message(), error.code()));
        List<CancellationReason> reasons = error.cancellationReasons();
        out.array(4).text(requestId).text(error.code()).integer(error.status()).array(reasons.size() * 3);
        for (int i = 0; i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            out.textOrNull(reason.code_()).textOrNull(reason.message());
            if (reason.hasItem() && !reason.item().isEmpty()) {
                out.bytes(items.write(reason.item(), shapes.get(i)));
            } else {
                out.nothing();
            }
        }
        return out;
    }

    private static int[] of(int kind) {
        int[] codes = Arrays.copyOf(OF_DYNAMODB, OF_DYNAMODB.length + 1);
        codes[OF_DYNAMODB.length] = kind;
        return codes;
    }

    private static CborWriter error(int[] codes, String message, String requestId, String code, int status) {
        return head(codes, message).array(3).text(requestId).text(code).integer(status);
    }

    private static CborWriter head(int[] codes, String message) {
        CborWriter out = new CborWriter().array(codes.length);
        for (int code : codes) {
            out.integer(code);
        }
        return out.text(message);
    }
}

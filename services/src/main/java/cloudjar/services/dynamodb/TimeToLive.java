package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When items end: at the second that a number attribute names. AWS takes an expired item away within days; here it goes at
 * that second of the world's clock.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Using time to live (TTL) in DynamoDB".
 */
final class TimeToLive {
    /** What ended longer ago than this is no time to live, but a mistake: it stays. */
    private static final Duration PAST_MAX = Duration.ofDays(5 * 365);

    private static final BigDecimal SECOND_MAX =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    private TimeToLive() {}

    /** When the item ends; null where it does not. */
    static @Nullable Instant end(DynamoTable table, Map<String, AttributeValue> item, Instant now) {
        String attribute = table.ttlAttribute();
        AttributeValue value = attribute == null ? null : item.get(attribute);
        if (value == null || value.n() == null) {
            return null;
        }
        BigDecimal second = AttributeValues.number(value).value();
        if (second.signum() <= 0 || second.compareTo(SECOND_MAX) > 0) {
            return null;
        }
        Instant end = Instant.ofEpochSecond(second.longValue());
        return end.isBefore(now.minus(PAST_MAX)) ? null : end;
    }

    /**
     * The table with time to live switched on or off.
     *
     * @throws ApiException {@code ValidationException} where it is so already
     */
    static DynamoTable switched(DynamoTable table, String attribute, boolean on) {
        String current = table.ttlAttribute();
        if (on && current != null) {
            throw DynamoDbErrors.validation(
                    current.equals(attribute)
                            ? "TimeToLive is already enabled"
                            : "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
        }
        if (!on && current == null) {
            throw DynamoDbErrors.validation("TimeToLive is already disabled");
        }
        if (!on && !attribute.equals(current)) {
            throw DynamoDbErrors.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
        }
        return table.withTtlAttribute(on ? attribute : null);
    }

    /** Gives the items that a table has already their ends, or takes them. */
    static void apply(Tx tx, Call call, Scope scope, DynamoTable table) {
        var items = DynamoDbTables.ITEMS.in(scope);
        List<Row<ItemKey, StoredItem>> changed = new ArrayList<>();
        for (Row<ItemKey, StoredItem> row : items.rows(tx, Range.prefix(table.id()))) {
            StoredItem item = row.value();
            Instant end = table.ttlAttribute() == null
                    ? null
                    : end(table, Seals.open(call, item).attributes(), call.time());
            if (end != null || item.end() != null) {
                changed.add(new Row<>(row.key(), item.ending(end)));
            }
        }
        changed.forEach(row -> items.put(tx, row.key(), row.value()));
    }

    /**
     * What else happens when an item has ended: it leaves the table's size and indexes. Nothing of a table whose key cannot be
     * used ends before it can: then all its items get their ends anew.
     */
    static void ended(Tx tx, Call call, Scope scope, Row<ItemKey, StoredItem> row) {
        DynamoDbTables.TABLES_BY_ID.in(scope).get(tx, row.key().tableId()).ifPresent(table -> {
            if (table.isInaccessible()) {
                DynamoDbTables.ITEMS.in(scope).put(tx, row.key(), row.value().ending(null));
            } else {
                new TableItems(tx, call, scope, table).expired(row.key(), row.value());
            }
        });
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ConditionalCheckFailedException;
import cloudjar.api.dynamodb.ReturnValuesOnConditionCheckFailure;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Evaluation;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Update;
import cloudjar.services.dynamodb.expression.Updating;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write of one item, checked as far as it can be without the table.
 *
 * @param table its name
 * @param condition without which nothing is written; null where there is none
 * @param onFailure what a failed condition answers besides: {@code ALL_OLD}, {@code NONE} or null
 */
record ItemWrite(
        String table,
        ItemChange change,
        @Nullable Condition condition,
        @Nullable String onFailure) {
    /**
     * What a write has done.
     *
     * @param old the item before; null where there was none
     * @param now the item after; null where there is none
     * @param collection the items with its hash key, where the table has local indexes
     */
    record Done(
            DynamoTable table,
            ItemKey key,
            @Nullable StoredItem old,
            @Nullable StoredItem now,
            Units units,
            ItemCollection collection) {
        Map<String, AttributeValue> oldAttributes() {
            return old == null ? Map.of() : old.attributes();
        }

        Map<String, AttributeValue> nowAttributes() {
            return now == null ? Map.of() : now.attributes();
        }
    }

    /**
     * Writes.
     *
     * @throws cloudjar.kernel.shape.ApiException where the table is not there, the item does not fit it, or the condition
     *     does not hold
     */
    Done in(Tx tx, Call call) {
        DynamoTable found = TableLookup.holding(tx, call, table);
        TableItems items = new TableItems(tx, call, call.scope(), found);
        ItemKey key = key(found);
        StoredItem old = items.get(key);
        Map<String, AttributeValue> before = old == null || condition == null && !(change instanceof ItemChange.Modify)
                ? Map.of()
                : old.attributes();
        requireCondition(before);
        StoredItem written =
                switch (change) {
                    case ItemChange.Put put -> {
                        IndexKeys.check(found, put.item());
                        yield put.stored();
                    }
                    case ItemChange.Insert insert -> {
                        if (old != null) {
                            throw PartiQlErrors.duplicate();
                        }
                        IndexKeys.check(found, insert.item());
                        yield insert.stored();
                    }
                    case ItemChange.Delete delete -> null;
                    case ItemChange.Check check -> old;
                    case ItemChange.Modify(Map<String, AttributeValue> itemKey, Update update) ->
                        modified(found, old == null ? itemKey : before, update);
                };
        StoredItem now = written == null || found.ttlAttribute() == null
                ? written
                : written.ending(TimeToLive.end(found, written.attributes(), call.time()));
        Units units = change instanceof ItemChange.Check
                ? Units.ofTable(Capacity.write(old == null ? 0 : old.size()))
                : items.replace(key, old, now);
        return new Done(found, key, old, now, units, items.collection(key));
    }

    /**
     * Where the item lies.
     *
     * @throws cloudjar.kernel.shape.ApiException where the table is not there
     */
    ItemKey keyIn(Snapshot snapshot, Call call) {
        return key(TableLookup.holding(snapshot, call, table));
    }

    private ItemKey key(DynamoTable found) {
        return switch (change) {
            case ItemChange.Put put -> found.keys().ofItem(found.id(), put.item());
            case ItemChange.Insert insert -> found.keys().ofItem(found.id(), insert.item());
            case ItemChange.Delete delete -> found.keys().ofKey(found.id(), delete.key());
            case ItemChange.Modify modify -> found.keys().ofKey(found.id(), modify.key());
            case ItemChange.Check check -> found.keys().ofKey(found.id(), check.key());
        };
    }

    private void requireCondition(Map<String, AttributeValue> before) {
        if (condition != null && !new Evaluation(before).holds(condition)) {
            boolean shown = ReturnValuesOnConditionCheckFailure.ALL_OLD.equals(onFailure) && !before.isEmpty();
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .item(shown ? before : null)
                    .build();
        }
    }

    private static StoredItem modified(DynamoTable table, Map<String, AttributeValue> before, Update update) {
        for (Path path : update.paths()) {
            if (table.keys().has(path.head())) {
                throw DynamoDbErrors.invalid(
                        "Cannot update attribute " + path.head() + ". This attribute is part of the key");
            }
        }
        Map<String, AttributeValue> after = new Updating(new LinkedHashMap<>(before)).after(update);
        IndexKeys.checkUpdated(table, after);
        return ItemWriter.write(after, DynamoDbErrors::updatedItemTooLarge);
    }
}

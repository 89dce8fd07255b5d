package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.DeleteItemInput;
import cloudjar.api.dynamodb.DeleteItemOutput;
import cloudjar.api.dynamodb.GetItemInput;
import cloudjar.api.dynamodb.GetItemOutput;
import cloudjar.api.dynamodb.Items;
import cloudjar.api.dynamodb.PutItemInput;
import cloudjar.api.dynamodb.PutItemOutput;
import cloudjar.api.dynamodb.ReturnValue;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.store.Tx;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single items by their key. */
final class ItemOperations implements Items {
    @Override
    public PutItemOutput putItem(PutItemInput in, Call call) {
        refuse("PutItem", "ConditionExpression", in.conditionExpression() != null);
        refuse("PutItem", "Expected", in.hasExpected());
        boolean wantsOld = wantsOld(in.returnValues());
        String name = TableName.of(in.tableName());
        StoredItem item = ItemWriter.write(in.item());
        Replaced replaced = call.write(tx -> {
            DynamoTable table = TableLookup.holding(tx, call, name);
            ItemKey key = table.keys().ofItem(table.id(), in.item());
            checkIndexKeys(table, in.item());
            StoredItem old = replace(tx, call, table, key, item);
            return new Replaced(table, old);
        });
        StoredItem old = replaced.old();
        int charged = Math.max(item.size(), old == null ? 0 : old.size());
        return PutItemOutput.builder()
                .attributes(wantsOld && old != null ? old.attributes() : null)
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), name, Capacity.write(charged)))
                .build();
    }

    @Override
    public GetItemOutput getItem(GetItemInput in, Call call) {
        refuse("GetItem", "ProjectionExpression", in.projectionExpression() != null);
        refuse("GetItem", "AttributesToGet", in.hasAttributesToGet());
        String name = TableName.of(in.tableName());
        StoredItem item = call.read(snapshot -> {
            DynamoTable table = TableLookup.holding(snapshot, call, name);
            ItemKey key = table.keys().ofKey(table.id(), in.key());
            return DynamoDbTables.ITEMS.in(call.scope()).get(snapshot, key).orElse(null);
        });
        boolean consistent = Boolean.TRUE.equals(in.consistentRead());
        double units = Capacity.read(item == null ? 0 : item.size(), consistent);
        return GetItemOutput.builder()
                .item(item == null ? null : item.attributes())
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), name, units))
                .build();
    }

    @Override
    public DeleteItemOutput deleteItem(DeleteItemInput in, Call call) {
        refuse("DeleteItem", "ConditionExpression", in.conditionExpression() != null);
        refuse("DeleteItem", "Expected", in.hasExpected());
        boolean wantsOld = wantsOld(in.returnValues());
        String name = TableName.of(in.tableName());
        StoredItem old = call.write(tx -> {
            DynamoTable table = TableLookup.holding(tx, call, name);
            return replace(tx, call, table, table.keys().ofKey(table.id(), in.key()), null);
        });
        return DeleteItemOutput.builder()
                .attributes(wantsOld && old != null ? old.attributes() : null)
                .consumedCapacity(Capacity.consumed(
                        in.returnConsumedCapacity(), name, Capacity.write(old == null ? 0 : old.size())))
                .build();
    }

    /** What was in an item's place. */
    private record Replaced(DynamoTable table, @Nullable StoredItem old) {}

    /** Puts an item in its place, or none, and says what was there. */
    private static @Nullable StoredItem replace(
            Tx tx, Call call, DynamoTable table, ItemKey key, @Nullable StoredItem item) {
        var items = DynamoDbTables.ITEMS.in(call.scope());
        StoredItem old = items.get(tx, key).orElse(null);
        if (item != null) {
            items.put(tx, key, item);
        } else if (old != null) {
            items.delete(tx, key);
        }
        long moreItems = (item == null ? 0L : 1L) - (old == null ? 0L : 1L);
        long moreBytes = (item == null ? 0L : item.size()) - (old == null ? 0L : old.size());
        if (moreItems != 0 || moreBytes != 0) {
            TableSize size = TableLookup.size(tx, call, table);
            DynamoDbTables.SIZES.in(call.scope()).put(tx, table.id(), size.plus(moreItems, moreBytes));
        }
        return old;
    }

    private static void checkIndexKeys(DynamoTable table, Map<String, AttributeValue> item) {
        for (DynamoTable.IndexKey key : table.indexKeys()) {
            AttributeValue value = item.get(key.attribute().name());
            if (value != null
                    && !AttributeValues.type(value).equals(key.attribute().type())) {
                throw DynamoDbErrors.indexKeyTypeMismatch(
                        key.attribute().name(), key.attribute().type(), AttributeValues.type(value), key.index());
            }
        }
    }

    private static boolean wantsOld(@Nullable String returnValues) {
        if (returnValues == null || returnValues.equals(ReturnValue.NONE)) {
            return false;
        }
        if (!returnValues.equals(ReturnValue.ALL_OLD)) {
            throw DynamoDbErrors.badReturnValues();
        }
        return true;
    }

    /** A part of an operation that is not there yet says so. */
    private static void refuse(String operation, String part, boolean used) {
        if (used) {
            throw NotImplemented.of("dynamodb", operation + " with " + part);
        }
    }
}

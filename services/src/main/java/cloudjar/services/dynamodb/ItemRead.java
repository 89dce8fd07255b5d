package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.Get;
import cloudjar.api.dynamodb.GetItemInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.expression.Projection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A read of one item.
 *
 * @param table its name
 * @param projection what of it is shown; null for all
 */
record ItemRead(
        String table,
        Map<String, AttributeValue> key,
        @Nullable Projection projection) {
    static ItemRead of(GetItemInput in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression("ProjectionExpression", in.projectionExpression())
                .older("AttributesToGet", in.hasAttributesToGet())
                .placeholders(
                        WriteRequests.names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()), null);
        Projection projection = parameters.projection();
        parameters.requireAllUsed();
        if (in.hasAttributesToGet()) {
            projection = OlderParameters.attributesToGet(in.attributesToGet());
        }
        return new ItemRead(TableName.of(in.tableName()), in.key(), projection);
    }

    static ItemRead of(Get in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression("ProjectionExpression", in.projectionExpression())
                .placeholders(
                        WriteRequests.names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()), null);
        Projection projection = parameters.projection();
        parameters.requireAllUsed();
        return new ItemRead(TableName.of(in.tableName()), in.key(), projection);
    }

    /**
     * Where the item lies.
     *
     * @throws cloudjar.kernel.shape.ApiException where the table is not there, or the key is not of it
     */
    ItemKey keyIn(Snapshot snapshot, Call call) {
        DynamoTable found = TableLookup.holding(snapshot, call, table);
        return found.keys().ofKey(found.id(), key);
    }

    /** The item; null where there is none. */
    @Nullable
    StoredItem in(Snapshot snapshot, Call call) {
        return DynamoDbTables.ITEMS
                .in(call.scope())
                .get(snapshot, keyIn(snapshot, call))
                .map(item -> Seals.open(call, item))
                .orElse(null);
    }

    /** What of the item is shown. */
    Map<String, AttributeValue> shown(StoredItem item) {
        return projection == null ? item.attributes() : projection.of(item.attributes());
    }
}

package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.QueryInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Evaluation;
import cloudjar.services.dynamodb.expression.Projection;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A query, checked as far as it can be without the table. */
record QueryRequest(
        String table,
        QueryInput input,
        KeyConditions keyConditions,
        @Nullable Condition filter,
        Shown shown) {
    static QueryRequest of(QueryInput in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression("ProjectionExpression", in.projectionExpression())
                .expression("FilterExpression", in.filterExpression())
                .expression("KeyConditionExpression", in.keyConditionExpression())
                .older("AttributesToGet", in.hasAttributesToGet())
                .older("QueryFilter", in.hasQueryFilter())
                .older("ConditionalOperator", in.conditionalOperator() != null)
                .older("KeyConditions", in.hasKeyConditions() && in.keyConditionExpression() != null)
                .placeholders(
                        WriteRequests.names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                        WriteRequests.values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        Condition older = OlderParameters.filter(in.queryFilter(), in.conditionalOperator());
        if (!in.hasKeyConditions() && in.keyConditionExpression() == null) {
            throw DynamoDbErrors.validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        Condition keys = parameters.condition("KeyConditionExpression");
        Condition filter = parameters.condition("FilterExpression");
        Projection projection = parameters.projection();
        parameters.requireAllUsed();
        KeyConditions keyConditions = keys == null ? KeyConditions.of(in.keyConditions()) : KeyConditions.of(keys);
        if (in.hasAttributesToGet()) {
            projection = OlderParameters.attributesToGet(in.attributesToGet());
        }
        Shown shown = new Shown(in.select(), projection);
        shown.check(in.hasAttributesToGet() ? "AttributesToGet" : "ProjectionExpression", in.indexName() != null);
        return new QueryRequest(
                TableName.of(in.tableName()), in, keyConditions, filter == null ? older : filter, shown);
    }

    boolean countsOnly() {
        return shown.countsOnly();
    }

    PageOfItems in(Snapshot snapshot, Call call) {
        DynamoTable found = TableLookup.holding(snapshot, call, table);
        TableIndex index = ItemSource.index(found, input.indexName());
        boolean consistent = Boolean.TRUE.equals(input.consistentRead());
        if (index != null && !index.local() && consistent) {
            throw DynamoDbErrors.validation("Consistent reads are not supported on global secondary indexes");
        }
        ItemSource source = new ItemSource(snapshot, call, found, index);
        KeyRange keyRange = keyConditions.on(source.keys());
        requireNoKeys(source.keys());
        Range range = keyRange.in(source.start());
        if (Boolean.FALSE.equals(input.scanIndexForward())) {
            range = range.reversed();
        }
        if (input.hasExclusiveStartKey()) {
            range = range.after(startKey(source, keyRange));
        }
        return new PageReader(source, filter, shown, input.limit()).read(range, consistent);
    }

    private void requireNoKeys(KeySchema keys) {
        if (filter == null) {
            return;
        }
        for (String name : keys.names()) {
            if (filter.attributes().contains(name)) {
                throw DynamoDbErrors.validation((input.hasQueryFilter() ? "QueryFilter" : "Filter Expression")
                        + " can only contain non-primary key attributes: Primary key attribute: " + name);
            }
        }
    }

    private Key startKey(ItemSource source, KeyRange keyRange) {
        Map<String, AttributeValue> position = input.exclusiveStartKey();
        Key key = source.key(position);
        List<KeyAttribute> ranges = source.keys().ranges();
        List<KeyCondition> conditions = keyRange.conditions();
        boolean sameHash = source.hash(position).equals(keyRange.hash());
        if (conditions.isEmpty() && !sameHash) {
            throw DynamoDbErrors.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        for (int i = 0; i < conditions.size(); i++) {
            AttributeValue value =
                    Objects.requireNonNull(position.get(ranges.get(i).name()));
            if (!holds(conditions.get(i), value)) {
                throw DynamoDbErrors.validation("The provided starting key does not match the range key predicate");
            }
        }
        if (!sameHash) {
            throw DynamoDbErrors.validation("The query can return at most one row and cannot be restarted");
        }
        return key;
    }

    private static boolean holds(KeyCondition condition, AttributeValue value) {
        int low = AttributeValues.compare(value, condition.first()).orElse(0);
        int high = AttributeValues.compare(value, condition.last()).orElse(0);
        return switch (condition.operator()) {
            case "EQ" -> low == 0;
            case "LT" -> low < 0;
            case "LE" -> low <= 0;
            case "GT" -> low > 0;
            case "GE" -> low >= 0;
            case "BETWEEN" -> low >= 0 && high <= 0;
            default -> Evaluation.beginsWith(value, condition.first());
        };
    }
}

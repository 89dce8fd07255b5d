package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.AttributeValueUpdate;
import cloudjar.api.dynamodb.ConditionCheck;
import cloudjar.api.dynamodb.Delete;
import cloudjar.api.dynamodb.DeleteItemInput;
import cloudjar.api.dynamodb.Put;
import cloudjar.api.dynamodb.PutItemInput;
import cloudjar.api.dynamodb.UpdateItemInput;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Update;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what requests want written, and refuses what can be refused without looking at a table. */
final class WriteRequests {
    private static final String CONDITION = "ConditionExpression";
    private static final Update NOTHING = new Update(List.of(), List.of(), List.of(), List.of());

    private WriteRequests() {}

    static ItemWrite of(PutItemInput in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression(CONDITION, in.conditionExpression())
                .older("Expected", in.hasExpected())
                .older("ConditionalOperator", in.conditionalOperator() != null)
                .placeholders(
                        names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                        values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        StoredItem stored = ItemWriter.write(in.item());
        Condition older = OlderParameters.expected(in.expected(), in.conditionalOperator());
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Put(in.item(), stored),
                condition(parameters, older),
                in.returnValuesOnConditionCheckFailure());
    }

    static ItemWrite of(DeleteItemInput in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression(CONDITION, in.conditionExpression())
                .older("Expected", in.hasExpected())
                .older("ConditionalOperator", in.conditionalOperator() != null)
                .placeholders(
                        names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                        values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        Condition older = OlderParameters.expected(in.expected(), in.conditionalOperator());
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Delete(in.key()),
                condition(parameters, older),
                in.returnValuesOnConditionCheckFailure());
    }

    static ItemWrite of(UpdateItemInput in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression("UpdateExpression", in.updateExpression())
                .expression(CONDITION, in.conditionExpression())
                .older("AttributeUpdates", in.hasAttributeUpdates())
                .older("Expected", in.hasExpected())
                .older("ConditionalOperator", in.conditionalOperator() != null)
                .placeholders(
                        names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                        values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        Update update = parameters.update();
        Condition older = OlderParameters.expected(in.expected(), in.conditionalOperator());
        Condition condition = condition(parameters, older);
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Modify(in.key(), update == null ? olderUpdate(in.attributeUpdates()) : update),
                condition,
                in.returnValuesOnConditionCheckFailure());
    }

    private static Update olderUpdate(Map<String, AttributeValueUpdate> updates) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        updates.forEach((name, update) -> {
            if (update.value() != null) {
                values.put(name, update.value());
            }
        });
        ItemWriter.write(values);
        return updates.isEmpty() ? NOTHING : OlderParameters.updates(updates);
    }

    static ItemWrite of(Put in) {
        ExpressionParameters parameters = conditional(
                in.conditionExpression(),
                names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        StoredItem stored = ItemWriter.write(in.item());
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Put(in.item(), stored),
                condition(parameters, null),
                in.returnValuesOnConditionCheckFailure());
    }

    static ItemWrite of(Delete in) {
        ExpressionParameters parameters = conditional(
                in.conditionExpression(),
                names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Delete(in.key()),
                condition(parameters, null),
                in.returnValuesOnConditionCheckFailure());
    }

    static ItemWrite of(ConditionCheck in) {
        ExpressionParameters parameters = conditional(
                in.conditionExpression(),
                names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Check(in.key()),
                condition(parameters, null),
                in.returnValuesOnConditionCheckFailure());
    }

    static ItemWrite of(cloudjar.api.dynamodb.Update in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression("UpdateExpression", in.updateExpression())
                .expression(CONDITION, in.conditionExpression())
                .placeholders(
                        names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                        values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        Update update = parameters.update();
        return new ItemWrite(
                TableName.of(in.tableName()),
                new ItemChange.Modify(in.key(), update == null ? NOTHING : update),
                condition(parameters, null),
                in.returnValuesOnConditionCheckFailure());
    }

    /** The parameters of a request whose only expression is a condition. */
    private static ExpressionParameters conditional(
            @Nullable String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values) {
        return new ExpressionParameters().expression(CONDITION, condition).placeholders(names, values);
    }

    private static @Nullable Condition condition(ExpressionParameters parameters, @Nullable Condition older) {
        Condition condition = parameters.condition(CONDITION);
        parameters.requireAllUsed();
        return condition == null ? older : condition;
    }

    /** The parameter, or null where the request does not have it. */
    static @Nullable Map<String, String> names(boolean given, Map<String, String> names) {
        return given ? names : null;
    }

    /** The parameter, or null where the request does not have it. */
    static @Nullable Map<String, AttributeValue> values(boolean given, Map<String, AttributeValue> values) {
        return given ? values : null;
    }
}

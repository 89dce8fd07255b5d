package cloudjar.services.dax;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ConditionCheck;
import cloudjar.api.dynamodb.Delete;
import cloudjar.api.dynamodb.Get;
import cloudjar.api.dynamodb.ItemResponse;
import cloudjar.api.dynamodb.Put;
import cloudjar.api.dynamodb.TransactGetItem;
import cloudjar.api.dynamodb.TransactGetItemsInput;
import cloudjar.api.dynamodb.TransactGetItemsOutput;
import cloudjar.api.dynamodb.TransactWriteItem;
import cloudjar.api.dynamodb.TransactWriteItemsInput;
import cloudjar.api.dynamodb.TransactWriteItemsOutput;
import cloudjar.api.dynamodb.TransactionCanceledException;
import cloudjar.api.dynamodb.Update;
import cloudjar.services.dax.DaxMethod.Task;
import cloudjar.services.dax.wire.Answers;
import cloudjar.services.dax.wire.CborReader;
import cloudjar.services.dax.wire.CborWriter;
import cloudjar.services.dax.wire.ExpressionText;
import cloudjar.services.dax.wire.KeyShape;
import cloudjar.services.dax.wire.Options;
import cloudjar.services.dax.wire.Paths;
import cloudjar.services.dax.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of several items together. They pass what is kept by, and make nodes forget what they change. */
final class TransactionMethods {
    private static final int PUT = 2;
    private static final int DELETE = 7;
    private static final int UPDATE = 9;
    private static final int CHECK = 12;
    private static final int ALL_OLD = 2;

    private TransactionMethods() {}

    /** Reads an array; null stands for an empty one. */
    private static List<Object> array(CborReader in) throws IOException {
        List<Object> all = new ArrayList<>();
        if (in.tryNull()) {
            return all;
        }
        int count = in.readArray();
        while (in.more(count, all.size())) {
            all.add(in.tryNull() ? NONE : in.major() == 2 ? in.readBytes() : in.readInt());
        }
        return all;
    }

    private static final Object NONE = new Object();

    private static byte @Nullable [] bytes(List<Object> array, int place) {
        return place < array.size() && array.get(place) instanceof byte[] bytes ? bytes : null;
    }

    private static String text(List<Object> array, int place) throws WireException {
        return new String(needed(array, place), StandardCharsets.UTF_8);
    }

    private static byte[] needed(List<Object> array, int place) throws WireException {
        byte[] bytes = bytes(array, place);
        if (bytes == null) {
            throw new WireException("an action lacks its table or its key");
        }
        return bytes;
    }

    static Task write(CborReader in) throws IOException {
        List<Object> operations = array(in);
        List<Object> tables = array(in);
        List<Object> keys = array(in);
        List<Object> values = array(in);
        List<Object> unusedReturns = array(in);
        List<Object> returnsOnFailure = array(in);
        List<Object> conditions = array(in);
        List<Object> updates = array(in);
        Options options = Options.read(in);
        Actions actions = new Actions(operations, tables, keys, values, returnsOnFailure, conditions, updates);
        return visitor -> write(visitor, actions, options);
    }

    /** The parts of all actions. */
    private record Actions(
            List<Object> operations,
            List<Object> tables,
            List<Object> keys,
            List<Object> values,
            List<Object> returnsOnFailure,
            List<Object> conditions,
            List<Object> updates) {}

    private static CborWriter write(Visitor visitor, Actions actions, Options options) throws IOException {
        List<TransactWriteItem> items = new ArrayList<>();
        List<KeyShape> shapes = new ArrayList<>();
        for (int i = 0; i < actions.operations().size(); i++) {
            KeyShape shape = visitor.shape(text(actions.tables(), i));
            shapes.add(shape);
            items.add(action(visitor, actions, i, shape));
        }
        TransactWriteItemsOutput out;
        try {
            out = visitor.dynamo()
                    .transactWriteItems(
                            TransactWriteItemsInput.builder()
                                    .transactItems(items)
                                    .clientRequestToken(options.text(Options.TOKEN))
                                    .returnConsumedCapacity(options.capacity())
                                    .returnItemCollectionMetrics(options.metrics())
                                    .build(),
                            visitor.call());
        } catch (TransactionCanceledException e) {
            return Answers.cancelled(e, shapes, visitor.items(), visitor.call().requestId());
        } finally {
            for (int i = 0; i < items.size(); i++) {
                visitor.forget(text(actions.tables(), i), needed(actions.keys(), i));
            }
        }
        CborWriter answer = Answers.success().array(3).array(0);
        Answers.ofTransaction(answer, out.consumedCapacity());
        return Answers.metrics(answer, out.itemCollectionMetrics());
    }

    /** What all kinds of actions have. */
    private record Part(
            String table,
            Map<String, AttributeValue> key,
            @Nullable String condition,
            ExpressionText text,
            @Nullable String onFailure) {}

    private static TransactWriteItem action(Visitor visitor, Actions actions, int i, KeyShape shape)
            throws IOException {
        ExpressionText text = new ExpressionText();
        byte[] given = bytes(actions.conditions(), i);
        String onFailure = number(actions.returnsOnFailure(), i) == ALL_OLD ? "ALL_OLD" : null;
        Part part = new Part(
                text(actions.tables(), i),
                shape.read(needed(actions.keys(), i)),
                given == null ? null : text.condition(given),
                text,
                onFailure);
        TransactWriteItem.Builder action = TransactWriteItem.builder();
        switch (number(actions.operations(), i)) {
            case PUT -> action.put(put(part, visitor.items().read(needed(actions.values(), i), part.key())));
            case DELETE -> action.delete(delete(part));
            case UPDATE -> action.update(update(part, text.update(needed(actions.updates(), i))));
            case CHECK -> action.conditionCheck(check(part));
            default -> throw new WireException("no action of transactions: " + number(actions.operations(), i));
        }
        return action.build();
    }

    private static int number(List<Object> array, int place) {
        return place < array.size() && array.get(place) instanceof Long number ? number.intValue() : 0;
    }

    private static Put put(Part part, Map<String, AttributeValue> item) {
        return Put.builder()
                .tableName(part.table())
                .item(item)
                .conditionExpression(part.condition())
                .expressionAttributeNames(part.text().names())
                .expressionAttributeValues(part.text().values())
                .returnValuesOnConditionCheckFailure(part.onFailure())
                .build();
    }

    private static Delete delete(Part part) {
        return Delete.builder()
                .tableName(part.table())
                .key(part.key())
                .conditionExpression(part.condition())
                .expressionAttributeNames(part.text().names())
                .expressionAttributeValues(part.text().values())
                .returnValuesOnConditionCheckFailure(part.onFailure())
                .build();
    }

    private static Update update(Part part, String update) {
        return Update.builder()
                .tableName(part.table())
                .key(part.key())
                .updateExpression(update)
                .conditionExpression(part.condition())
                .expressionAttributeNames(part.text().names())
                .expressionAttributeValues(part.text().values())
                .returnValuesOnConditionCheckFailure(part.onFailure())
                .build();
    }

    private static ConditionCheck check(Part part) {
        return ConditionCheck.builder()
                .tableName(part.table())
                .key(part.key())
                .conditionExpression(part.condition() == null ? "" : part.condition())
                .expressionAttributeNames(part.text().names())
                .expressionAttributeValues(part.text().values())
                .returnValuesOnConditionCheckFailure(part.onFailure())
                .build();
    }

    static Task get(CborReader in) throws IOException {
        List<Object> tables = array(in);
        List<Object> keys = array(in);
        List<Object> projections = array(in);
        Options options = Options.read(in);
        return visitor -> get(visitor, tables, keys, projections, options);
    }

    private static CborWriter get(
            Visitor visitor, List<Object> tables, List<Object> keys, List<Object> projections, Options options)
            throws IOException {
        List<TransactGetItem> gets = new ArrayList<>();
        List<KeyShape> shapes = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            KeyShape shape = visitor.shape(text(tables, i));
            shapes.add(shape);
            gets.add(TransactGetItem.builder()
                    .get(Get.builder()
                            .tableName(text(tables, i))
                            .key(shape.read(needed(keys, i)))
                            .build())
                    .build());
        }
        TransactGetItemsOutput out;
        try {
            out = visitor.dynamo()
                    .transactGetItems(
                            TransactGetItemsInput.builder()
                                    .transactItems(gets)
                                    .returnConsumedCapacity(options.capacity())
                                    .build(),
                            visitor.call());
        } catch (TransactionCanceledException e) {
            return Answers.cancelled(e, shapes, visitor.items(), visitor.call().requestId());
        }
        CborWriter answer = Answers.success().array(2).array(out.responses().size());
        for (int i = 0; i < out.responses().size(); i++) {
            ItemResponse response = out.responses().get(i);
            byte[] projection = bytes(projections, i);
            if (!response.hasItem()) {
                answer.nothing();
            } else if (projection == null) {
                answer.bytes(visitor.items().write(response.item(), shapes.get(i)));
            } else {
                new Paths(ExpressionText.projection(projection)).write(answer, response.item());
            }
        }
        return Answers.ofTransaction(answer, out.consumedCapacity());
    }
}

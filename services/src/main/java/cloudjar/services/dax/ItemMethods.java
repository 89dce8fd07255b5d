package cloudjar.services.dax;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.DeleteItemInput;
import cloudjar.api.dynamodb.DeleteItemOutput;
import cloudjar.api.dynamodb.GetItemInput;
import cloudjar.api.dynamodb.GetItemOutput;
import cloudjar.api.dynamodb.ItemCollectionMetrics;
import cloudjar.api.dynamodb.PutItemInput;
import cloudjar.api.dynamodb.PutItemOutput;
import cloudjar.api.dynamodb.UpdateItemInput;
import cloudjar.api.dynamodb.UpdateItemOutput;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of one item. */
final class ItemMethods {
    private ItemMethods() {}

    static Task get(CborReader in) throws IOException {
        String table = in.readText();
        byte[] key = in.readBytes();
        Options options = Options.read(in);
        return visitor -> get(visitor, table, key, options);
    }

    private static CborWriter get(Visitor visitor, String table, byte[] key, Options options) throws IOException {
        KeyShape shape = visitor.shape(table);
        boolean consistent = Boolean.TRUE.equals(options.flag(Options.CONSISTENT));
        Map<String, AttributeValue> kept = consistent ? null : visitor.kept(table, key);
        if (kept != null) {
            return item(visitor, shape, kept, options, null);
        }
        GetItemOutput out = visitor.dynamo()
                .getItem(
                        GetItemInput.builder()
                                .tableName(table)
                                .key(shape.read(key))
                                .consistentRead(consistent)
                                .returnConsumedCapacity(options.capacity())
                                .build(),
                        visitor.call());
        Map<String, AttributeValue> item = out.hasItem() ? out.item() : Visitor.ABSENT;
        if (!consistent) {
            visitor.keep(table, key, item, visitor.items().write(item, shape).toBytes().length);
        }
        return item(visitor, shape, item, options, out.consumedCapacity());
    }

    private static CborWriter item(
            Visitor visitor,
            KeyShape shape,
            Map<String, AttributeValue> item,
            Options options,
            @Nullable ConsumedCapacity consumed)
            throws IOException {
        CborWriter out = Answers.success().map();
        if (!item.isEmpty()) {
            out.integer(Answers.ITEM);
            Paths paths = options.paths();
            if (paths == null) {
                out.bytes(visitor.items().write(item, shape));
            } else {
                paths.write(out, item);
            }
        }
        return capacity(out, consumed).end();
    }

    static CborWriter capacity(CborWriter out, @Nullable ConsumedCapacity consumed) {
        return consumed == null ? out : out.integer(Answers.CAPACITY).bytes(Answers.capacity(consumed));
    }

    static Task put(CborReader in) throws IOException {
        String table = in.readText();
        byte[] key = in.readBytes();
        byte[] values = in.readBytes();
        Options options = Options.read(in);
        return visitor -> put(visitor, table, key, values, options);
    }

    private static CborWriter put(Visitor visitor, String table, byte[] key, byte[] values, Options options)
            throws IOException {
        KeyShape shape = visitor.shape(table);
        ExpressionText text = new ExpressionText();
        byte[] condition = options.bytes(Options.CONDITION);
        Map<String, AttributeValue> item = visitor.items().read(values, shape.read(key));
        PutItemInput input = PutItemInput.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(condition == null ? null : text.condition(condition))
                .expressionAttributeNames(text.names())
                .expressionAttributeValues(text.values())
                .returnValues(options.returnValues())
                .returnConsumedCapacity(options.capacity())
                .returnItemCollectionMetrics(options.metrics())
                .build();
        visitor.forget(table, key);
        PutItemOutput out = visitor.dynamo().putItem(input, visitor.call());
        visitor.keep(table, key, item, values.length);
        return written(
                visitor,
                new Written(
                        out.hasAttributes() ? out.attributes() : null,
                        out.consumedCapacity(),
                        out.itemCollectionMetrics()),
                shape,
                options);
    }

    static Task update(CborReader in) throws IOException {
        String table = in.readText();
        byte[] key = in.readBytes();
        Options options = Options.read(in);
        return visitor -> update(visitor, table, key, options);
    }

    private static CborWriter update(Visitor visitor, String table, byte[] key, Options options) throws IOException {
        KeyShape shape = visitor.shape(table);
        ExpressionText text = new ExpressionText();
        byte[] update = options.bytes(Options.UPDATE);
        byte[] condition = options.bytes(Options.CONDITION);
        UpdateItemInput input = UpdateItemInput.builder()
                .tableName(table)
                .key(shape.read(key))
                .updateExpression(update == null ? null : text.update(update))
                .conditionExpression(condition == null ? null : text.condition(condition))
                .expressionAttributeNames(text.names())
                .expressionAttributeValues(text.values())
                .returnValues(options.returnValues())
                .returnConsumedCapacity(options.capacity())
                .returnItemCollectionMetrics(options.metrics())
                .build();
        UpdateItemOutput out;
        try {
            out = visitor.dynamo().updateItem(input, visitor.call());
        } finally {
            visitor.forget(table, key);
        }
        return written(
                visitor,
                new Written(
                        out.hasAttributes() ? out.attributes() : null,
                        out.consumedCapacity(),
                        out.itemCollectionMetrics()),
                shape,
                options);
    }

    static Task delete(CborReader in) throws IOException {
        String table = in.readText();
        byte[] key = in.readBytes();
        Options options = Options.read(in);
        return visitor -> delete(visitor, table, key, options);
    }

    private static CborWriter delete(Visitor visitor, String table, byte[] key, Options options) throws IOException {
        KeyShape shape = visitor.shape(table);
        ExpressionText text = new ExpressionText();
        byte[] condition = options.bytes(Options.CONDITION);
        DeleteItemInput input = DeleteItemInput.builder()
                .tableName(table)
                .key(shape.read(key))
                .conditionExpression(condition == null ? null : text.condition(condition))
                .expressionAttributeNames(text.names())
                .expressionAttributeValues(text.values())
                .returnValues(options.returnValues())
                .returnConsumedCapacity(options.capacity())
                .returnItemCollectionMetrics(options.metrics())
                .build();
        DeleteItemOutput out;
        try {
            out = visitor.dynamo().deleteItem(input, visitor.call());
        } finally {
            visitor.forget(table, key);
        }
        return written(
                visitor,
                new Written(
                        out.hasAttributes() ? out.attributes() : null,
                        out.consumedCapacity(),
                        out.itemCollectionMetrics()),
                shape,
                options);
    }

    private record Written(
            @Nullable Map<String, AttributeValue> attributes,
            @Nullable ConsumedCapacity consumed,
            @Nullable ItemCollectionMetrics metrics) {}

    private static CborWriter written(Visitor visitor, Written written, KeyShape shape, Options options)
            throws WireException {
        CborWriter out = Answers.success().map();
        Map<String, AttributeValue> attributes = written.attributes();
        if (attributes != null) {
            String wanted = options.returnValues();
            boolean some = wanted != null && wanted.startsWith("UPDATED");
            out.integer(Answers.ATTRIBUTES)
                    .bytes(
                            some
                                    ? visitor.items().writeSome(attributes)
                                    : visitor.items().write(attributes, shape));
        }
        capacity(out, written.consumed());
        if (written.metrics() != null) {
            out.integer(Answers.METRICS).bytes(Answers.metrics(written.metrics()));
        }
        return out.end();
    }
}

package cloudjar.services.dax;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.BatchGetItemInput;
import cloudjar.api.dynamodb.BatchGetItemOutput;
import cloudjar.api.dynamodb.BatchWriteItemInput;
import cloudjar.api.dynamodb.BatchWriteItemOutput;
import cloudjar.api.dynamodb.DeleteRequest;
import cloudjar.api.dynamodb.KeysAndAttributes;
import cloudjar.api.dynamodb.PutRequest;
import cloudjar.api.dynamodb.WriteRequest;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dax.DaxMethod.Task;
import cloudjar.services.dax.wire.Answers;
import cloudjar.services.dax.wire.CborReader;
import cloudjar.services.dax.wire.CborWriter;
import cloudjar.services.dax.wire.ExpressionText;
import cloudjar.services.dax.wire.KeyShape;
import cloudjar.services.dax.wire.Options;
import cloudjar.services.dax.wire.Paths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of several items, each by itself. */
final class BatchMethods {
    private BatchMethods() {}

    private record Wanted(boolean consistent, @Nullable Bytes projection, List<byte[]> keys) {}

    private record Change(Bytes key, @Nullable Bytes item) {}

    static Task get(CborReader in) throws IOException {
        Map<String, Wanted> tables = new LinkedHashMap<>();
        int count = in.readMap();
        for (int i = 0; in.more(count, i); i++) {
            String table = in.readText();
            int unused = in.readArray();
            boolean consistent = in.readBoolean();
            Bytes projection = in.tryNull() ? null : Bytes.wrap(in.readBytes());
            List<byte[]> keys = new ArrayList<>();
            int size = in.readArray();
            while (in.more(size, keys.size())) {
                keys.add(in.readBytes());
            }
            tables.put(table, new Wanted(consistent, projection, keys));
        }
        Options options = Options.read(in);
        return visitor -> get(visitor, tables, options);
    }

    private static CborWriter get(Visitor visitor, Map<String, Wanted> tables, Options options) throws IOException {
        Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
        Map<String, KeysAndAttributes> missing = new LinkedHashMap<>();
        for (Map.Entry<String, Wanted> entry : tables.entrySet()) {
            Wanted wanted = entry.getValue();
            KeyShape shape = visitor.shape(entry.getKey());
            List<Map<String, AttributeValue>> kept = new ArrayList<>();
            List<Map<String, AttributeValue>> keys = new ArrayList<>();
            for (byte[] key : wanted.keys()) {
                Map<String, AttributeValue> item = wanted.consistent() ? null : visitor.kept(entry.getKey(), key);
                if (item == null) {
                    keys.add(shape.read(key));
                } else if (!item.isEmpty()) {
                    kept.add(item);
                }
            }
            found.put(entry.getKey(), kept);
            if (!keys.isEmpty()) {
                missing.put(
                        entry.getKey(),
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(wanted.consistent())
                                .build());
            }
        }
        BatchGetItemOutput out = missing.isEmpty() && !tables.isEmpty()
                ? BatchGetItemOutput.builder().build()
                : visitor.dynamo()
                        .batchGetItem(
                                BatchGetItemInput.builder()
                                        .requestItems(missing)
                                        .returnConsumedCapacity(options.capacity())
                                        .build(),
                                visitor.call());
        for (Map.Entry<String, List<Map<String, AttributeValue>>> read :
                out.responses().entrySet()) {
            keep(visitor, read.getKey(), read.getValue(), tables);
            found.computeIfAbsent(read.getKey(), unused -> new ArrayList<>()).addAll(read.getValue());
        }
        return got(visitor, tables, found, out);
    }

    private static void keep(
            Visitor visitor, String table, List<Map<String, AttributeValue>> items, Map<String, Wanted> tables)
            throws IOException {
        Wanted wanted = tables.get(table);
        if (wanted != null && !wanted.consistent()) {
            KeyShape shape = visitor.shape(table);
            for (Map<String, AttributeValue> item : items) {
                int weight = visitor.items().write(item, shape).toBytes().length;
                visitor.keep(table, shape.write(item), item, weight);
            }
        }
    }

    private static CborWriter got(
            Visitor visitor,
            Map<String, Wanted> tables,
            Map<String, List<Map<String, AttributeValue>>> found,
            BatchGetItemOutput out)
            throws IOException {
        CborWriter answer = Answers.success().array(2).map(found.size());
        for (Map.Entry<String, List<Map<String, AttributeValue>>> entry : found.entrySet()) {
            List<Map<String, AttributeValue>> items = entry.getValue();
            Wanted wanted = tables.get(entry.getKey());
            Bytes projection = wanted == null ? null : wanted.projection();
            answer.text(entry.getKey()).array(projection == null ? 2 * items.size() : items.size());
            KeyShape shape = visitor.shape(entry.getKey());
            for (Map<String, AttributeValue> item : items) {
                if (projection == null) {
                    answer.bytes(shape.write(item)).bytes(visitor.items().write(item, shape));
                } else {
                    new Paths(ExpressionText.projection(projection.toArray())).write(answer, item);
                }
            }
        }
        answer.map(out.unprocessedKeys().size());
        out.unprocessedKeys().forEach((table, left) -> {
            answer.text(table).array(left.keys().size());
            left.keys().forEach(key -> answer.bytes(visitor.shape(table).write(key)));
        });
        return Answers.capacities(answer, out.consumedCapacity());
    }

    static Task write(CborReader in) throws IOException {
        Map<String, List<Change>> tables = new LinkedHashMap<>();
        int count = in.readMap();
        for (int i = 0; in.more(count, i); i++) {
            String table = in.readText();
            List<Change> changes = new ArrayList<>();
            int size = in.readArray();
            while (in.more(size, 2 * changes.size())) {
                changes.add(new Change(Bytes.wrap(in.readBytes()), in.tryNull() ? null : Bytes.wrap(in.readBytes())));
            }
            tables.put(table, changes);
        }
        Options options = Options.read(in);
        return visitor -> write(visitor, tables, options);
    }

    private static CborWriter write(Visitor visitor, Map<String, List<Change>> tables, Options options)
            throws IOException {
        Map<String, List<WriteRequest>> requests = new LinkedHashMap<>();
        for (Map.Entry<String, List<Change>> entry : tables.entrySet()) {
            KeyShape shape = visitor.shape(entry.getKey());
            List<WriteRequest> changes = new ArrayList<>();
            for (Change change : entry.getValue()) {
                changes.add(request(visitor, shape, change));
            }
            requests.put(entry.getKey(), changes);
        }
        BatchWriteItemOutput out;
        try {
            out = visitor.dynamo()
                    .batchWriteItem(
                            BatchWriteItemInput.builder()
                                    .requestItems(requests)
                                    .returnConsumedCapacity(options.capacity())
                                    .returnItemCollectionMetrics(options.metrics())
                                    .build(),
                            visitor.call());
        } finally {
            tables.forEach((table, changes) ->
                    changes.forEach(change -> visitor.forget(table, change.key().toArray())));
        }
        CborWriter answer = Answers.success().map(out.unprocessedItems().size());
        for (Map.Entry<String, List<WriteRequest>> left : out.unprocessedItems().entrySet()) {
            KeyShape shape = visitor.shape(left.getKey());
            answer.text(left.getKey()).array(2 * left.getValue().size());
            for (WriteRequest request : left.getValue()) {
                PutRequest put = request.putRequest();
                DeleteRequest delete = request.deleteRequest();
                if (put != null) {
                    answer.bytes(shape.write(put.item())).bytes(visitor.items().write(put.item(), shape));
                } else if (delete != null) {
                    answer.bytes(shape.write(delete.key())).nothing();
                }
            }
        }
        Answers.capacities(answer, out.consumedCapacity());
        return Answers.metrics(answer, out.itemCollectionMetrics());
    }

    private static WriteRequest request(Visitor visitor, KeyShape shape, Change change) throws IOException {
        Map<String, AttributeValue> key = shape.read(change.key().toArray());
        Bytes item = change.item();
        return item == null
                ? WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder().key(key).build())
                        .build()
                : WriteRequest.builder()
                        .putRequest(PutRequest.builder()
                                .item(visitor.items().read(item.toArray(), key))
                                .build())
                        .build();
    }
}

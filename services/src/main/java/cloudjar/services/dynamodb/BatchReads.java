package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.BatchGetItemInput;
import cloudjar.api.dynamodb.BatchGetItemOutput;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.KeysAndAttributes;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.Throughput.Kind;
import cloudjar.services.dynamodb.expression.Projection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Many items of several tables read at once. What exceeds 16 MB is handed back to be asked for again. */
record BatchReads(BatchGetItemInput input, Map<String, Wish> wishes) {
    /** What is wanted of one table. */
    private record Wish(KeysAndAttributes request, @Nullable Projection projection) {}

    static BatchReads of(BatchGetItemInput in) {
        Map<String, Wish> wishes = new LinkedHashMap<>();
        int keys = 0;
        for (Map.Entry<String, KeysAndAttributes> entry : in.requestItems().entrySet()) {
            KeysAndAttributes wanted = entry.getValue();
            ExpressionParameters parameters = new ExpressionParameters()
                    .expression("ProjectionExpression", wanted.projectionExpression())
                    .older("AttributesToGet", wanted.hasAttributesToGet())
                    .placeholders(
                            WriteRequests.names(
                                    wanted.hasExpressionAttributeNames(), wanted.expressionAttributeNames()),
                            null);
            Projection projection = parameters.projection();
            parameters.requireAllUsed();
            if (wanted.hasAttributesToGet()) {
                projection = OlderParameters.attributesToGet(wanted.attributesToGet());
            }
            keys += wanted.keys().size();
            wishes.put(entry.getKey(), new Wish(wanted, projection));
        }
        if (keys > DynamoDbLimits.BATCH_READS.current()) {
            throw DynamoDbErrors.validation("Too many items requested for the BatchGetItem call");
        }
        return new BatchReads(in, wishes);
    }

    BatchGetItemOutput in(Call call, Throughput throughput, Unsealing unsealing) {
        Map<String, KeysAndAttributes> refused = new LinkedHashMap<>();
        ApiException refusal = null;
        for (Map.Entry<String, Wish> wish : wishes.entrySet()) {
            Optional<ApiException> why = throughput.refusal(call, wish.getKey(), Kind.READ, null);
            if (why.isPresent()) {
                refusal = why.get();
                refused.put(wish.getKey(), wish.getValue().request());
            }
        }
        if (refusal != null && refused.size() == wishes.size()) {
            throw refusal;
        }
        Run run = unsealing.read(call, snapshot -> new Run(snapshot, call, input).over(wishes, refused));
        run.units.forEach((table, units) -> throughput.consume(call, table, Kind.READ, units));
        return run.answer();
    }

    /** One run over the tables. */
    private static final class Run {
        private final Snapshot snapshot;
        private final Call call;
        private final BatchGetItemInput input;
        private final Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
        private final Map<String, KeysAndAttributes> left = new LinkedHashMap<>();
        private final List<ConsumedCapacity> consumed = new ArrayList<>();
        private final Map<String, Units> units = new LinkedHashMap<>();
        private long bytes;

        Run(Snapshot snapshot, Call call, BatchGetItemInput input) {
            this.snapshot = snapshot;
            this.call = call;
            this.input = input;
        }

        Run over(Map<String, Wish> wishes, Map<String, KeysAndAttributes> refused) {
            left.putAll(refused);
            wishes.forEach((table, wish) -> {
                if (!refused.containsKey(table)) {
                    read(table, wish);
                }
            });
            return this;
        }

        BatchGetItemOutput answer() {
            return BatchGetItemOutput.builder()
                    .responses(found)
                    .unprocessedKeys(left)
                    .consumedCapacity(consumed.isEmpty() ? null : consumed)
                    .build();
        }

        private void read(String nameOrArn, Wish wish) {
            String name = TableName.of(nameOrArn);
            DynamoTable table = TableLookup.holding(snapshot, call, name);
            boolean consistent = Boolean.TRUE.equals(wish.request().consistentRead());
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            List<Map<String, AttributeValue>> later = new ArrayList<>();
            Set<ItemKey> seen = new HashSet<>();
            Units ofTable = Units.NONE;
            for (Map<String, AttributeValue> key : wish.request().keys()) {
                ItemKey itemKey = table.keys().ofKey(table.id(), key);
                if (!seen.add(itemKey)) {
                    throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
                }
                StoredItem item = DynamoDbTables.ITEMS
                        .in(call.scope())
                        .get(snapshot, itemKey)
                        .map(kept -> Seals.open(call, kept))
                        .orElse(null);
                int size = item == null ? 0 : item.size();
                if (bytes + size > DynamoDbLimits.BATCH_READ_SIZE.current()) {
                    later.add(key);
                    continue;
                }
                bytes += size;
                ofTable = ofTable.plus(Units.ofTable(Capacity.read(size, consistent)));
                if (item != null) {
                    items.add(new ItemRead(name, key, wish.projection()).shown(item));
                }
            }
            found.put(nameOrArn, items);
            if (!later.isEmpty()) {
                left.put(nameOrArn, wish.request().toBuilder().keys(later).build());
            }
            units.put(nameOrArn, ofTable);
            ConsumedCapacity capacity = Capacity.consumed(input.returnConsumedCapacity(), nameOrArn, ofTable);
            if (capacity != null) {
                consumed.add(capacity);
            }
        }
    }
}

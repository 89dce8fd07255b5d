package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BatchWriteItemInput;
import cloudjar.api.dynamodb.BatchWriteItemOutput;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.DeleteRequest;
import cloudjar.api.dynamodb.PutRequest;
import cloudjar.api.dynamodb.WriteRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts and deletions of many items in several tables. Each is for itself on AWS; here they are written at once. */
record BatchWrites(BatchWriteItemInput input, Map<String, List<ItemWrite>> writes) {
    static BatchWrites of(BatchWriteItemInput in) {
        Map<String, List<ItemWrite>> writes = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, List<WriteRequest>> entry : in.requestItems().entrySet()) {
            String table = TableName.of(entry.getKey());
            List<ItemWrite> ofTable = new ArrayList<>();
            for (WriteRequest request : entry.getValue()) {
                ofTable.add(new ItemWrite(table, change(request), null, null));
            }
            count += ofTable.size();
            writes.put(entry.getKey(), ofTable);
        }
        if (count > DynamoDbLimits.BATCH_WRITES.current()) {
            throw DynamoDbErrors.validation("Too many items requested for the BatchWriteItem call");
        }
        return new BatchWrites(in, writes);
    }

    private static ItemChange change(WriteRequest request) {
        PutRequest put = request.putRequest();
        DeleteRequest delete = request.deleteRequest();
        if (put != null && delete == null) {
            return new ItemChange.Put(put.item(), ItemWriter.write(put.item()));
        }
        if (delete != null && put == null) {
            return new ItemChange.Delete(delete.key());
        }
        throw DynamoDbErrors.validation(
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                        + " of the supported datatypes");
    }

    BatchWriteItemOutput in(Call call, Throughput throughput, Unsealing unsealing) {
        Map<String, List<WriteRequest>> left = new LinkedHashMap<>();
        ApiException refusal = null;
        for (String table : writes.keySet()) {
            Optional<ApiException> refused = throughput.refusal(call, table, Kind.WRITE, null);
            if (refused.isPresent()) {
                refusal = refused.get();
                left.put(table, input.requestItems().get(table));
            }
        }
        if (refusal != null && left.size() == writes.size()) {
            throw refusal;
        }
        Map<String, Units> units = unsealing.write(call, tx -> run(tx, call, left.keySet()));
        List<ConsumedCapacity> consumed = new ArrayList<>();
        units.forEach((table, count) -> {
            throughput.consume(call, table, Kind.WRITE, count);
            ConsumedCapacity capacity = Capacity.consumed(input.returnConsumedCapacity(), table, count);
            if (capacity != null) {
                consumed.add(capacity);
            }
        });
        return BatchWriteItemOutput.builder()
                .unprocessedItems(left)
                .consumedCapacity(consumed.isEmpty() ? null : consumed)
                .build();
    }

    /** AWS says of a put without its key what it says of a read with another key (recorded answer, 2024). */
    private static void requireKey(ItemWrite write, Tx tx, Call call) {
        if (write.change() instanceof ItemChange.Put put) {
            DynamoTable table = TableLookup.holding(tx, call, write.table());
            if (!put.item().keySet().containsAll(table.keys().names())) {
                throw DynamoDbErrors.wrongKey();
            }
        }
    }

    private Map<String, Units> run(Tx tx, Call call, Set<String> left) {
        Map<String, Units> consumed = new LinkedHashMap<>();
        writes.forEach((name, ofTable) -> {
            Set<ItemKey> seen = new HashSet<>();
            Units units = Units.NONE;
            for (ItemWrite write : left.contains(name) ? List.<ItemWrite>of() : ofTable) {
                requireKey(write, tx, call);
                ItemWrite.Done done = write.in(tx, call);
                if (!seen.add(done.key())) {
                    throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
                }
                units = units.plus(done.units());
            }
            consumed.put(name, units);
        });
        left.forEach(consumed::remove);
        return consumed;
    }
}

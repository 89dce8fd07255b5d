package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.BatchGetItemInput;
import cloudjar.api.dynamodb.BatchGetItemOutput;
import cloudjar.api.dynamodb.BatchWriteItemInput;
import cloudjar.api.dynamodb.BatchWriteItemOutput;
import cloudjar.api.dynamodb.DeleteItemInput;
import cloudjar.api.dynamodb.DeleteItemOutput;
import cloudjar.api.dynamodb.GetItemInput;
import cloudjar.api.dynamodb.GetItemOutput;
import cloudjar.api.dynamodb.ItemCollectionMetrics;
import cloudjar.api.dynamodb.Items;
import cloudjar.api.dynamodb.PutItemInput;
import cloudjar.api.dynamodb.PutItemOutput;
import cloudjar.api.dynamodb.QueryInput;
import cloudjar.api.dynamodb.QueryOutput;
import cloudjar.api.dynamodb.ReturnItemCollectionMetrics;
import cloudjar.api.dynamodb.ReturnValue;
import cloudjar.api.dynamodb.ScanInput;
import cloudjar.api.dynamodb.ScanOutput;
import cloudjar.api.dynamodb.UpdateItemInput;
import cloudjar.api.dynamodb.UpdateItemOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.Throughput.Kind;
import cloudjar.services.dynamodb.expression.Projection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items: one by its key, many in a batch, and those that a query or a scan finds. */
final class ItemOperations implements Items {
    private final Throughput throughput;
    private final Unsealing unsealing;

    ItemOperations(Throughput throughput, Unsealing unsealing) {
        this.throughput = throughput;
        this.unsealing = unsealing;
    }

    @Override
    public PutItemOutput putItem(PutItemInput in, Call call) {
        boolean wantsOld = wantsOld(in.returnValues());
        ItemWrite write = WriteRequests.of(in);
        ItemWrite.Done done = done(write, call);
        return PutItemOutput.builder()
                .attributes(wantsOld && done.old() != null ? done.oldAttributes() : null)
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), write.table(), done.units()))
                .itemCollectionMetrics(metrics(in.returnItemCollectionMetrics(), done, in.item()))
                .build();
    }

    @Override
    public UpdateItemOutput updateItem(UpdateItemInput in, Call call) {
        ItemWrite write = WriteRequests.of(in);
        ItemWrite.Done done = done(write, call);
        return UpdateItemOutput.builder()
                .attributes(returned(in.returnValues(), (ItemChange.Modify) write.change(), done))
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), write.table(), done.units()))
                .itemCollectionMetrics(metrics(in.returnItemCollectionMetrics(), done, in.key()))
                .build();
    }

    private static @Nullable Map<String, AttributeValue> returned(
            @Nullable String wanted, ItemChange.Modify change, ItemWrite.Done done) {
        Map<String, AttributeValue> attributes =
                switch (wanted == null ? ReturnValue.NONE : wanted) {
                    case "ALL_OLD" -> done.oldAttributes();
                    case "ALL_NEW" -> done.nowAttributes();
                    case "UPDATED_OLD" -> new Projection(change.update().paths()).of(done.oldAttributes());
                    case "UPDATED_NEW" -> new Projection(change.update().paths()).of(done.nowAttributes());
                    default -> Map.of();
                };
        return attributes.isEmpty() ? null : attributes;
    }

    @Override
    public DeleteItemOutput deleteItem(DeleteItemInput in, Call call) {
        boolean wantsOld = wantsOld(in.returnValues());
        ItemWrite write = WriteRequests.of(in);
        ItemWrite.Done done = done(write, call);
        return DeleteItemOutput.builder()
                .attributes(wantsOld && done.old() != null ? done.oldAttributes() : null)
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), write.table(), done.units()))
                .itemCollectionMetrics(metrics(in.returnItemCollectionMetrics(), done, in.key()))
                .build();
    }

    private ItemWrite.Done done(ItemWrite write, Call call) {
        throughput.admitWrite(call, write.table());
        ItemWrite.Done done = unsealing.write(call, tx -> write.in(tx, call));
        throughput.consume(call, write.table(), Kind.WRITE, done.units());
        return done;
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

    /** About the items with one hash key; kept for tables with local indexes alone. */
    private static @Nullable ItemCollectionMetrics metrics(
            @Nullable String wanted, ItemWrite.Done done, Map<String, AttributeValue> key) {
        if (!ReturnItemCollectionMetrics.SIZE.equals(wanted)
                || done.table().description().localSecondaryIndexes().isEmpty()) {
            return null;
        }
        String hash = done.table().keys().hash().name();
        return ItemCollectionMetrics.builder()
                .itemCollectionKey(Map.of(hash, java.util.Objects.requireNonNull(key.get(hash))))
                .sizeEstimateRangeGB(done.collection().estimate())
                .build();
    }

    @Override
    public GetItemOutput getItem(GetItemInput in, Call call) {
        ItemRead read = ItemRead.of(in);
        boolean consistent = Boolean.TRUE.equals(in.consistentRead());
        throughput.admitRead(call, read.table(), null);
        StoredItem item = unsealing.read(call, snapshot -> read.in(snapshot, call));
        Units units = Units.ofTable(Capacity.read(item == null ? 0 : item.size(), consistent));
        throughput.consume(call, read.table(), Kind.READ, units);
        return GetItemOutput.builder()
                .item(item == null ? null : read.shown(item))
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), read.table(), units))
                .build();
    }

    /** Reads a page within what its table or index may give. */
    private PageOfItems page(
            Call call, String table, @Nullable String index, Function<? super Snapshot, PageOfItems> read) {
        throughput.admitRead(call, table, index);
        PageOfItems page = unsealing.read(call, read);
        throughput.consume(call, table, Kind.READ, page.units());
        return page;
    }

    @Override
    public QueryOutput query(QueryInput in, Call call) {
        QueryRequest request = QueryRequest.of(in);
        PageOfItems page = page(call, request.table(), in.indexName(), snapshot -> request.in(snapshot, call));
        return QueryOutput.builder()
                .items(request.countsOnly() ? null : page.items())
                .count(page.count())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.lastKey())
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), request.table(), page.units()))
                .build();
    }

    @Override
    public ScanOutput scan(ScanInput in, Call call) {
        ScanRequest request = ScanRequest.of(in);
        PageOfItems page = page(call, request.table(), in.indexName(), snapshot -> request.in(snapshot, call));
        return ScanOutput.builder()
                .items(request.countsOnly() ? null : page.items())
                .count(page.count())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.lastKey())
                .consumedCapacity(Capacity.consumed(in.returnConsumedCapacity(), request.table(), page.units()))
                .build();
    }

    @Override
    public BatchGetItemOutput batchGetItem(BatchGetItemInput in, Call call) {
        return BatchReads.of(in).in(call, throughput, unsealing);
    }

    @Override
    public BatchWriteItemOutput batchWriteItem(BatchWriteItemInput in, Call call) {
        return BatchWrites.of(in).in(call, throughput, unsealing);
    }
}

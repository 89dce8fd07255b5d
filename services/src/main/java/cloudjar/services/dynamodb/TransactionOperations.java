package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CancellationReason;
import cloudjar.api.dynamodb.ItemResponse;
import cloudjar.api.dynamodb.TransactGetItem;
import cloudjar.api.dynamodb.TransactGetItemsInput;
import cloudjar.api.dynamodb.TransactGetItemsOutput;
import cloudjar.api.dynamodb.TransactWriteItem;
import cloudjar.api.dynamodb.TransactWriteItemsInput;
import cloudjar.api.dynamodb.TransactWriteItemsOutput;
import cloudjar.api.dynamodb.Transactions;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.Throughput.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** All or nothing: several reads at one moment, several writes at once. */
final class TransactionOperations implements Transactions {
    private final Throughput throughput;
    private final Unsealing unsealing;

    TransactionOperations(Throughput throughput, Unsealing unsealing) {
        this.throughput = throughput;
        this.unsealing = unsealing;
    }

    @Override
    public TransactGetItemsOutput transactGetItems(TransactGetItemsInput in, Call call) {
        List<ItemRead> reads = in.transactItems().stream()
                .map(TransactGetItem::get)
                .map(ItemRead::of)
                .toList();
        Map<String, Units> units = new LinkedHashMap<>();
        WriteTransaction.admit(
                reads.stream().map(ItemRead::table).toList(),
                table -> throughput.refusal(call, table, Kind.READ, null));
        List<ItemResponse> responses = unsealing.read(call, snapshot -> {
            units.clear();
            return read(snapshot, call, reads, units);
        });
        units.forEach((table, count) -> throughput.consume(call, table, Kind.READ, count));
        return TransactGetItemsOutput.builder()
                .responses(responses)
                .consumedCapacity(WriteTransaction.consumed(in.returnConsumedCapacity(), units, Capacity::withReads))
                .build();
    }

    private static List<ItemResponse> read(
            Snapshot snapshot, Call call, List<ItemRead> reads, Map<String, Units> units) {
        List<ItemResponse> found = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        WriteTransaction.requireDistinct(
                reads.stream().map(read -> WriteTransaction.keyOf(() -> read.keyIn(snapshot, call))));
        for (ItemRead read : reads) {
            try {
                StoredItem item = read.in(snapshot, call);
                Units consumed = Units.ofTable(Capacity.read(item == null ? 0 : item.size(), true));
                units.merge(read.table(), consumed.doubled(), Units::plus);
                found.add(ItemResponse.builder()
                        .item(item == null ? null : read.shown(item))
                        .build());
                reasons.add(CancellationReason.builder()
                        .code_(WriteTransaction.NONE)
                        .build());
            } catch (ValidationException e) {
                reasons.add(WriteTransaction.reason(e));
            }
        }
        WriteTransaction.requireAll(reasons);
        return found;
    }

    @Override
    public TransactWriteItemsOutput transactWriteItems(TransactWriteItemsInput in, Call call) {
        List<ItemWrite> writes =
                in.transactItems().stream().map(TransactionOperations::write).toList();
        WriteTransaction transaction = new WriteTransaction(
                in.clientRequestToken(), Fingerprint.of(in.transactItems()), in.returnConsumedCapacity());
        WriteTransaction.admit(
                writes.stream().map(ItemWrite::table).toList(),
                table -> throughput.refusal(call, table, Kind.WRITE, null));
        WriteTransaction.Outcome outcome = unsealing.write(call, tx -> transaction.in(tx, call, writes));
        outcome.units().forEach((table, count) -> throughput.consume(call, table, Kind.WRITE, count));
        return TransactWriteItemsOutput.builder()
                .consumedCapacity(outcome.capacity())
                .build();
    }

    private static ItemWrite write(TransactWriteItem item) {
        List<ItemWrite> writes = Stream.of(
                        item.put() == null ? null : WriteRequests.of(item.put()),
                        item.update() == null ? null : WriteRequests.of(item.update()),
                        item.delete() == null ? null : WriteRequests.of(item.delete()),
                        item.conditionCheck() == null ? null : WriteRequests.of(item.conditionCheck()))
                .filter(Objects::nonNull)
                .toList();
        if (writes.size() != 1) {
            throw DynamoDbErrors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return writes.getFirst();
    }
}

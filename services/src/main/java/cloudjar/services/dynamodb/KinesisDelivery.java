package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ApproximateCreationDateTimePrecision;
import cloudjar.api.kinesis.DescribeStreamSummaryInput;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kinesis.PutRecordsInput;
import cloudjar.api.kinesis.PutRecordsRequestEntry;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the changes of tables to streams of Kinesis: they are kept in the transactions that make them, and sent after. What a
 * stream does not take is sent again, for a day.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Kinesis Data Streams with DynamoDB</a>
 */
record KinesisDelivery(Cloud cloud, Unsealing unsealing) {
    static final String TIMER = "dynamodb.kinesis";

    private static final String SERVICE = "kinesisreplication.dynamodb.amazonaws.com";
    private static final int BATCH = 100;
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(24);

    /** Keeps a change until it is sent. */
    static void append(Tx tx, Call call, Scope scope, DynamoTable table, TableChange change) {
        ItemEvent event = Seals.seal(call, table, change.seen("NEW_AND_OLD_IMAGES", table.keys()));
        DynamoDbTables.DELIVERIES.in(scope).append(tx, table.id(), call.time(), event);
        tx.at(call.time(), timer(scope, table.id()));
    }

    private static Timer timer(Scope scope, String tableId) {
        return Timer.of(TIMER, scope.account() + "/" + scope.region() + "/" + tableId);
    }

    /** Why nothing can be sent to a stream; null where it can. */
    @Nullable
    String obstacle(String streamArn, Call call) {
        Arn arn = Arn.parse(streamArn)
                .filter(named -> named.service().equals("kinesis"))
                .orElseThrow(() -> DynamoDbErrors.validation("Invalid StreamArn: " + streamArn));
        try {
            Object unused = cloud.client(Kinesis.API)
                    .describeStreamSummary(
                            DescribeStreamSummaryInput.builder()
                                    .streamARN(streamArn)
                                    .build(),
                            call.in(arn.account(), arn.region()));
            return null;
        } catch (ApiException e) {
            return e.code() + ": " + e.getMessage();
        }
    }

    void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = new Scope(parts[0], parts[1]);
        String tableId = parts[2];
        Optional<DynamoTable> table = world.store()
                .read(snapshot -> DynamoDbTables.TABLES_BY_ID.in(scope).get(snapshot, tableId));
        if (table.isEmpty()) {
            world.store().write(tx -> {
                DynamoDbTables.DELIVERIES.in(scope).delete(tx, tableId);
                DynamoDbTables.DELIVERED.in(scope).delete(tx, tableId);
                return null;
            });
            return;
        }
        try {
            boolean more = true;
            while (more) {
                more = send(world, scope, table.get(), due);
            }
        } catch (ApiException e) {
            // The table's key may be there again before the changes are too old.
            world.store().write(tx -> {
                tx.at(due.plus(AGAIN), timer);
                return true;
            });
        }
    }

    /** Sends what is next; says whether there may be more. */
    private boolean send(World world, Scope scope, DynamoTable table, Instant due) {
        Call own = OwnCall.of(world, scope, due);
        List<Row<Long, LogEntry<ItemEvent>>> next = unsealing.read(own, snapshot -> {
            long from = DynamoDbTables.DELIVERED
                    .in(scope)
                    .get(snapshot, table.id())
                    .map(KinesisDestination.Delivered::next)
                    .orElse(0L);
            var log = DynamoDbTables.DELIVERIES.in(scope);
            return log
                    .from(snapshot, table.id(), Math.max(from, log.first(snapshot, table.id())), BATCH)
                    .toList()
                    .stream()
                    .map(row -> opened(own, row))
                    .toList();
        });
        if (next.isEmpty()) {
            return false;
        }
        boolean taken = true;
        for (String stream : table.told().destinations()) {
            taken &= put(world, scope, table, stream, next);
        }
        boolean sent = taken;
        world.store().write(tx -> {
            if (sent) {
                long after = next.getLast().key() + 1;
                DynamoDbTables.DELIVERED.in(scope).put(tx, table.id(), new KinesisDestination.Delivered(after));
            } else {
                tx.at(due.plus(AGAIN), timer(scope, table.id()));
            }
            return DynamoDbTables.DELIVERIES.in(scope).trim(tx, table.id(), due.minus(KEPT), BATCH);
        });
        return sent && next.size() == BATCH;
    }

    private static Row<Long, LogEntry<ItemEvent>> opened(Call own, Row<Long, LogEntry<ItemEvent>> row) {
        LogEntry<ItemEvent> entry = row.value();
        return new Row<>(row.key(), new LogEntry<>(entry.time(), Seals.open(own, entry.value())));
    }

    private boolean put(
            World world, Scope scope, DynamoTable table, String stream, List<Row<Long, LogEntry<ItemEvent>>> entries) {
        List<PutRecordsRequestEntry> records = new ArrayList<>();
        String precision = precision(world, scope, table, stream);
        for (Row<Long, LogEntry<ItemEvent>> entry : entries) {
            records.add(PutRecordsRequestEntry.builder()
                    .partitionKey(partition(entry.value().value()))
                    .data(Bytes.ofUtf8(text(scope, table, entry, precision)))
                    .build());
        }
        try {
            Integer failed = cloud.client(Kinesis.API)
                    .putRecords(
                            PutRecordsInput.builder()
                                    .streamARN(stream)
                                    .records(records)
                                    .build(),
                            call(world, scope, table))
                    .failedRecordCount();
            return failed == null || failed == 0;
        } catch (ApiException e) {
            // The stream may be there again before the changes are too old.
            return false;
        }
    }

    private static Call call(World world, Scope scope, DynamoTable table) {
        return Call.own(
                world,
                scope,
                Principal.Service.actingFor(SERVICE, Arn.parse(table.arn()).orElseThrow(), scope.account()),
                world.clock().now());
    }

    /** Changes of one item stay in their order: they go to one shard. */
    private static String partition(ItemEvent event) {
        return UUID.nameUUIDFromBytes(event.keys().toArray()).toString().replace("-", "");
    }

    private static String text(Scope scope, DynamoTable table, Row<Long, LogEntry<ItemEvent>> entry, String precision) {
        ItemEvent event = entry.value().value();
        byte[] name = (table.id() + entry.key()).getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder("{\"awsRegion\":")
                .append(Json.quote(scope.region()))
                .append(",\"eventID\":")
                .append(Json.quote(UUID.nameUUIDFromBytes(name).toString()))
                .append(",\"eventName\":")
                .append(Json.quote(event.name()))
                .append(",\"userIdentity\":")
                .append(event.expired() ? "{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}" : "null")
                .append(",\"recordFormat\":\"application/json\",\"tableName\":")
                .append(Json.quote(table.name()))
                .append(",\"dynamodb\":{\"ApproximateCreationDateTime\":")
                .append(creation(entry.value().time(), precision))
                .append(",\"Keys\":")
                .append(json(event.keys()));
        if (event.now() != null) {
            text.append(",\"NewImage\":").append(json(event.now()));
        }
        if (event.old() != null) {
            text.append(",\"OldImage\":").append(json(event.old()));
        }
        return text.append(",\"SizeBytes\":")
                .append(event.size())
                .append(",\"ApproximateCreationDateTimePrecision\":")
                .append(Json.quote(precision))
                .append("},\"eventSource\":\"aws:dynamodb\"}")
                .toString();
    }

    private static String precision(World world, Scope scope, DynamoTable table, String stream) {
        String wanted = world.store().read(snapshot -> DynamoDbTables.DESTINATIONS
                .in(scope)
                .get(snapshot, new KinesisDestination.Key(table.id(), stream))
                .map(KinesisDestination::precision)
                .orElse(null));
        return wanted == null ? ApproximateCreationDateTimePrecision.MILLISECOND : wanted;
    }

    private static long creation(Instant time, String precision) {
        return precision.equals(ApproximateCreationDateTimePrecision.MICROSECOND)
                ? ChronoUnit.MICROS.between(Instant.EPOCH, time)
                : time.toEpochMilli();
    }

    private static String json(Bytes item) {
        return ItemText.attributes(ItemReader.read(item));
    }
}

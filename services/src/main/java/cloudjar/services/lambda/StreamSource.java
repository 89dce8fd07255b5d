package cloudjar.services.lambda;

import cloudjar.api.dynamodbstreams.DescribeStreamInput;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.api.dynamodbstreams.GetRecordsInput;
import cloudjar.api.dynamodbstreams.GetShardIteratorInput;
import cloudjar.api.dynamodbstreams.Shard;
import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Streams of tables as sources of events: each shard is read in its order, and a batch that fails is tried until it may be given up. */
final class StreamSource implements Pollers.Source {
    private static final int RECORDS_MAX = 1000;

    private final Cloud cloud;
    private final Roles roles;
    private final Invoker invoker;
    private final FunctionEngine engine;
    private final StreamBatches batches;

    StreamSource(Cloud cloud, Roles roles, Invoker invoker, FunctionEngine engine, StreamBatches batches) {
        this.cloud = cloud;
        this.roles = roles;
        this.invoker = invoker;
        this.engine = engine;
        this.batches = batches;
    }

    @Override
    public boolean poll(World world, FunctionName function, Mapping mapping, Subscription news)
            throws InterruptedException {
        EventSourceMappingConfiguration shown = mapping.shown();
        Arn stream = Arn.parse(String.valueOf(shown.eventSourceArn())).orElseThrow();
        Call call = caller(world, function, stream);
        var description = cloud.client(DynamoDbStreams.API)
                .describeStream(
                        DescribeStreamInput.builder()
                                .streamArn(stream.toString())
                                .build(),
                        call)
                .streamDescription();
        boolean any = false;
        for (Shard shard : description == null ? List.<Shard>of() : description.shards()) {
            String id = String.valueOf(shard.shardId());
            any |= poll(
                    new Lot(world, function, shown, id, stream, news, null, Window.Turn.RECORDS),
                    mapping.positions().get(id),
                    call);
        }
        return any;
    }

    private Call caller(World world, FunctionName function, Arn stream) {
        Call call = ServiceCalls.of(world, function);
        String role = String.valueOf(
                invoker.find(function, call).version().configuration().role());
        Roles.RoleSession session = roles.session(function, role, call);
        return ServiceCalls.of(world, stream.account(), stream.region(), session.principal());
    }

    /** Reads one batch of a shard; a new mapping from the end notes where that was, before anything comes. */
    private boolean poll(Lot lot, @Nullable String position, Call call) throws InterruptedException {
        List<DynamoDbStreamsRecord> records = read(lot, position, call);
        return lot.windowSeconds() > 0 ? windowed(lot, position, records) : batched(lot, position, records);
    }

    private List<DynamoDbStreamsRecord> read(Lot lot, @Nullable String position, Call call) {
        GetShardIteratorInput.Builder where = GetShardIteratorInput.builder()
                .streamArn(lot.stream().toString())
                .shardId(lot.shard())
                .shardIteratorType(position == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER")
                .sequenceNumber(position);
        String iterator = cloud.client(DynamoDbStreams.API)
                .getShardIterator(where.build(), call)
                .shardIterator();
        return cloud.client(DynamoDbStreams.API)
                .getRecords(
                        GetRecordsInput.builder()
                                .shardIterator(Objects.requireNonNull(iterator))
                                .limit(Math.min(RECORDS_MAX, lot.batchSize() * lot.lanes()))
                                .build(),
                        call)
                .records();
    }

    private boolean batched(Lot lot, @Nullable String position, List<DynamoDbStreamsRecord> records)
            throws InterruptedException {
        if (records.isEmpty()) {
            return false;
        }
        List<DynamoDbStreamsRecord> wanted = wanted(lot, position, records);
        if (!wanted.isEmpty() && !bring(lot, wanted)) {
            return false;
        }
        advance(lot, StreamEvents.number(records.getLast()));
        return true;
    }

    private boolean bring(Lot lot, List<DynamoDbStreamsRecord> records) throws InterruptedException {
        return lot.lanes() == 1
                ? batches.bring(lot, records).isPresent()
                : new StreamLanes(engine, batches).bring(lot, records);
    }

    /** Brings the records of one window; where the one that was open is over, the function hears of that first. */
    private boolean windowed(Lot lot, @Nullable String position, List<DynamoDbStreamsRecord> records)
            throws InterruptedException {
        LambdaTables.Part key = new LambdaTables.Part(String.valueOf(lot.shown().uuid()), lot.shard());
        Optional<Window> open = lot.world()
                .store()
                .read(snapshot -> lot.function().tables().windows.get(snapshot, key));
        Instant next = records.isEmpty() ? lot.world().clock().now() : StreamEvents.created(records.getFirst());
        if (open.isPresent() && !open.get().covers(next)) {
            return batches.bring(lot.in(open.get(), Window.Turn.LAST), List.of())
                            .isPresent()
                    && close(lot, key);
        }
        if (records.isEmpty()) {
            return false;
        }
        Window window = open.orElseGet(() -> Window.of(next, lot.windowSeconds()));
        List<DynamoDbStreamsRecord> its = records.stream()
                .takeWhile(record -> window.covers(StreamEvents.created(record)))
                .toList();
        List<DynamoDbStreamsRecord> wanted = wanted(lot, position, its);
        Optional<Lot> brought = Optional.of(lot.in(window, Window.Turn.RECORDS));
        if (!wanted.isEmpty()) {
            brought = batches.bring(brought.get(), wanted);
        }
        if (brought.map(Lot::window).filter(Window::overflows).isPresent()) {
            Window full = Objects.requireNonNull(brought.get().window());
            brought = batches.bring(lot.in(full, Window.Turn.EARLY), List.of())
                    .map(told -> told.in(full.emptied(), Window.Turn.RECORDS));
        }
        brought.ifPresent(done -> advance(done, StreamEvents.number(its.getLast())));
        return brought.isPresent();
    }

    private static boolean close(Lot lot, LambdaTables.Part key) {
        return lot.world().store().write(tx -> lot.function().tables().windows.delete(tx, key));
    }

    private static List<DynamoDbStreamsRecord> wanted(
            Lot lot, @Nullable String position, List<DynamoDbStreamsRecord> records) {
        boolean latest = position == null && "LATEST".equals(lot.shown().startingPosition());
        Instant begin = Objects.requireNonNull(lot.shown().lastModified());
        return records.stream()
                .filter(record -> !latest || !StreamEvents.created(record).isBefore(begin.minusSeconds(1)))
                .filter(record -> Filters.pass(lot.shown().filterCriteria(), StreamEvents.record(record, lot.stream())))
                .toList();
    }

    private static void advance(Lot lot, String position) {
        LambdaTables tables = lot.function().tables();
        String id = String.valueOf(lot.shown().uuid());
        boolean unused = lot.world().store().write(tx -> {
            Optional<Mapping> mapping = tables.mappings.get(tx, id);
            mapping.ifPresent(found -> {
                Map<String, String> positions = new HashMap<>(found.positions());
                positions.put(lot.shard(), position);
                EventSourceMappingConfiguration shown =
                        found.shown().toBuilder().lastProcessingResult("OK").build();
                tables.mappings.put(tx, id, found.with(shown).at(positions));
                if (lot.window() != null) {
                    tables.windows.put(tx, new LambdaTables.Part(id, lot.shard()), lot.window());
                }
            });
            return mapping.isPresent();
        });
    }
}

package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Streams of tables and of Kinesis as sources of events: each shard is read in its order, and a batch that fails is tried until it may be given up. */
final class StreamSource implements Pollers.Source {
    /** Stands for the position in a shard that is closed and read to its end. */
    private static final String ENDED = "END";

    private final StreamReader tables;
    private final StreamReader data;
    private final Roles roles;
    private final Invoker invoker;
    private final FunctionEngine engine;
    private final StreamBatches batches;

    StreamSource(Cloud cloud, Roles roles, Invoker invoker, FunctionEngine engine, StreamBatches batches) {
        tables = new TableStreamReader(cloud);
        data = new DataStreamReader(cloud);
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
        List<StreamReader.ShardOf> shards = reader(stream).shards(stream, call);
        Set<String> open = new HashSet<>();
        shards.forEach(shard -> open.add(shard.id()));
        open.removeIf(id -> ENDED.equals(mapping.positions().get(id)));
        boolean any = false;
        for (StreamReader.ShardOf shard : shards) {
            // A shard waits for those that it follows, so that records of a key stay in their order.
            if (open.contains(shard.id()) && shard.parents().stream().noneMatch(open::contains)) {
                any |= poll(
                        new Lot(world, function, shown, shard.id(), stream, news, null, Window.Turn.RECORDS),
                        mapping.positions().get(shard.id()),
                        call);
            }
        }
        return any;
    }

    private StreamReader reader(Arn stream) {
        return stream.service().equals("kinesis") ? data : tables;
    }

    private Call caller(World world, FunctionName function, Arn stream) {
        Call call = ServiceCalls.of(world, function);
        String role = String.valueOf(
                invoker.find(function, call).version().configuration().role());
        Credential session = roles.session(function, role, call);
        return ServiceCalls.of(world, stream.account(), stream.region(), session.principal());
    }

    /** Reads one batch of a shard. */
    private boolean poll(Lot lot, @Nullable String position, Call call) throws InterruptedException {
        StreamReader.Part part = reader(lot.stream())
                .read(new StreamReader.Wanted(lot.shown(), lot.stream(), lot.shard(), position, lot.most()), call);
        boolean done = lot.windowSeconds() > 0 ? windowed(lot, part.records()) : batched(lot, part.records());
        if (part.over() && part.records().isEmpty() && !done && isClosed(lot)) {
            advance(lot, ENDED);
            return true;
        }
        return done;
    }

    /** Whether no window of the shard waits for its end. */
    private static boolean isClosed(Lot lot) {
        LambdaTables.Part key = new LambdaTables.Part(String.valueOf(lot.shown().uuid()), lot.shard());
        return !lot.world()
                .store()
                .read(snapshot -> lot.function().tables().windows.contains(snapshot, key));
    }

    private boolean batched(Lot lot, List<StreamedRecord> records) throws InterruptedException {
        if (records.isEmpty() || lot.waitsFor(records)) {
            return false;
        }
        List<StreamedRecord> taken = lot.lanes() == 1 ? lot.batch(records) : records;
        List<StreamedRecord> wanted = wanted(lot, taken);
        if (!wanted.isEmpty() && !bring(lot, wanted)) {
            return false;
        }
        advance(lot, taken.getLast().number());
        return true;
    }

    private boolean bring(Lot lot, List<StreamedRecord> records) throws InterruptedException {
        return lot.lanes() == 1
                ? batches.bring(lot, records).isPresent()
                : new StreamLanes(engine, batches).bring(lot, records);
    }

    /** Brings the records of one window; where the one that was open is over, the function hears of that first. */
    private boolean windowed(Lot lot, List<StreamedRecord> records) throws InterruptedException {
        LambdaTables.Part key = new LambdaTables.Part(String.valueOf(lot.shown().uuid()), lot.shard());
        Optional<Window> open = lot.world()
                .store()
                .read(snapshot -> lot.function().tables().windows.get(snapshot, key));
        Instant next = records.isEmpty()
                ? lot.world().clock().now()
                : records.getFirst().created();
        if (open.isPresent() && !open.get().covers(next)) {
            return batches.bring(lot.in(open.get(), Window.Turn.LAST), List.of())
                            .isPresent()
                    && close(lot, key);
        }
        if (records.isEmpty()) {
            return false;
        }
        Window window = open.orElseGet(() -> Window.of(next, lot.windowSeconds()));
        List<StreamedRecord> its = lot.batch(records.stream()
                .takeWhile(record -> window.covers(record.created()))
                .toList());
        List<StreamedRecord> wanted = wanted(lot, its);
        Optional<Lot> brought = Optional.of(lot.in(window, Window.Turn.RECORDS));
        if (!wanted.isEmpty()) {
            brought = batches.bring(brought.get(), wanted);
        }
        if (brought.map(Lot::window).filter(Window::overflows).isPresent()) {
            Window full = Objects.requireNonNull(brought.get().window());
            brought = batches.bring(lot.in(full, Window.Turn.EARLY), List.of())
                    .map(told -> told.in(full.emptied(), Window.Turn.RECORDS));
        }
        brought.ifPresent(done -> advance(done, its.getLast().number()));
        return brought.isPresent();
    }

    private static boolean close(Lot lot, LambdaTables.Part key) {
        return lot.world().store().write(tx -> lot.function().tables().windows.delete(tx, key));
    }

    private static List<StreamedRecord> wanted(Lot lot, List<StreamedRecord> records) {
        return records.stream()
                .filter(record -> Filters.pass(lot.shown().filterCriteria(), record.seen()))
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

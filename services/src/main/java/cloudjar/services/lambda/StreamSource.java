package cloudjar.services.lambda;

import cloudjar.api.dynamodbstreams.DescribeStreamInput;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.api.dynamodbstreams.GetRecordsInput;
import cloudjar.api.dynamodbstreams.GetShardIteratorInput;
import cloudjar.api.dynamodbstreams.Shard;
import cloudjar.api.dynamodbstreams.StreamRecord;
import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Streams of tables as sources of events: each shard is read in its order, and a batch that fails is tried until it may be given up. */
final class StreamSource implements Pollers.Source {
    private static final Duration BETWEEN_RETRIES = Duration.ofSeconds(1);

    private final Cloud cloud;
    private final Roles roles;
    private final Invoker invoker;
    private final Destinations destinations;

    StreamSource(Cloud cloud, Roles roles, Invoker invoker, Destinations destinations) {
        this.cloud = cloud;
        this.roles = roles;
        this.invoker = invoker;
        this.destinations = destinations;
    }

    /** A part of a stream on its way to a function. */
    private record Lot(
            World world,
            FunctionName function,
            EventSourceMappingConfiguration shown,
            String shard,
            Subscription news) {}

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
                    new Lot(world, function, shown, id, news),
                    mapping.positions().get(id),
                    stream,
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
    private boolean poll(Lot lot, @Nullable String position, Arn stream, Call call) throws InterruptedException {
        boolean latest = position == null && "LATEST".equals(lot.shown().startingPosition());
        GetShardIteratorInput.Builder where = GetShardIteratorInput.builder()
                .streamArn(stream.toString())
                .shardId(lot.shard())
                .shardIteratorType(position == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER")
                .sequenceNumber(position);
        String iterator = cloud.client(DynamoDbStreams.API)
                .getShardIterator(where.build(), call)
                .shardIterator();
        List<DynamoDbStreamsRecord> records = cloud.client(DynamoDbStreams.API)
                .getRecords(
                        GetRecordsInput.builder()
                                .shardIterator(Objects.requireNonNull(iterator))
                                .limit(Math.min(
                                        1000,
                                        Objects.requireNonNullElse(lot.shown().batchSize(), 100)))
                                .build(),
                        call)
                .records();
        if (records.isEmpty()) {
            return false;
        }
        Instant begin = Objects.requireNonNull(lot.shown().lastModified());
        List<DynamoDbStreamsRecord> wanted = records.stream()
                .filter(record -> !latest || !created(record).isBefore(begin.minusSeconds(1)))
                .filter(record -> Filters.pass(lot.shown().filterCriteria(), StreamEvents.record(record, stream)))
                .toList();
        if (!wanted.isEmpty() && !bring(lot, wanted, stream)) {
            return false;
        }
        advance(lot, number(records.getLast()));
        return true;
    }

    private static Instant created(DynamoDbStreamsRecord record) {
        StreamRecord change = record.dynamodb();
        return change == null || change.approximateCreationDateTime() == null
                ? Instant.MAX
                : change.approximateCreationDateTime();
    }

    private static String number(DynamoDbStreamsRecord record) {
        return record.dynamodb() == null ? "" : String.valueOf(record.dynamodb().sequenceNumber());
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
            });
            return mapping.isPresent();
        });
    }

    /** Brings records until they are done with; false where the mapping went away meanwhile. */
    private boolean bring(Lot lot, List<DynamoDbStreamsRecord> records, Arn stream) throws InterruptedException {
        Deque<List<DynamoDbStreamsRecord>> parts = new ArrayDeque<>();
        parts.add(records);
        int attempts = 0;
        while (!parts.isEmpty()) {
            List<DynamoDbStreamsRecord> part = parts.remove();
            Execution execution = run(lot, part, stream);
            int done = execution == null ? 0 : done(lot, execution, part);
            if (done == part.size()) {
                attempts = 0;
                continue;
            }
            List<DynamoDbStreamsRecord> left = part.subList(done, part.size());
            attempts = done > 0 ? 1 : attempts + 1;
            if (isGivenUp(lot, attempts, left)) {
                giveUp(lot, left, attempts, execution, stream);
                attempts = 0;
                continue;
            }
            if (Boolean.TRUE.equals(lot.shown().bisectBatchOnFunctionError()) && left.size() > 1 && execution != null) {
                int half = left.size() / 2;
                parts.addFirst(left.subList(half, left.size()));
                parts.addFirst(left.subList(0, half));
            } else {
                parts.addFirst(left);
            }
            if (lot.news().await(lot.world().clock().deadlineIn(BETWEEN_RETRIES)) != Wakeup.TIMED_OUT) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Execution run(Lot lot, List<DynamoDbStreamsRecord> records, Arn stream) {
        Call call = ServiceCalls.of(lot.world(), lot.function());
        List<Map<String, Object>> events = records.stream()
                .map(record -> StreamEvents.record(record, stream))
                .toList();
        Bytes payload = Bytes.ofUtf8(Json.write(Map.of("Records", events)));
        try {
            return invoker.run(
                    invoker.find(lot.function(), call),
                    new Invoker.Order(call.requestId(), payload, null, null, null),
                    call);
        } catch (ApiException e) {
            return null;
        }
    }

    /** How many of the first records need not come again. */
    private static int done(Lot lot, Execution execution, List<DynamoDbStreamsRecord> records) {
        if (execution.failed()) {
            return 0;
        }
        if (!lot.shown().functionResponseTypes().contains("ReportBatchItemFailures")) {
            return records.size();
        }
        Optional<Set<String>> failures = ItemFailures.of(execution.payload());
        if (failures.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < records.size(); i++) {
            if (failures.get().contains(number(records.get(i)))) {
                return i;
            }
        }
        return failures.get().isEmpty() ? records.size() : 0;
    }

    private static boolean isGivenUp(Lot lot, int attempts, List<DynamoDbStreamsRecord> left) {
        int retries = Objects.requireNonNullElse(lot.shown().maximumRetryAttempts(), -1);
        int age = Objects.requireNonNullElse(lot.shown().maximumRecordAgeInSeconds(), -1);
        boolean old = age > 0
                && created(left.getFirst())
                        .plusSeconds(age)
                        .isBefore(lot.world().clock().now());
        return old || retries >= 0 && attempts > retries;
    }

    private void giveUp(
            Lot lot, List<DynamoDbStreamsRecord> left, int attempts, @Nullable Execution execution, Arn stream) {
        var to = lot.shown().destinationConfig();
        String destination =
                to == null || to.onFailure() == null ? null : to.onFailure().destination();
        if (destination == null || destination.isEmpty()) {
            return;
        }
        Call call = ServiceCalls.of(lot.world(), lot.function());
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("requestId", execution == null ? call.requestId() : execution.requestId());
        context.put("functionArn", lot.function().arn());
        context.put("condition", "RetryAttemptsExhausted");
        context.put("approximateInvokeCount", attempts);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("statusCode", 200);
        response.put("executedVersion", execution == null ? FunctionName.LATEST : execution.version());
        response.put("functionError", Execution.UNHANDLED);
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("shardId", lot.shard());
        batch.put("startSequenceNumber", number(left.getFirst()));
        batch.put("endSequenceNumber", number(left.getLast()));
        batch.put("approximateArrivalOfFirstRecord", created(left.getFirst()).toString());
        batch.put("approximateArrivalOfLastRecord", created(left.getLast()).toString());
        batch.put("batchSize", left.size());
        batch.put("streamArn", stream.toString());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestContext", context);
        record.put("responseContext", response);
        record.put("version", "1.0");
        record.put("timestamp", lot.world().clock().now().toString());
        record.put("DDBStreamBatchInfo", batch);
        String role = String.valueOf(
                invoker.find(lot.function(), call).version().configuration().role());
        destinations.deliver(lot.function(), role, destination, record, lot.world());
    }
}

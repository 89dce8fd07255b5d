package cloudjar.services.lambda;

import cloudjar.api.dynamodbstreams.DynamoDbStreamsRecord;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Batches of a stream's records: brought to the function in their order, and tried until they may be given up. */
final class StreamBatches {
    private static final Duration BETWEEN_RETRIES = Duration.ofSeconds(1);

    private final Invoker invoker;
    private final Destinations destinations;

    StreamBatches(Invoker invoker, Destinations destinations) {
        this.invoker = invoker;
        this.destinations = destinations;
    }

    /** Brings records until they are done with; empty where the mapping went away meanwhile, else the lot with what its window became. */
    Optional<Lot> bring(Lot first, List<DynamoDbStreamsRecord> records) throws InterruptedException {
        Deque<List<DynamoDbStreamsRecord>> parts = new ArrayDeque<>();
        parts.add(records);
        Lot lot = first;
        int attempts = 0;
        while (!parts.isEmpty()) {
            List<DynamoDbStreamsRecord> part = parts.remove();
            Execution execution = run(lot, part);
            int done = execution == null ? 0 : done(lot, execution, part);
            if (execution != null && isAccepted(lot, execution)) {
                lot = after(lot, execution);
            }
            if (done == part.size() && (done > 0 || execution != null && isAccepted(lot, execution))) {
                attempts = 0;
                continue;
            }
            List<DynamoDbStreamsRecord> left = part.subList(done, part.size());
            attempts = done > 0 ? 1 : attempts + 1;
            if (isGivenUp(lot, attempts, left)) {
                giveUp(lot, left, attempts, execution);
                attempts = 0;
                continue;
            }
            boolean halved = Boolean.TRUE.equals(lot.shown().bisectBatchOnFunctionError())
                    && left.size() > 1
                    && execution != null;
            int half = halved ? left.size() / 2 : left.size();
            if (halved) {
                parts.addFirst(left.subList(half, left.size()));
            }
            parts.addFirst(left.subList(0, half));
            if (lot.news().await(lot.world().clock().deadlineIn(BETWEEN_RETRIES)) != Wakeup.TIMED_OUT) {
                return Optional.empty();
            }
        }
        return Optional.of(lot);
    }

    /** Whether it is no failure as a whole: where there are windows, the answer must hold their state. */
    private static boolean isAccepted(Lot lot, Execution execution) {
        return !execution.failed()
                && (lot.window() == null
                        || lot.turn() != Window.Turn.RECORDS
                        || Window.state(execution.payload().utf8()).isPresent());
    }

    private static Lot after(Lot lot, Execution execution) {
        Window window = lot.window();
        return window == null
                ? lot
                : Window.state(execution.payload().utf8())
                        .map(state -> lot.in(window.with(state), lot.turn()))
                        .orElse(lot);
    }

    private @Nullable Execution run(Lot lot, List<DynamoDbStreamsRecord> records) {
        Call call = ServiceCalls.of(lot.world(), lot.function());
        List<Map<String, Object>> events = records.stream()
                .map(record -> StreamEvents.record(record, lot.stream()))
                .toList();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("Records", events);
        if (lot.window() != null) {
            event.putAll(lot.window().told(lot.turn(), lot.shard(), lot.stream().toString()));
        }
        Bytes payload = Bytes.ofUtf8(Json.write(event));
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
        if (!isAccepted(lot, execution)) {
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
            if (failures.get().contains(StreamEvents.number(records.get(i)))) {
                return i;
            }
        }
        return failures.get().isEmpty() ? records.size() : 0;
    }

    private static boolean isGivenUp(Lot lot, int attempts, List<DynamoDbStreamsRecord> left) {
        int retries = Objects.requireNonNullElse(lot.shown().maximumRetryAttempts(), -1);
        int age = Objects.requireNonNullElse(lot.shown().maximumRecordAgeInSeconds(), -1);
        boolean old = age > 0
                && !left.isEmpty()
                && StreamEvents.created(left.getFirst())
                        .plusSeconds(age)
                        .isBefore(lot.world().clock().now());
        return old || retries >= 0 && attempts > retries;
    }

    private void giveUp(Lot lot, List<DynamoDbStreamsRecord> left, int attempts, @Nullable Execution execution) {
        var to = lot.shown().destinationConfig();
        String destination =
                to == null || to.onFailure() == null ? null : to.onFailure().destination();
        if (destination == null || destination.isEmpty() || left.isEmpty()) {
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
        batch.put("startSequenceNumber", StreamEvents.number(left.getFirst()));
        batch.put("endSequenceNumber", StreamEvents.number(left.getLast()));
        batch.put(
                "approximateArrivalOfFirstRecord",
                StreamEvents.created(left.getFirst()).toString());
        batch.put(
                "approximateArrivalOfLastRecord",
                StreamEvents.created(left.getLast()).toString());
        batch.put("batchSize", left.size());
        batch.put("streamArn", lot.stream().toString());
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

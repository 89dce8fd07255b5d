package cloudjar.services.lambda;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Batches of a stream's records: brought to the function in their order, and tried until they may be given up. */
final class StreamBatches {
    private static final Duration BETWEEN_RETRIES = Duration.ofSeconds(1);
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Invoker invoker;
    private final Destinations destinations;
    private final FunctionMetrics metrics;

    StreamBatches(Invoker invoker, Destinations destinations, FunctionMetrics metrics) {
        this.invoker = invoker;
        this.destinations = destinations;
        this.metrics = metrics;
    }

    /** Brings records until they are done with; empty where the mapping went away meanwhile, else the lot with what its window became. */
    Optional<Lot> bring(Lot first, List<StreamedRecord> records) throws InterruptedException {
        Deque<List<StreamedRecord>> parts = new ArrayDeque<>();
        parts.add(records);
        Lot lot = first;
        int attempts = 0;
        while (!parts.isEmpty()) {
            List<StreamedRecord> part = parts.remove();
            int old = old(lot, part);
            if (old > 0) {
                giveUp(lot, part.subList(0, old), new Failure(Math.max(1, attempts), null, "RecordAgeExceeded"));
                attempts = 0;
                if (old < part.size()) {
                    parts.addFirst(part.subList(old, part.size()));
                }
                continue;
            }
            Execution execution = run(lot, part);
            int done = execution == null ? 0 : done(lot, execution, part);
            if (execution != null && isAccepted(lot, execution)) {
                lot = after(lot, execution);
            }
            if (done == part.size() && (done > 0 || execution != null && isAccepted(lot, execution))) {
                attempts = 0;
                continue;
            }
            List<StreamedRecord> left = part.subList(done, part.size());
            attempts = done > 0 ? 1 : attempts + 1;
            if (isHalved(lot, left, execution)) {
                // That does not count as a try (Lambda Developer Guide, BisectBatchOnFunctionError).
                int half = left.size() / 2;
                parts.addFirst(left.subList(half, left.size()));
                parts.addFirst(left.subList(0, half));
                attempts = 0;
            } else if (isGivenUp(lot, attempts)) {
                giveUp(lot, left, new Failure(attempts, execution, "RetryAttemptsExhausted"));
                attempts = 0;
                continue;
            } else {
                parts.addFirst(left);
            }
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

    private @Nullable Execution run(Lot lot, List<StreamedRecord> records) {
        Call call = ServiceCalls.of(lot.world(), lot.function());
        List<Map<String, Object>> events =
                records.stream().map(StreamedRecord::event).toList();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("Records", events);
        if (lot.window() != null) {
            event.putAll(lot.window().told(lot.turn(), lot.shard(), lot.stream().toString()));
        }
        Bytes payload = Bytes.ofUtf8(Json.write(event));
        if (!records.isEmpty()) {
            metrics.read(
                    lot.function(),
                    lot.world(),
                    Duration.between(records.getLast().created(), call.time()));
        }
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
    private static int done(Lot lot, Execution execution, List<StreamedRecord> records) {
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
            if (failures.get().contains(records.get(i).number())) {
                return i;
            }
        }
        return failures.get().isEmpty() ? records.size() : 0;
    }

    /** How many of the first records are older than the mapping brings. */
    private static int old(Lot lot, List<StreamedRecord> records) {
        int age = Objects.requireNonNullElse(lot.shown().maximumRecordAgeInSeconds(), -1);
        if (age <= 0) {
            return 0;
        }
        Instant oldest = lot.world().clock().now().minusSeconds(age);
        int count = 0;
        while (count < records.size() && records.get(count).created().isBefore(oldest)) {
            count++;
        }
        return count;
    }

    private static boolean isHalved(Lot lot, List<StreamedRecord> left, @Nullable Execution execution) {
        return Boolean.TRUE.equals(lot.shown().bisectBatchOnFunctionError()) && left.size() > 1 && execution != null;
    }

    private static boolean isGivenUp(Lot lot, int attempts) {
        int retries = Objects.requireNonNullElse(lot.shown().maximumRetryAttempts(), -1);
        return retries >= 0 && attempts > retries;
    }

    /**
     * How records came to be given up.
     *
     * @param execution the last one; null where there was none
     * @param condition in AWS's word
     */
    private record Failure(int attempts, @Nullable Execution execution, String condition) {}

    private void giveUp(Lot lot, List<StreamedRecord> left, Failure failure) {
        var to = lot.shown().destinationConfig();
        String destination =
                to == null || to.onFailure() == null ? null : to.onFailure().destination();
        if (destination == null || destination.isEmpty() || left.isEmpty()) {
            return;
        }
        Call call = ServiceCalls.of(lot.world(), lot.function());
        Execution execution = failure.execution;
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("requestId", execution == null ? call.requestId() : execution.requestId());
        context.put("functionArn", lot.function().arn());
        context.put("condition", failure.condition);
        context.put("approximateInvokeCount", failure.attempts);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("requestContext", context);
        if (failure.condition.equals("RetryAttemptsExhausted")) {
            record.put("responseContext", response(execution));
        }
        record.put("version", "1.0");
        record.put("timestamp", TIME.format(lot.world().clock().now()));
        record.put(
                lot.stream().service().equals("kinesis") ? "KinesisBatchInfo" : "DDBStreamBatchInfo", batch(lot, left));
        if (destination.contains(":s3:::")) {
            record.put(
                    "payload",
                    Map.of("Records", left.stream().map(StreamedRecord::event).toList()));
        }
        String role = String.valueOf(
                invoker.find(lot.function(), call).version().configuration().role());
        String place = lot.shown().uuid() + "/" + lot.shard();
        destinations.deliver(lot.function(), role, destination, place, record, lot.world());
    }

    private static Map<String, Object> response(@Nullable Execution execution) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("statusCode", 200);
        response.put("executedVersion", execution == null ? FunctionName.LATEST : execution.version());
        // A function that only names the items that it failed on has not failed itself (recorded).
        response.put("functionError", execution == null || execution.failed() ? Execution.UNHANDLED : Json.NULL);
        return response;
    }

    private static Map<String, Object> batch(Lot lot, List<StreamedRecord> left) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("shardId", lot.shard());
        batch.put("startSequenceNumber", left.getFirst().number());
        batch.put("endSequenceNumber", left.getLast().number());
        batch.put("approximateArrivalOfFirstRecord", TIME.format(left.getFirst().created()));
        batch.put("approximateArrivalOfLastRecord", TIME.format(left.getLast().created()));
        batch.put("batchSize", left.size());
        batch.put("streamArn", lot.stream().toString());
        return batch;
    }
}

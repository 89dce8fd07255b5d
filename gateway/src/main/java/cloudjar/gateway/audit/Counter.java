package cloudjar.gateway.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one operation. Safe for any number of threads. */
final class Counter {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long[] BOUNDS_NANOS = Latency.BOUNDS_SECONDS.stream()
            .mapToLong(seconds -> Math.round(seconds * NANOS_PER_SECOND))
            .toArray();

    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final LongAdder[] buckets = new LongAdder[BOUNDS_NANOS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Counter() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void count(int status, long elapsedNanos) {
        LongAdder known = statuses.get(status);
        (known == null ? statuses.computeIfAbsent(status, unused -> new LongAdder()) : known).increment();
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && elapsedNanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(elapsedNanos);
    }

    OperationMetrics metrics(String service, String operation) {
        List<Long> countUpTo = new ArrayList<>();
        long sum = 0;
        for (LongAdder bucket : buckets) {
            sum += bucket.sum();
            countUpTo.add(sum);
        }
        Map<Integer, Long> countByStatus = new HashMap<>();
        statuses.forEach((status, count) -> countByStatus.put(status, count.sum()));
        return new OperationMetrics(
                service, operation, countByStatus, new Latency(countUpTo, nanos.sum() / NANOS_PER_SECOND));
    }
}

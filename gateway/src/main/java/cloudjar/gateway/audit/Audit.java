package cloudjar.gateway.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Remembers the last calls in a ring and counts all. Safe for any number of threads. */
public final class Audit implements AuditLog {
    private record Key(String service, String operation) {}

    private final AtomicReferenceArray<AuditRecord> ring;
    private final AtomicLong next = new AtomicLong();
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final LongAdder inFlight = new LongAdder();

    /** @param size how many calls are remembered */
    public Audit(int size) {
        this.ring = new AtomicReferenceArray<>(size);
    }

    /** Notes that a call begins; {@link #end} must follow. */
    public void begin() {
        inFlight.increment();
    }

    /** Notes that a call has ended. */
    public void end() {
        inFlight.decrement();
    }

    /** The next number for an {@link AuditRecord}. */
    public long sequence() {
        return next.getAndIncrement();
    }

    /** Notes an answered call. */
    public void add(AuditRecord call) {
        ring.set((int) (call.sequence() % ring.length()), call);
        Key key = new Key(call.service(), call.operation());
        Counter known = counters.get(key);
        (known == null ? counters.computeIfAbsent(key, unused -> new Counter()) : known)
                .count(call.status(), call.elapsed().toNanos());
    }

    @Override
    public List<AuditRecord> recent(int limit) {
        List<AuditRecord> calls = new ArrayList<>();
        long newest = next.get() - 1;
        long oldest = Math.max(0, newest - ring.length() + 1);
        for (long sequence = newest; sequence >= oldest && calls.size() < limit; sequence--) {
            AuditRecord call = ring.get((int) (sequence % ring.length()));
            // A call that has its number already may not stand here yet, or a newer one does.
            if (call != null && call.sequence() == sequence) {
                calls.add(call);
            }
        }
        return calls;
    }

    @Override
    public List<OperationMetrics> metrics() {
        List<OperationMetrics> metrics = new ArrayList<>();
        counters.forEach((key, counter) -> metrics.add(counter.metrics(key.service(), key.operation())));
        metrics.sort(Comparator.comparing(OperationMetrics::service).thenComparing(OperationMetrics::operation));
        return metrics;
    }

    @Override
    public int inFlight() {
        return inFlight.intValue();
    }
}
